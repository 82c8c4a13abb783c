import { type ErrorCode, errorCodes } from '@rollcall/core';

import type { RunView } from '../runs/run-view.js';

/** What the exit status of a command tells a script. */
export const Exit = {
  done: 0,
  failed: 1,
  usage: 2,
  notConnected: 3,
  pausedByQuota: 4,
  notFound: 5,
  otherVersionOrKey: 6,
} as const;

/** The exit status of an error. */
export function exitOfError(code: ErrorCode): number {
  return errorCodes[code].exitCode;
}

/** The exit status of a collection or a plan; a run that goes on without us is not done. */
export function exitOfRun(run: RunView): number {
  if (run.status === 'succeeded') return Exit.done;
  return run.status === 'paused' ? Exit.pausedByQuota : Exit.failed;
}

/** The exit status of a connectivity test that has a result. */
export function exitOfTest(run: RunView): number {
  if (run.status === 'paused') return Exit.pausedByQuota;
  return run.connected === true ? Exit.done : Exit.notConnected;
}
