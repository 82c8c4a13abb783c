import type { LimitHeaderForm } from '../settings.js';

/** What goes wrong. */
export type FaultKind =
  | { readonly kind: 'reset' | 'reset-mid-body' | 'truncated-gzip' | 'corrupt-gzip' }
  | { readonly kind: 'corrupt-json' | 'html-200' | 'html-503' | 'empty-body' }
  | { readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 | 504 }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'session-expired' | 'session-revoked' | 'session-not-valid-for-rest' }
  | { readonly kind: 'query-timeout' | 'lock-row' | 'locator-gone' }
  | { readonly kind: 'concurrent-limit' | 'total-requests' }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 }
  | { readonly kind: 'instance-url'; readonly url: string }
  /** Keeps the answer back until the fault is released. */
  | { readonly kind: 'hold' }
  /** Keeps the answer back for some real time. */
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'limit-header'; readonly form: LimitHeaderForm }
  | { readonly kind: 'date-skew'; readonly ms: number }
  | { readonly kind: 'short-page'; readonly rows: number }
  /** Any answer: the escape hatch. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly type?: string;
    };

/** Which requests a fault meets. Everything given must hold. */
export interface FaultMatch {
  readonly method?: string;
  /** Regular expression over the path with its query string, decoded. */
  readonly path?: string;
  /** Text the body contains. */
  readonly body?: string;
}

/** A fault to come. */
export type Fault = FaultKind & {
  readonly match?: FaultMatch;
  /** Requests it meets before it is used up. Default 1; `always` never ends. */
  readonly times?: number | 'always';
  /** Matching requests it lets pass first. Default 0. */
  readonly skip?: number;
};
