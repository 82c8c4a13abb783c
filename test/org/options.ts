import { FULL_ACCESS, type Permission } from './permissions.js';

/** How an org is to be made. Everything has a default. */
export interface OrgOptions {
  /** Decides every value of the org; the same seed gives the same org. Default 1. */
  readonly seed?: number;
  /** Rows of the User object, at least 16. Default 200. */
  readonly users?: number;
  /** Rows of LoginHistory. Default 5,000. */
  readonly signIns?: number;
  /** Days the sign-ins spread over. Default 180. */
  readonly days?: number;
  /** Rows of OauthToken; by default what the users granted. */
  readonly oauthTokens?: number;
  /** The My Domain name, with the middle labels of other kinds of org. Default `acme-<seed>`. */
  readonly myDomain?: string;
  /** Rows of Organization show this. Default `Enterprise Edition`. */
  readonly edition?: string;
  readonly isSandbox?: boolean;
  /** The instant the org's clock starts at. Default 2026-11-01T10:00:00Z. */
  readonly startAt?: number | string | Date;
  /** Whether the org's clock runs along with real time. Default false: it stands. */
  readonly running?: boolean;
  /** Daily API requests. Default follows from the licences. */
  readonly limit?: number;
  /** Whether requests over the limit are still served. Default false. */
  readonly isLimitSoft?: boolean;
  /** Largest page of a query, whatever the caller asks for. Default 2,000. */
  readonly maxPage?: number;
  /** What the run-as user may do. Default everything the set-up guide lists. */
  readonly permissions?: readonly Permission[];
  /** Oldest and newest API version. Default 31 to 68. */
  readonly apiVersions?: { readonly min: number; readonly max: number };
  /** Port of the CONNECT proxy. Default 0: any free one. Ignored with a network of one's own. */
  readonly port?: number;
  /** Port of the control endpoint. Default 0. */
  readonly controlPort?: number;
  /** Credentials the proxy asks for, `user:password`. Default none. */
  readonly proxyCredentials?: string;
  /** The port the org itself listens on, when it must survive a restart. Default 0. */
  readonly tlsPort?: number;
}

/** The options with their defaults filled in, as far as data and behaviour need them. */
export interface OrgPlan {
  readonly seed: number;
  readonly users: number;
  readonly signIns: number;
  readonly days: number;
  readonly oauthTokens: number | undefined;
  readonly myDomain: string;
  readonly edition: string;
  readonly isSandbox: boolean;
  readonly startAt: number;
  readonly permissions: readonly Permission[];
}

/** Fills in the defaults. */
export function planOrg(options: OrgOptions): OrgPlan {
  const seed = options.seed ?? 1;
  return {
    seed,
    users: Math.max(16, options.users ?? 200),
    signIns: options.signIns ?? 5000,
    days: options.days ?? 180,
    oauthTokens: options.oauthTokens,
    myDomain: options.myDomain ?? `acme-${seed}`,
    edition: options.edition ?? 'Enterprise Edition',
    isSandbox: options.isSandbox ?? false,
    startAt: new Date(options.startAt ?? '2026-11-01T10:00:00Z').getTime(),
    permissions: options.permissions ?? FULL_ACCESS,
  };
}
