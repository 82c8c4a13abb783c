import { counted } from '../format/numbers.js';

/** What the settings of deliveries say. */
export const deliveryWords = {
  text: 'Tells a webhook or a file of each finding, from now on.',
  failed: 'The deliveries could not be loaded',
  add: 'Add delivery',
  none: 'Nobody is told of findings',
  noneText: 'A webhook tells your chat or ticket system; a file is read by your log collector.',
  columns: { name: 'Name', severity: 'From severity', state: 'State', menu: 'Actions' },
  severities: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Info' },
  kinds: { webhook: 'Webhook', file: 'File' },
  delivered: 'Delivered',
  nothingYet: 'Nothing to tell yet',
  notDelivered: 'Not delivered',
  waiting: (count: number) => counted(count, 'message waits', 'messages wait'),
  menu: (name: string) => `Actions for ${name}`,
  test: 'Send a test',
  testPassed: (name: string) => `${name}: the test arrived`,
  testFailed: (name: string) => `${name}: the test did not arrive`,
  testNotSent: 'The test was not sent',
  remove: 'Remove…',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText: (waiting: number) =>
    waiting === 0
      ? 'It is told of nothing any more.'
      : `It is told of nothing any more. ${counted(waiting, 'message that waits is', 'messages that wait are')} not sent.`,
  removeVerb: 'Remove',
  removed: (name: string) => `${name} removed`,
  notRemoved: 'It was not removed',
  addTitle: 'Add delivery',
  name: 'Name',
  nameMissing: 'Enter a name.',
  kind: 'Kind',
  webhookAddress: 'Address',
  webhookHelp: 'Gets one signed JSON message for each change of a finding. Use https.',
  webhookMissing: 'Enter an address, for example https://hooks.example.com/rollcall.',
  fileAddress: 'File',
  fileHelp: 'On the machine that Rollcall runs on. Ends in .ndjson or .jsonl; one line each.',
  fileMissing: 'Enter a whole path, for example /var/log/rollcall/findings.ndjson.',
  severity: 'Tell from severity',
  verb: 'Add delivery',
  notAdded: 'The delivery was not added',
  secretTitle: (name: string) => `Secret of ${name}`,
  secretText:
    'Each message is signed with it, so that the receiver knows whom it is from. It is not shown again.',
  what: 'secret',
} as const;
