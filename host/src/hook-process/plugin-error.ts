import { type ErrorCode, type ErrorData, RollcallError } from '@rollcall/core';

/** What only the host can know: a plugin may pass it on, not make it up. */
const hostCodes: readonly ErrorCode[] = [
  'QUOTA_CEILING',
  'QUOTA_UNREADABLE',
  'LEASE_LOST',
  'DATABASE_UNAVAILABLE',
  'RUN_CANCELLED',
  'TENANT_CHANGED',
];

/**
 * The error that a plugin ended with, as the host tells it. What ended the broker's session comes
 * first, also when the plugin says something else. Of `refusals`, what single requests were refused
 * with, the plugin may pass one on; a claim that the host knows nothing of is the plugin's fault.
 */
export function pluginError(
  error: ErrorData,
  stopped: RollcallError | undefined,
  refusals?: ReadonlyMap<ErrorCode, RollcallError>,
): RollcallError {
  if (stopped) return stopped;
  const refusal = refusals?.get(error.code);
  if (!hostCodes.includes(error.code)) return new RollcallError(error.code, error.message, error);
  if (refusal) return refusal;
  return new RollcallError(
    'PLUGIN_BROKEN',
    `the plugin failed with ${error.code}, which only the host can know: ${error.message}`,
  );
}
