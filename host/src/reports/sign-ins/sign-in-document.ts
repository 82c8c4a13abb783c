import type { Document, Section } from '../document.js';
import type { CountedAccount, CountedValue, SignInReport } from './sign-in-report.js';

/** The dimensions of the report, with their headings. */
const dimensions = [
  ['outcomes', 'Outcome'],
  ['methods', 'Method'],
  ['channels', 'Channel'],
  ['applications', 'Application'],
  ['countries', 'Country'],
  ['tls', 'TLS'],
  ['months', 'Month'],
  ['days', 'Day'],
] as const;

/** The report of sign-ins for people. Days are left to JSON and CSV: they would bury the rest. */
export function signInDocument(report: SignInReport): Document {
  const number = (value: number): string => value.toLocaleString('en-US');
  const period =
    report.firstAt && report.lastAt
      ? `from ${report.firstAt.slice(0, 10)} to ${report.lastAt.slice(0, 10)}`
      : 'in this period';
  return {
    title: 'Sign-ins',
    header: report.header,
    lines: [
      `${number(report.signIns)} sign-ins ${period} by ${number(report.accounts)} accounts; ${number(report.failures)} failed.`,
      `${number(report.byRollcall)} of them are Rollcall’s own. Months are those of UTC. As of ${report.asOf}.`,
    ],
    figures: [],
    method: [],
    data: signInData(report),
    sections: [
      ...dimensions
        .filter(([key]) => key !== 'days')
        .map(([key, heading]) => valueSection(heading, report[key])),
      {
        title: 'Why sign-ins failed',
        columns: [{ name: 'Reason' }, { name: 'Failures', isNumber: true }],
        rows: report.failureReasons.map(({ reason, failures }) => [reason, failures]),
      },
      accountSection('Accounts with most failures', report.mostFailures),
      accountSection('Legacy: passwords over the API, retired TLS', report.legacy),
    ],
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
  return { columns: ['dimension', 'value', 'signIns', 'failures'], rows };
}

function valueSection(title: string, values: readonly CountedValue[]): Section {
  return {
    title,
    columns: [
      { name: title },
      { name: 'Sign-ins', isNumber: true },
      { name: 'Failed', isNumber: true },
    ],
    rows: values.map(({ value, signIns, failures }) => [value ?? '(not told)', signIns, failures]),
  };
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
