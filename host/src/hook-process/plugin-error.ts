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
 * The error that a plugin ended with, as the host tells it. What the broker met comes first, also when
 * the plugin says something else; a claim that the host knows nothing of is the plugin's fault.
 */
export function pluginError(error: ErrorData, stopped: RollcallError | undefined): RollcallError {
  if (stopped) return stopped;
  if (!hostCodes.includes(error.code)) return new RollcallError(error.code, error.message, error);
  return new RollcallError(
    'PLUGIN_BROKEN',
    `the plugin failed with ${error.code}, which only the host can know: ${error.message}`,
  );
}
