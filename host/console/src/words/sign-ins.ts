import { counted, percent, wholeNumber } from '../format/numbers.js';

const methods: Readonly<Record<string, string>> = {
  password: 'Password',
  sso: 'Single sign-on',
  oauth: 'OAuth',
  certificate: 'Certificate',
  passwordless: 'Passwordless',
  api_password: 'API password',
  impersonation: 'By an administrator',
  other: 'Other',
};

const channels: Readonly<Record<string, string>> = {
  ui: 'Browser',
  api: 'API',
  mobile: 'Mobile app',
  internal: 'Internal',
  unknown: 'Not known',
};

const mfa: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known' };

const outcomes: Readonly<Record<string, string>> = { success: 'Succeeded', failure: 'Failed' };

const kinds: Readonly<Record<string, string>> = { human: 'Person', service: 'Machine' };

/** Words of the explorer of sign-ins. */
export const signInsWords = {
  title: 'Sign-ins',
  reviews: 'Reviews',
  failed: 'Sign-ins could not be loaded',
  countFailed: 'Sign-ins could not be counted',
  summary: (total: number, within: string, failures: number) =>
    total === 0
      ? `No sign-ins ${within}`
      : `${wholeNumber(total)} ${within}, ${failures === 0 ? 'none failed' : `${percent(failures / total)} failed`}`,
  counting: 'Counting. It reads every sign-in of the time range once.',
  search: 'Search by person…',
  chart: 'Sign-ins over time',
  succeeded: 'Succeeded',
  failedSeries: 'Failed',
  chartSummary: (total: number, failures: number, peak: string) =>
    `${counted(total, 'sign-in', 'sign-ins')}, ${wholeNumber(failures)} failed. Most: ${peak}.`,
  noneInRange: 'There are none in this time range.',
  back: (range: string) => `Back to ${range.toLowerCase()}`,
  countries: 'Countries',
  countriesFailed: 'Failed',
  country: 'Country',
  share: 'Share of sign-ins',
  signIns: 'Sign-ins',
  allCountries: (count: number) => `Show all ${wholeNumber(count)}`,
  fewerCountries: 'Show fewer',
  facets: 'Filters',
  fields: {
    integration: 'Integration',
    account: 'Account',
    outcome: 'Outcome',
    country: 'Country',
    application: 'Application',
    method: 'Method',
    mfa: 'MFA',
    network: 'Network',
    channel: 'Channel',
  },
  searchValues: (field: string) => `Search ${field.toLowerCase()}`,
  moreValues: (count: number) => `${wholeNumber(count)} more, search to see them`,
  noValues: 'None',
  noSuchValue: 'No value matches',
  onlyThis: 'Only this',
  notThis: 'Not this',
  onlyValue: (field: string, value: string) => `Only ${field.toLowerCase()} ${value}`,
  notValue: (field: string, value: string) => `Not ${field.toLowerCase()} ${value}`,
  notTold: 'Not told',
  unknownAccount: 'No account',
  columns: {
    time: 'Time',
    account: 'Account',
    from: 'From',
    address: 'Address',
    application: 'Application',
    method: 'Method',
    mfa: 'MFA',
    outcome: 'Outcome',
  },
  shown: (last: number, total: number | undefined) =>
    total === undefined
      ? `1–${wholeNumber(last)}`
      : total <= 10_000
        ? `1–${wholeNumber(last)} of ${wholeNumber(total)}`
        : `1–${wholeNumber(last)} of about ${about.format(total)}`,
  emptyTitle: 'No sign-ins yet',
  emptyText: 'They appear here after the first collection of an integration.',
  noMatchTitle: 'No sign-ins match',
  noMatchText: 'Widen the time range, or clear the filters.',
  oneTitle: 'Sign-in',
  oneFailed: 'This sign-in could not be loaded',
  previous: 'Newer sign-in',
  next: 'Older sign-in',
  groups: { who: 'Who', from: 'From where', how: 'How', stored: 'Record' },
  facts: {
    name: 'Name',
    account: 'Account',
    kind: 'Kind',
    accountId: 'Account id',
    address: 'Address',
    network: 'Network',
    forwardedFor: 'Forwarded for',
    city: 'City',
    region: 'Region',
    country: 'Country',
    application: 'Application',
    method: 'Method',
    mfa: 'MFA',
    channel: 'Channel',
    type: 'Provider’s type',
    subtype: 'Provider’s subtype',
    service: 'Identity provider',
    methodReference: 'AMR',
    contextClass: 'ACR',
    browser: 'Browser',
    platform: 'Platform',
    client: 'Client version',
    api: 'API',
    tls: 'TLS',
    cipher: 'Cipher suite',
    host: 'Host',
    id: 'Id',
    integration: 'Integration',
    collected: 'Collected',
  },
  ours: 'This is Rollcall’s own sign-in.',
  nothingElse: 'The provider tells nothing more.',
  methods,
  channels,
  mfa,
  outcomes,
  kinds,
  outcome: (outcome: string, detail: string | null) =>
    outcome === 'success'
      ? 'Succeeded'
      : detail === null || detail === ''
        ? 'Failed'
        : `Failed: ${detail.charAt(0).toLowerCase()}${detail.slice(1)}`,
  report: 'Report',
} as const;

const about = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
});
