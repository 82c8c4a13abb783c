import type { ErrorData } from '@rollcall/core';

import type { RunStatus } from '../db/tables.js';

/** What a stream's status can be when a run has ended. */
export type EndedStreamStatus = 'done' | 'skipped' | 'paused' | 'failed';

/** A stream as the run leaves it. */
export interface StreamOutcome {
  /** Status in the run's row. */
  readonly status: EndedStreamStatus;
  /** Why it failed. */
  readonly error?: ErrorData | undefined;
}

/** How the last hook process ended. */
export type RunEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'error';
      readonly error: ErrorData;
      /** ISO 8601: when the run goes on by itself. */
      readonly resumeAt?: string | undefined;
    };

/** The verdict over a run. `error` is set unless it succeeded or was cancelled. */
export interface RunOutcome {
  /** Status of the run. */
  readonly status: Exclude<RunStatus, 'queued' | 'running'>;
  /** The error that stands for the run. */
  readonly error?: ErrorData;
}

/** What an unfinished stream becomes when the run ends this way. */
export function unfinishedStatus(end: RunEnd): EndedStreamStatus {
  if (end.kind === 'done') return 'done';
  if (end.kind === 'cancelled') return 'paused';
  return end.error.code === 'QUOTA_CEILING' ? 'paused' : 'failed';
}

/**
 * Judges a run from its streams and its end: succeeded when every stream is done or skipped and one
 * is done; partial when some failed and some did not; paused when the quota stopped it and none failed.
 */
export function judgeRun(streams: readonly StreamOutcome[], end: RunEnd): RunOutcome {
  if (end.kind === 'cancelled') return { status: 'cancelled' };
  const failed = streams.find((stream) => stream.status === 'failed');
  const endError = end.kind === 'error' ? end.error : undefined;
  const anyDone = streams.some((stream) => stream.status === 'done');
  if (failed) {
    const error = failed.error ?? endError ?? nothingRead();
    return { status: anyDone ? 'partial' : 'failed', error };
  }
  if (endError) {
    return { status: endError.code === 'QUOTA_CEILING' ? 'paused' : 'failed', error: endError };
  }
  if (!anyDone) return { status: 'failed', error: nothingRead() };
  return { status: 'succeeded' };
}

function nothingRead(): ErrorData {
  return {
    code: 'PERMISSION_MISSING',
    message: 'no stream could be read',
    hint: 'Run the connectivity test: it says which permissions are missing.',
    retryable: false,
  };
}
