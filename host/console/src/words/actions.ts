import { counted, percent, wholeNumber } from '../format/numbers.js';

interface PlanQuota {
  readonly used: number | null;
  readonly limit: number | null;
  readonly ceiling: number | null;
}

/** What can be asked of an integration, in the menu and beside it. */
export const actionWords = {
  menu: (name: string) => `Actions for ${name}`,
  test: 'Test Connectivity',
  collect: 'Collect Now',
  stop: 'Stop',
  plan: 'Plan…',
  pause: 'Pause',
  resume: 'Resume',
  edit: 'Edit',
  diagnostics: 'Diagnostics',
  remove: 'Remove…',
  isPaused: 'It is paused',
  isCollecting: 'A collection is under way',
  pausedUntil: (when: string) => `Paused by quota until ${when}`,
  testTitle: (name: string) => `Test of ${name}`,
  testAgain: 'Test again',
  planTitle: (name: string) => `Plan for ${name}`,
  planning: 'Asking for the price…',
  planPrice: (records: string, requests: number, limit: number | null) =>
    limit === null
      ? `Reads ${records} with ${counted(requests, 'request', 'requests')}.`
      : `Reads ${records} with ${wholeNumber(requests)} of ${wholeNumber(limit)} daily requests (${percent(requests / limit)}).`,
  planReads: (records: number, isWhole: boolean) =>
    `${isWhole ? 'about' : 'at least'} ${counted(records, 'record', 'records')}`,
  planUsage: (quota: PlanQuota, fits: boolean) => {
    const { used, ceiling, limit } = quota;
    if (limit === null || used === null || ceiling === null)
      return 'The daily limit is not known yet.';
    return `Usage now ${percent(used / limit)}, ceiling ${percent(ceiling / limit)}: ${fits ? 'it fits' : 'it does not fit today; the rest follows when the quota allows'}.`;
  },
  planUnknown: 'unknown',
  planStream: 'Stream',
  planRecords: 'Records',
  planRequests: 'Requests',
  planFailed: 'There is no plan',
  actionFailed: 'That did not work',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText: (records: string) =>
    records === ''
      ? 'Nothing was collected yet. This cannot be undone.'
      : `Deletes ${records}. Exports stay where you saved them. This cannot be undone.`,
  removeConfirm: (name: string) => `Type “${name}” to remove it`,
  removeVerb: 'Remove',
  removed: (name: string) => `${name} removed`,
  paused: (name: string) => `${name} paused`,
  resumed: (name: string) => `${name} collects again`,
} as const;
