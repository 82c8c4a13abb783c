import type { Document, Figure, Section } from '../document.js';
import type { CountedAccount, CountedValue } from './counted.js';
import type { SignInReport } from './sign-in-report.js';

/** The dimensions of the report, with their headings. */
const dimensions = [
  ['outcomes', 'Outcome'],
  ['methods', 'Method'],
  ['channels', 'Channel'],
  ['applications', 'Application'],
  ['countries', 'Country'],
  ['networks', 'Network'],
  ['tls', 'TLS'],
  ['apiVersions', 'API version'],
  ['kinds', 'Kind of account'],
  ['months', 'Month'],
  ['days', 'Day'],
] as const;

/** The report of sign-ins for people. Days are a chart, not a table: they would bury the rest. */
export function signInDocument(report: SignInReport): Document {
  const period =
    report.firstAt && report.lastAt
      ? `from ${report.firstAt.slice(0, 10)} to ${report.lastAt.slice(0, 10)}`
      : 'in this period';
  return {
    title: 'Sign-ins',
    header: report.header,
    lines: [
      `${count(report.signIns)} sign-ins ${period} by ${count(report.accounts)} accounts; ${count(report.failures)} failed.`,
      `${count(report.byRollcall)} of them are Rollcall’s own. Months and days are those of UTC. As of ${report.asOf}.`,
    ],
    figures: figuresOf(report),
    sections: [
      completenessSection(report),
      mfaSection(report),
      ...dimensions
        .filter(([key]) => key !== 'days')
        .map(([key, heading]) => valueSection(heading, report[key], chartsFor(key, report))),
      {
        title: 'Why sign-ins failed',
        columns: [{ name: 'Reason' }, { name: 'Failures', isNumber: true }],
        rows: report.failureReasons.map(({ reason, failures }) => [reason, failures]),
      },
      privilegedSection(report),
      serviceSection(report),
      accountSection('Accounts with most sign-ins', report.mostSignIns),
      accountSection('Accounts with most failures', report.mostFailures),
      accountSection('Legacy: passwords over the API, retired TLS', report.legacy),
    ],
    method,
    data: signInData(report),
  };
}

const method = [
  'A second factor is "yes" where a verification is stored for the sign-in or the identity provider told it, "no" where all verifications of that time are stored and there is none, else "unknown". Single sign-on is unknown unless the identity provider tells.',
  'A stream is complete where our count of a span equals the provider’s own. Spans that were not compared prove nothing. Nothing is known from before the provider’s retention, unless it was stored earlier.',
  'A network is the /24 of an IPv4 address and the /48 of an IPv6 address.',
  'Use of tokens that applications hold writes no sign-ins; it is shown with the machines.',
  'Administrators are accounts that may change all data, or read all of it and manage accounts, now.',
];

function figuresOf({ mfa, failures, signIns, completeness }: SignInReport): readonly Figure[] {
  const gaps = completeness.filter(({ status }) => status === 'gap').length;
  const proven = completeness.filter(({ status }) => status === 'complete').length;
  return [
    {
      name: 'Failed',
      value: share(failures, signIns),
      note: `${count(failures)} of ${count(signIns)}`,
    },
    {
      name: 'People, with a second factor',
      value: share(mfa.yes, mfa.signIns),
      note: `${count(mfa.no)} without, ${count(mfa.unknown)} unknown`,
    },
    { name: 'People, by single sign-on', value: share(mfa.sso, mfa.signIns) },
    {
      name: 'Complete streams',
      value: `${proven} of ${completeness.length}`,
      ...(gaps > 0 ? { note: `${gaps} with gaps` } : {}),
    },
  ];
}

function completenessSection({ completeness }: SignInReport): Section {
  return {
    title: 'Completeness',
    columns: [
      { name: 'Stream' },
      { name: 'State' },
      { name: 'Stored', isNumber: true },
      { name: 'Compared', isNumber: true },
      { name: 'Provider', isNumber: true },
      { name: 'Stored since' },
      { name: 'Provider keeps' },
    ],
    rows: completeness.map((stream) => [
      stream.title,
      stream.status,
      stream.stored,
      stream.status === 'not compared' ? null : stream.compared.stored,
      stream.status === 'not compared' ? null : stream.compared.provider,
      stream.storedSince,
      stream.retention ?? 'not told',
    ]),
  };
}

function mfaSection({ mfa }: SignInReport): Section {
  return {
    title: 'Second factor, good sign-ins of people',
    columns: [
      { name: 'Method' },
      { name: 'Yes', isNumber: true },
      { name: 'No', isNumber: true },
      { name: 'Unknown', isNumber: true },
    ],
    rows: mfa.byMethod.map(({ method: name, yes, no, unknown }) => [
      name ?? '(not told)',
      yes,
      no,
      unknown,
    ]),
    chart: {
      title: 'Second factor by method',
      unit: 'sign-ins',
      direction: 'rows',
      series: ['Yes', 'No', 'Unknown'],
      bars: mfa.byMethod.map(({ method: name, yes, no, unknown }) => ({
        label: name ?? '(not told)',
        values: [yes, no, unknown],
      })),
    },
  };
}

/** Outcomes over time, and the countries: the rest reads well as tables. */
function chartsFor(key: (typeof dimensions)[number][0], report: SignInReport): Partial<Section> {
  if (key !== 'outcomes' && key !== 'countries') return {};
  const isTime = key === 'outcomes';
  const values = isTime
    ? report.days.length > 60
      ? report.months
      : report.days
    : report.countries;
  return {
    chart: {
      title: isTime ? 'Sign-ins over time' : 'Sign-ins by country',
      unit: 'sign-ins',
      direction: isTime ? 'columns' : 'rows',
      series: ['Succeeded', 'Failed'],
      bars: values.slice(0, 60).map(({ value, signIns, failures }) => ({
        label: value ?? '(not told)',
        values: [signIns - failures, failures],
      })),
    },
  };
}

function valueSection(
  title: string,
  values: readonly CountedValue[],
  more: Partial<Section>,
): Section {
  return {
    title,
    columns: [
      { name: title },
      { name: 'Sign-ins', isNumber: true },
      { name: 'Failed', isNumber: true },
    ],
    rows: values.map(({ value, signIns, failures }) => [value ?? '(not told)', signIns, failures]),
    ...more,
  };
}

function privilegedSection({ privileged }: SignInReport): Section {
  return {
    title: 'Administrators',
    columns: [
      { name: 'Username' },
      { name: 'Kind' },
      { name: 'Sign-ins', isNumber: true },
      { name: 'Failed', isNumber: true },
      { name: 'Networks', isNumber: true },
      { name: 'Changes', isNumber: true },
      { name: 'By others in its name', isNumber: true },
      { name: 'Last' },
    ],
    rows: privileged.map((use) => [
      use.username,
      use.kind,
      use.signIns,
      use.failures,
      use.networkCount,
      use.changes,
      use.delegatedChanges,
      use.lastAt,
    ]),
  };
}

function serviceSection({ services }: SignInReport): Section {
  return {
    title: 'Machines',
    columns: [
      { name: 'Username' },
      { name: 'Sign-ins', isNumber: true },
      { name: 'Failed', isNumber: true },
      { name: 'Networks' },
      { name: 'Applications' },
      { name: 'Tokens', isNumber: true },
      { name: 'Last' },
    ],
    rows: services.map((service) => [
      service.username,
      service.signIns,
      service.failures,
      listed(service.networks, service.networkCount),
      listed(service.applications, service.applications.length),
      service.tokens,
      service.lastAt ?? service.tokenUsedAt,
    ]),
  };
}

function listed(values: readonly string[], of: number): string {
  const shown = values.slice(0, 5);
  return of > shown.length ? `${shown.join(', ')} and ${of - shown.length} more` : shown.join(', ');
}

function accountSection(title: string, accounts: readonly CountedAccount[]): Section {
  return {
    title,
    columns: [
      { name: 'Username' },
      { name: 'Sign-ins', isNumber: true },
      { name: 'Failed', isNumber: true },
      { name: 'Last' },
    ],
    rows: accounts.map(({ username, accountId, signIns, failures, lastAt }) => [
      username ?? accountId ?? '(no account)',
      signIns,
      failures,
      lastAt,
    ]),
  };
}

/** Its counts for spreadsheets, one row a value. */
function signInData(report: SignInReport): Document['data'] {
  const rows = dimensions.flatMap(([key, heading]) =>
    report[key].map(({ value, signIns, failures }) => [
      heading.toLowerCase(),
      value,
      signIns,
      failures,
    ]),
  );
  const mfa = (['yes', 'no', 'unknown'] as const).map((value) => [
    'second factor',
    value,
    report.mfa[value],
    0,
  ]);
  return { columns: ['dimension', 'value', 'signIns', 'failures'], rows: [...rows, ...mfa] };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${Math.round((part / whole) * 1000) / 10} %`;
}
