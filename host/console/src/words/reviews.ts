import { counted, plural, wholeNumber } from '../format/numbers.js';

/** What the pages about reviews say. */
export const reviewWords = {
  titles: { 'sign-ins': 'Sign-in reviews', access: 'Access reviews' },
  parents: { 'sign-ins': 'Sign-ins', access: 'Access' },
  /** The review by its scope: "Sign-ins of Production". */
  title: {
    'sign-ins': (integration: string | null) => `Sign-ins of ${integration ?? 'all integrations'}`,
    access: (integration: string | null) => `Access to ${integration ?? 'all integrations'}`,
  },
  period: (from: string, to: string) => `${from} – ${to}`,
  asOf: (to: string) => `As of ${to}`,
  summary: (count: number, open: number) =>
    `${counted(count, 'review', 'reviews')}, ${wholeNumber(open)} open`,
  failed: 'The reviews could not be loaded',
  reviewFailed: 'This review could not be loaded',
  linesFailed: 'The lines could not be loaded',
  none: {
    'sign-ins': 'No sign-in review yet',
    access: 'No access review yet',
  },
  noneText: {
    'sign-ins':
      'A review copies what deserves a judgement from a period of sign-ins, keeps what you decide, and ends in an evidence pack for auditors.',
    access:
      'A review lists each way to a privileged capability, keeps what you decide, and ends in an evidence pack for auditors.',
  },
  columns: {
    review: 'Review',
    state: 'State',
    judged: 'Judged',
    revoked: 'To revoke',
    started: 'Started',
    reviewer: 'Reviewer',
  },
  start: {
    action: 'Start review',
    title: { 'sign-ins': 'Start a sign-in review', access: 'Start an access review' },
    text: 'What is to be judged is copied now. Later collections change nothing of it.',
    verb: 'Start review',
    failed: 'The review was not started',
    integration: 'Integration',
    all: 'All integrations',
    period: 'Period',
    compare: 'Show what changed',
    periods: {
      '30d': 'Last 30 days',
      month: 'Last month',
      quarter: 'Last quarter',
      custom: 'Other dates',
      none: 'Compare with nothing',
      '90d': 'Since 90 days ago',
      since: 'Since another date',
    },
    from: 'First day',
    to: 'Last day',
    day: 'Day',
    missing: 'Choose a day.',
    order: 'The last day is before the first.',
  },
  states: {
    open: (waiting: number) =>
      waiting === 0
        ? 'Ready to complete'
        : `${counted(waiting, 'line', 'lines')} ${plural(waiting, 'waits', 'wait')}`,
    completed: 'Completed',
  },
  judged: (done: number, of: number) => `${wholeNumber(done)} of ${wholeNumber(of)}`,
  progress: 'Judged lines',
  detail: (done: number, of: number, questioned: number, revoked: number) =>
    `${wholeNumber(done)} of ${counted(of, 'line', 'lines')} judged: ${wholeNumber(questioned)} questioned, ${wholeNumber(revoked)} to revoke`,
  rests: (signIns: number, failures: number, accounts: number) =>
    `${counted(signIns, 'sign-in', 'sign-ins')}, ${wholeNumber(failures)} failed, ${counted(accounts, 'account', 'accounts')}`,
  groups: {
    account: 'Accounts',
    method: 'Methods',
    application: 'Applications',
    country: 'Countries',
    network: 'Networks',
  },
  group: 'Group',
  allGroups: 'Everything',
  notTold: 'Not told',
  show: 'Show',
  shows: {
    all: 'All',
    waiting: 'Waiting',
    judged: 'Judged',
    accept: 'Accepted',
    question: 'Questioned',
    revoke: 'To be revoked',
  },
  decisions: { accept: 'Accept', question: 'Question', revoke: 'Revoke' },
  decided: { accept: 'Accepted', question: 'Questioned', revoke: 'To be revoked' },
  by: (who: string) => `by ${who}`,
  addNote: 'Add note',
  changeNote: 'Change note',
  note: 'Note',
  noteTitle: {
    accept: 'Accept with a note',
    question: 'Ask a question',
    revoke: 'Revoke with a note',
  },
  noteHelp: {
    accept: 'Why it is as it should be.',
    question: 'What is asked, and whom.',
    revoke: 'Why it is to be taken away.',
  },
  noteMissing: 'A question needs its words.',
  noteVerb: { accept: 'Accept', question: 'Ask', revoke: 'Revoke' },
  decideFailed: 'The decision was not kept',
  acceptShown: (count: number) => `Accept ${counted(count, 'line', 'lines')}…`,
  acceptTitle: (count: number) => `Accept ${counted(count, 'line', 'lines')}?`,
  acceptText: (where: string) => `All that wait under “${where}” are accepted with one note.`,
  keys: 'A accepts, Q asks, R revokes, N adds a note; J and K move.',
  noMatch: 'No lines here',
  noMatchText: 'Every line of this group is judged, or hidden by what is shown.',
  showAll: 'Show all lines',
  allJudged: 'Every line is judged',
  allJudgedText: 'Complete the review with your name and a statement.',
  since: (day: string) => `since ${day}`,
  alwaysThere: 'there since the first collection',
  grantedBy: (who: string) => `granted by ${who}`,
  lastSignIn: (when: string) => `last sign-in ${when}`,
  neverSignedIn: 'no sign-in known',
  until: (day: string) => `until ${day}`,
  changes: { gained: 'Gained', 'other role': 'Other role', held: '' },
  signIns: (all: number, failed: number) =>
    `${counted(all, 'sign-in', 'sign-ins')}, ${wholeNumber(failed)}\u00a0failed`,
  difference: {
    title: (from: string, to: string) => `What changed from ${from} to ${to}`,
    none: (from: string, to: string) =>
      `As far as is known, nobody gained or lost a privileged capability between ${from} and ${to}.`,
    gained: 'Gained',
    lost: 'Lost',
    changed: 'Other role',
    more: (count: number) => `${wholeNumber(count)} more in the report of the evidence pack`,
  },
  complete: {
    action: 'Complete review',
    title: 'Complete this review',
    text: 'From then on nothing of it changes.',
    reviewer: 'Your name and role',
    reviewerHelp: 'Who answers for this review: “Ada Lopez, internal audit”.',
    statement: 'Statement',
    usual:
      'I judged every line by what was collected. What is to be revoked was passed on, and what is unclear was asked.',
    verb: 'Complete review',
    failed: 'The review was not completed',
    missing: 'This is needed.',
    waits: (waiting: number) =>
      `${counted(waiting, 'line', 'lines')} ${plural(waiting, 'waits', 'wait')} to be judged`,
  },
  evidence: {
    title: 'Evidence pack',
    none: 'The archive holds data, report, decisions, statement, and proof of what is complete. It can be checked without Rollcall’s database.',
    create: 'Create evidence pack',
    again: 'Create again',
    failed: 'The evidence pack was not made',
    download: 'Download',
    elsewhere:
      'It was written by the command line, or by another host. Create it again to download it here.',
    sha256: 'SHA-256',
    keep: 'Keep this SHA-256 elsewhere: it tells a pack that somebody made anew.',
    made: (who: string) => `made by ${who}`,
    check: 'Check it with',
    size: (bytes: number) =>
      bytes < 1_048_576
        ? `${wholeNumber(Math.max(1, Math.round(bytes / 1024)))} KB`
        : `${wholeNumber(Math.round(bytes / 1_048_576))} MB`,
    completeness: 'Completeness',
    columns: { stream: 'Stream', state: 'Compared with the provider', stored: 'Stored' },
    complete: (stored: number, provider: number) =>
      `Complete where compared: ${wholeNumber(stored)} of ${wholeNumber(provider)}`,
    gap: (gaps: number, stored: number, provider: number) =>
      `${counted(gaps, 'span lacks', 'spans lack')} records: ${wholeNumber(stored)} of ${wholeNumber(provider)}`,
    notCompared: 'Not compared yet',
  },
  statement: 'Statement',
  statedBy: (who: string) => `stated by ${who}`,
} as const;
