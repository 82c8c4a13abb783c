/** What the settings of data say. */
export const dataWords = {
  text: 'How long what was collected is kept. What is older is deleted within an hour or so.',
  integration: 'Integration',
  failed: 'The integrations could not be loaded',
  none: 'Nothing is collected yet',
  noneText: 'Add an integration first. Everything is kept until you choose otherwise.',
  table: 'How long records are kept',
  columns: { entity: 'Records', kept: 'Kept' },
  kept: (records: string) => `How long ${records} are kept`,
  forEver: 'For ever',
  forTime: (time: string) => `For ${time}`,
  askTitle: (records: string, time: string) => `Keep ${records} for ${time} only?`,
  askText: (time: string) =>
    `What is older than ${time} is deleted within an hour or so, and from then on each hour. This cannot be undone.`,
  askVerb: (time: string) => `Keep for ${time}`,
  help: 'Events are as old as their time. Everything else is kept while it is there, and is as old as its disappearance.',
  notSaved: 'It was not saved',
} as const;
