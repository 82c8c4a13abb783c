import type { EntityRecord } from '../entities/define-entity.js';
import type { ErrorData } from '../errors/rollcall-error.js';
import type { Cursor } from './cursor.js';
import type { TimeSpan } from './time-span.js';

/** Who is behind the integration. Comes before the first batch; the first one binds it. */
export interface TenantMessage {
  readonly type: 'tenant';
  /** The provider's id of the organisation. */
  readonly id: string;
  /** Its name, for people. */
  readonly name: string;
}

/** What one stream is expected to cost. */
export interface StreamPlan {
  /** Records expected to be read; absent where nobody can say before they are read. */
  readonly records?: number;
  /** Why there is no number of records, or what would cost more, in a few words for people. */
  readonly note?: string;
  /** Requests expected to be counted by the provider; those that streams share, with the first of them. */
  readonly requests: number;
  /** How it is read, in the provider's words: `REST`, `Bulk`. */
  readonly transport: string;
}

/** What the run is expected to cost. Comes before the first batch; `integration plan` stops here. */
export interface PlanMessage {
  readonly type: 'plan';
  /** By stream name. */
  readonly streams: Readonly<Record<string, StreamPlan>>;
}

/** Records that are stored together, and where the stream continues after them. */
export interface BatchMessage {
  readonly type: 'batch';
  readonly stream: string;
  /** About 2,000. An id that was read before replaces the stored record. */
  readonly records: readonly EntityRecord[];
  /** Committed with the records. Without one the checkpoint stays as it was. */
  readonly cursor?: Cursor;
}

/** A snapshot stream has been read whole: what this pass did not see is gone. */
export interface SnapshotCompleteMessage {
  readonly type: 'snapshotComplete';
  readonly stream: string;
  /** `all` only when it is proven in this run that every row was visible. */
  readonly visibility: 'all' | 'own' | 'unknown';
}

/** The provider does not have the stream, or does not permit it. The rest goes on. */
export interface SkippedMessage {
  readonly type: 'skipped';
  readonly stream: string;
  /** Why, for people. */
  readonly reason: string;
  /** What to do so that it is read next time. */
  readonly hint?: string;
  /** Id of the step of the setup guide that mends it. */
  readonly setupStep?: string;
}

/** The stream could not be read to its end. What is committed stays; the rest goes on. */
export interface FailedMessage {
  readonly type: 'failed';
  readonly stream: string;
  readonly error: ErrorData;
}

/** The host ends the process, and continues the run at `until`. */
export interface WaitMessage {
  readonly type: 'wait';
  /** ISO 8601 instant. */
  readonly until: string;
  /** Why, for people. */
  readonly reason: string;
}

/** How far a stream is, where batches do not tell. `fraction: 1` says that it is read to its end. */
export interface ProgressMessage {
  readonly type: 'progress';
  readonly stream: string;
  /** 0 to 1. */
  readonly fraction: number;
}

/**
 * How many records of a stream the provider has in a span that the run was asked to count. The host
 * compares it with what is stored. Comes after the tenant.
 * @experimental
 */
export interface CountedMessage extends TimeSpan {
  readonly type: 'counted';
  readonly stream: string;
  /** Records by the provider's own count, not by reading them. */
  readonly count: number;
}

/** What `collect` yields. */
export type CollectMessage =
  | TenantMessage
  | PlanMessage
  | BatchMessage
  | SnapshotCompleteMessage
  | SkippedMessage
  | FailedMessage
  | WaitMessage
  | ProgressMessage
  | CountedMessage;
