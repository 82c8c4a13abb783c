import { hasCode, RollcallError, toErrorData } from '@rollcall/core';

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
