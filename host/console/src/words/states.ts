import { wholeNumber } from '../format/numbers.js';

/** The exact words of states, the same on every page. */
export const stateWords = {
  untested: 'Not tested yet',
  connected: 'Connected',
  testing: 'Testing…',
  waiting: 'Waiting to start',
  collecting: (share: string) => `Collecting, ${share}`,
  collectingRecords: (records: number) => `Collecting, ${wholeNumber(records)} records`,
  streamProgress: (title: string, records: number, expected: number | null) =>
    expected === null
      ? `${title}: ${wholeNumber(records)}`
      : `${title}: ${wholeNumber(records)} of about ${wholeNumber(expected)}`,
  skipped: (count: number) =>
    count === 1 ? 'Connected, 1 stream skipped' : `Connected, ${count} streams skipped`,
  streamsFailed: (count: number) =>
    count === 1 ? 'Connected, 1 stream failed' : `Connected, ${count} streams failed`,
  pausedByQuota: 'Paused by quota',
  pausedUntil: (clock: string, away: string) => `Paused by quota until ${clock}, ${away}`,
  pausedByPerson: 'Paused by a person',
  late: (length: string) => `Late: due ${length} ago`,
  lateDetail: 'No host has been free',
  attention: (why: string) => `Needs attention: ${why}`,
  lastRunFailed: 'the last run failed',
  notConnected: 'not connected',
  reasons: {
    AUTH_REFUSED: 'sign-in refused',
    AUTH_LOOP: 'sign-in refused',
    HTTP_UNREACHABLE: 'address does not answer',
    PERMISSION_MISSING: 'permission missing',
    QUOTA_UNREADABLE: 'quota cannot be read',
    PLUGIN_MISSING: 'plugin is missing',
    PLUGIN_CHANGED: 'plugin was changed on disk',
  } as Readonly<Record<string, string>>,
} as const;
