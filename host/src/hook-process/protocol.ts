import type {
  BatchMessage,
  CollectMessage,
  ConnectivityCheck,
  ErrorData,
  HttpRequest,
  LogFields,
  QuotaView,
  StreamRun,
} from '@rollcall/core';

/** Largest cursor, in bytes of JSON. */
export const maxCursorBytes = 64 * 1024;
/** Messages of a hook that may wait for the host; the next one is asked for when one of them is taken. */
export const windowSize = 4;
/** Requests that one hook may have under way; the broker's own limits are far lower. */
export const maxRequestsUnderWay = 64;
/** Parts of a streamed body that the child lets the host send ahead. */
export const streamCredit = 8;

/** What `collect` gets, besides its signal. */
export interface CollectInput {
  /** Checked, with defaults, without secrets. */
  readonly config: unknown;
  readonly streams: readonly StreamRun[];
  readonly tenantId: string | undefined;
  readonly quotas: readonly QuotaView[];
  /** Secret values by field. Only for plugins that were granted `secrets:read`. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** What `testConnectivity` gets, besides its signal. */
export interface TestInput {
  /** Checked, with defaults, without secrets. */
  readonly config: unknown;
  readonly streams: readonly string[];
  /** Secret values by field. Only for plugins that were granted `secrets:read`. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A hook and what it gets. */
export type HookTask =
  | { readonly hook: 'collect'; readonly input: CollectInput }
  | { readonly hook: 'testConnectivity'; readonly input: TestInput };

/** A batch as the host gets it: checked in size and order, its records not yet looked into. */
export interface HostBatch {
  readonly type: 'batch';
  /** One of the run's streams. */
  readonly stream: string;
  /** 1 for the first batch of the process, then one more each. */
  readonly seq: number;
  /** How many records the child says there are. */
  readonly count: number;
  /** JSON text of the records, one a line: whoever reads it must expect that it is broken. */
  readonly records: string;
  /** JSON text of the cursor, parsed once to know that it is JSON; at most 64 KiB. */
  readonly cursor?: string;
}

/** The connector said everything. `lastSeq` is the last batch's `seq`, 0 when there was none. */
export interface DoneMessage {
  readonly type: 'done';
  readonly lastSeq: number;
}

/** The slice's time is up, and there is more to read: continue from the last checkpoint. */
export interface SliceEndMessage {
  readonly type: 'sliceEnd';
}

/** A `CollectMessage` that carries no records. */
export type CollectNote = Exclude<CollectMessage, BatchMessage>;

/** What a `collect` hook gives the host. The last one is `done` or `sliceEnd`. */
export type HostMessage = CollectNote | HostBatch | DoneMessage | SliceEndMessage;

/** Which hook is run. */
export type HookName = HookTask['hook'];

/** The host's clock when the message was sent. */
export interface ClockReading {
  /** Milliseconds since 1970, by the host's clock. */
  readonly now: number;
  /** Provider's time minus the host's, in milliseconds. */
  readonly providerOffsetMs: number;
}

/** The log level of a line. */
export type LogLevel = 'debug' | 'info' | 'warn';

/** What the child sends. `request` and `stream` carry the body as payload, `batch` the records. */
export type ChildMessage =
  | { readonly type: 'note'; readonly note: CollectNote }
  | HostBatch
  | { readonly type: 'check'; readonly check: ConnectivityCheck }
  | {
      readonly type: 'request';
      readonly id: number;
      readonly attempt: number;
      readonly request: HttpRequest;
    }
  | { readonly type: 'stream'; readonly id: number; readonly request: HttpRequest }
  | { readonly type: 'credit'; readonly id: number; readonly parts: number }
  | { readonly type: 'drop'; readonly id: number }
  | {
      readonly type: 'log';
      readonly level: LogLevel;
      readonly message: string;
      readonly fields: LogFields;
    }
  | DoneMessage
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly error: ErrorData };

/** What the host sends. `answer` and `chunk` carry bytes as payload. The child trusts the host. */
export type ParentMessage =
  | {
      readonly type: 'start';
      /** File URL of the plugin's entry. */
      readonly entry: string;
      readonly task: HookTask;
      readonly clock: ClockReading;
    }
  | { readonly type: 'taken' }
  | { readonly type: 'abort' }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly encoding?: 'gzip';
      readonly clock: ClockReading;
    }
  | {
      readonly type: 'head';
      readonly id: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly clock: ClockReading;
    }
  | { readonly type: 'chunk'; readonly id: number }
  | { readonly type: 'complete'; readonly id: number }
  | { readonly type: 'refusal'; readonly id: number; readonly error: ErrorData };
