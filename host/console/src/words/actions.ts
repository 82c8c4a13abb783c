import { counted, percent, wholeNumber } from '../format/numbers.js';

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
  planPrice: (records: number, requests: number, limit: number) =>
    `Reads about ${counted(records, 'record', 'records')} with ${wholeNumber(requests)} of ${wholeNumber(limit)} daily requests (${percent(requests / limit)}).`,
  planUsage: (used: number, ceiling: number, limit: number, fits: boolean) =>
    `Usage now ${percent(used / limit)}, ceiling ${percent(ceiling / limit)}: ${fits ? 'it fits' : 'it does not fit today; the rest follows when the quota allows'}.`,
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
