import { counted, plural, wholeNumber } from '../format/numbers.js';
import { duration } from '../format/times.js';

/** What adding and editing an integration says. */
export const addWords = {
  catalogue: 'Add Integration',
  catalogueText: 'Choose the product to read. Nothing is changed there.',
  search: 'Search plugins',
  none: 'No plugin is installed',
  noneText: 'An administrator can add one under Plugins.',
  noMatch: 'No plugin matches',
  noMatchText: 'Another word shows more.',
  failed: 'The plugins could not be loaded',
  reads: (streams: readonly string[]) => `Reads ${list(streams)}`,
  reaches: (hosts: readonly string[]) => `Reaches ${hosts.join(', ')}`,
  yourAddress: 'the address that you enter',
  your: (field: string) => `your ${field}`,
  choose: 'Add Integration',
  chooseNamed: (name: string) => `Add Integration: ${name}`,
  back: 'Integrations',
  title: (plugin: string) => `Add ${plugin}`,
  editTitle: (name: string) => `Edit ${name}`,
  guide: 'Setup guide',
  guideDone: (done: number, of: number) => `${wholeNumber(done)} of ${wholeNumber(of)} done`,
  markDone: 'Mark as done',
  done: 'Done',
  notDone: 'Not done yet',
  step: (number: number) => `Step ${wholeNumber(number)}`,
  help: 'Open help',
  download: (file: string) => `Download ${file}`,
  failedHere: (count: number) => `${counted(count, 'check', 'checks')} failed here`,
  form: 'Configuration',
  displayName: 'Display Name',
  displayNameHelp: 'How it is called here. Change it whenever you like.',
  displayNameMissing: 'Enter a display name.',
  test: 'Test Connectivity',
  cancel: 'Cancel',
  save: 'Save',
  saving: 'Saving…',
  testing: 'Testing…',
  connected: 'Connected!',
  warnings: (count: number) => counted(count, 'warning', 'warnings'),
  notConnected: (failed: number, of: number) =>
    `Not connected: ${wholeNumber(failed)} of ${counted(of, 'check', 'checks')} failed`,
  notConnectedAtAll: 'Not connected',
  passedIn: (count: number, ms: number) =>
    `${counted(count, 'check', 'checks')} passed in ${duration(ms)}`,
  checksFolded: (passed: number, skipped: number) => {
    if (skipped === 0) return `${counted(passed, 'check', 'checks')} passed`;
    if (passed === 0) return `${counted(skipped, 'check', 'checks')} skipped`;
    return `${counted(passed, 'check', 'checks')} passed, ${wholeNumber(skipped)} skipped`;
  },
  stale: (field: string) => `Not tested since you changed ${field}.`,
  checkStatus: {
    passed: 'Passed',
    warning: 'Warning',
    failed: 'Failed',
    skipped: 'Skipped',
  },
  toStep: (number: number, title: string) => `Step ${wholeNumber(number)}: ${title}`,
  added: (name: string) => `${name} added`,
  saved: (name: string) => `${name} saved`,
  testFailed: 'The test could not run',
  saveFailed: 'It was not saved',
  leaveTitle: 'Leave without saving?',
  leaveText: 'What you entered is kept until you close this tab; secrets are not.',
  stay: 'Stay',
  leave: 'Leave',
} as const;

function list(items: readonly string[]): string {
  // abbreviations keep their capitals
  const lower = items.map((item) => (/^.[a-z]/.test(item) ? uncapital(item) : item));
  const shown = lower.slice(0, 4);
  const rest = lower.length - shown.length;
  if (rest > 0)
    return `${shown.join(', ')} and ${wholeNumber(rest)} ${plural(rest, 'more', 'more')}`;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(shown);
}

function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
