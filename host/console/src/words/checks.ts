import { counted, percent, wholeNumber } from '../format/numbers.js';

/** What the settings of checks say. */
export const checkWords = {
  text: (count: number) =>
    `${counted(count, 'check', 'checks')}. What is set here holds for one integration, from its next collection on.`,
  failed: 'The checks could not be loaded',
  integration: 'Integration',
  search: 'Search checks…',
  kind: 'Kind',
  noIntegrations: 'Nothing is checked yet',
  noIntegrationsText: 'Add an integration first: checks judge what it collects.',
  noMatch: 'No check matches',
  noMatchText: 'Another word or another kind shows more.',
  columns: { on: 'On', check: 'Check', result: 'Result', set: 'Thresholds' },
  switch: (title: string) => `Check: ${title}`,
  switchFailed: 'It was not switched',
  categories: {
    lifecycle: 'Accounts',
    licence: 'Licences',
    privilege: 'Privileges',
    credential: 'Credentials',
    'auth-policy': 'Sign-in policy',
    oauth: 'Applications',
    'admin-change': 'Administration',
    'data-quality': 'Data quality',
    anomaly: 'Anomalies',
    attack: 'Attacks',
  } as Readonly<Record<string, string>>,
  results: {
    pass: 'Nothing found',
    fail: (count: number) => counted(count, 'finding', 'findings'),
    unavailable: 'Cannot be judged',
    none: 'Not checked yet',
    off: 'Off',
  },
  byDefault: 'Default',
  changed: (count: number) => `${wholeNumber(count)} changed`,
  noThresholds: '–',
  asks: 'What it asks',
  why: 'Why it matters',
  remedy: 'What to do',
  severity: 'Severity',
  missing: 'What is missing',
  thresholds: 'Thresholds',
  byDefaultOf: (value: number, unit: string) =>
    unit === 'share'
      ? `Default: ${value}, that is ${percent(value)}.`
      : `Default: ${value} ${unit}.`,
  range: (min: number, max: number, unit: string) =>
    unit === 'share'
      ? `Enter a share from ${min} to ${max}; 0.05 is 5 %.`
      : `Enter a number from ${wholeNumber(min)} to ${wholeNumber(max)}.`,
  save: 'Save thresholds',
  reset: 'Back to defaults',
  saved: (title: string) => `${title}: thresholds saved`,
  notSaved: 'The thresholds were not saved',
  readOnly: 'An operator can change them.',
} as const;
