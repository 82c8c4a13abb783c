import { hasCode, isRollcallError, RollcallError, toErrorData } from '@rollcall/core';

import { asUnavailable } from '../db/connection-error.js';

/** The error that ends the run; a lost lease or a stopping process is thrown on. */
export function endingError(error: unknown, signal: AbortSignal): RollcallError {
  const fault = asUnavailable(error, 'its address');
  if (hasCode(fault, 'LEASE_LOST', 'DATABASE_UNAVAILABLE')) throw fault;
  if (signal.aborted && !hasCode(signal.reason, 'RUN_CANCELLED')) throw signal.reason;
  if (hasCode(signal.reason, 'RUN_CANCELLED')) return signal.reason;
  const data = toErrorData(fault);
  return new RollcallError(data.code, data.message, data);
}

/** The instant at which a run goes on by itself: the ledger names it in the details of its error. */
export function resumeAtOf(error: unknown): string | undefined {
  const details = isRollcallError(error) ? error.details : undefined;
  if (typeof details !== 'object' || details === null || !('resumeAt' in details)) return undefined;
  return typeof details.resumeAt === 'string' ? details.resumeAt : undefined;
}
