import type { LicenceReport, ReportedAccount } from './licences.js';
import { type Document, toCsv } from './render.js';

/** The report of unused licences for people. */
export function licenceDocument(report: LicenceReport): Document {
  const names = new Map(report.integrations.map(({ id, name }) => [id, name]));
  const count = report.accounts.length;
  const saving = money(report.monthlySaving, report.currency);
  return {
    title: 'Unused licences',
    lines: [
      `${count.toLocaleString('en-US')} ${count === 1 ? 'account holds' : 'accounts hold'} a licence that nobody uses: ${saving} a month at the prices named below.`,
      `Unused means: never signed in, no sign-in for ${report.days} days, or frozen. As of ${report.asOf}.`,
      ...report.notes.map(({ integrationId, text }) => {
        const name = names.get(integrationId);
        return name === undefined || text.startsWith(name) ? text : `${name}: ${text}`;
      }),
    ],
    sections: [
      {
        title: `Licences (${report.currency} a month)`,
        columns: [
          { name: 'Licence' },
          { name: 'Kind' },
          { name: 'Total', isNumber: true },
          { name: 'Used', isNumber: true },
          { name: 'Unused', isNumber: true },
          { name: 'Frozen', isNumber: true },
          { name: 'Price', isNumber: true },
          { name: 'Unused spend', isNumber: true },
          { name: 'Price from' },
        ],
        rows: report.pools.map((pool) => [
          pool.name,
          pool.layer.replaceAll('_', ' '),
          pool.total,
          pool.used,
          pool.idle,
          pool.frozen,
          pool.monthlyPrice,
          pool.idleSpend,
          pool.priceSource ?? 'not known',
        ]),
      },
      accountSection('Accounts', report.accounts),
      accountSection('Service accounts, not part of the sum', report.serviceAccounts),
    ],
  };
}

function accountSection(title: string, accounts: readonly ReportedAccount[]) {
  return {
    title,
    columns: [
      { name: 'Username' },
      { name: 'Licence' },
      { name: 'A month', isNumber: true },
      { name: 'Why' },
    ],
    rows: accounts.map(({ username, licence, monthlySaving, reason }) => [
      username,
      licence,
      monthlySaving,
      reason,
    ]),
  };
}

/** Its accounts as CSV, people first. */
export function licenceCsv({ accounts, serviceAccounts, currency }: LicenceReport): string {
  const columns = [
    'integrationId',
    'accountId',
    'username',
    'displayName',
    'department',
    'kind',
    'state',
    'licence',
    'monthlySaving',
    'currency',
    'lastSignIn',
    'days',
    'rule',
    'reason',
  ];
  const rows = [...accounts, ...serviceAccounts].map((each) => [
    each.integrationId,
    each.accountId,
    each.username,
    each.displayName,
    each.department,
    each.kind,
    each.state,
    each.licence,
    each.monthlySaving,
    currency,
    each.lastSignIn,
    each.days,
    each.rule,
    each.reason,
  ]);
  return toCsv(columns, rows);
}

function money(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}
