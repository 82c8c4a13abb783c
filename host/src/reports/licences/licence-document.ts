import { moneyText } from '../amounts.js';
import type { Cell } from '../cell.js';
import type { Document, Figure, Section } from '../document.js';
import type { LicenceReport } from './licence-report.js';
import { accountData } from './licence-rows.js';
import type { ReportedAccount } from './reported.js';

/** The report of unused licences for people. */
export function licenceDocument(report: LicenceReport): Document {
  const names = new Map(report.integrations.map(({ id, name }) => [id, name]));
  return {
    title: 'Unused licences',
    header: report.header,
    lines: [
      answerOf(report),
      `Unused means: never used, no sign-in and no use of a token for ${report.days} days, or frozen. As of ${report.asOf}.`,
      ...report.notes.map(({ integrationId, text }) => {
        const name = names.get(integrationId);
        return name === undefined || text.startsWith(name) ? text : `${name}: ${text}`;
      }),
    ],
    figures: figuresOf(report),
    sections: [
      bandSection(report),
      poolSection(report),
      reconciliationSection(report),
      accountSection('People', report.accounts, 'human'),
      accountSection('Machines', report.accounts, 'service'),
      changeSection(report),
      deactivatedSection(report),
    ],
    method,
    data: accountData(report),
  };
}

const method = [
  'An account counts as used by its latest sign-in of any kind, as the provider tells or as it is stored, and by its latest use of a token that an application holds.',
  'Nothing is proposed for machines, administrators and accounts of less than 14 days: a person decides.',
  'Freezing an account does not return its seat. Deactivating does, but the bill only falls when the contract changes.',
  'At renewal: seats bought, less those used after reclaiming, less a reserve of 5 % and at least 2. The reserve is of the seats used now; their past is not stored.',
  'Whether an account owns scheduled jobs, flows or dashboards is not collected: look before it is deactivated.',
  'External, guest and system accounts are counted in the licences, not listed.',
];

function answerOf({ accounts, monthlySaving, currency }: LicenceReport): string {
  const count = accounts.length;
  const hold = count === 1 ? 'account holds' : 'accounts hold';
  return `${count.toLocaleString('en-US')} ${hold} a licence that nobody uses: ${moneyText(monthlySaving, currency)} a month at the prices named below.`;
}

function figuresOf({ figures, currency, humans, services }: LicenceReport): readonly Figure[] {
  const money = (amount: number): string => moneyText(amount, currency);
  const renewal = figures.realisableAtRenewal;
  return [
    {
      name: 'Idle spend',
      value: `${money(figures.idleSpend)} a month`,
      note: `People ${humans.accounts}: ${money(humans.monthlySaving)}; machines ${services.accounts}: ${money(services.monthlySaving)}`,
    },
    {
      name: 'Reclaimable now',
      value: `${money(figures.reclaimableNow)} a month`,
      note: `Expected ${money(figures.expected)}, likely ${money(figures.likely)}`,
    },
    {
      name: renewal.on === null ? 'Realisable at renewal' : `Realisable at renewal, ${renewal.on}`,
      value: `${money(renewal.yearly)} a year`,
      ...(renewal.on === null ? { note: 'The renewal date is not known' } : {}),
    },
    { name: 'Bought, held by nobody', value: `${money(figures.unassignedSpend)} a month` },
    ...(figures.avoidedPurchase === null
      ? []
      : [{ name: 'Purchases avoided', value: `${money(figures.avoidedPurchase)} a month` }]),
  ];
}

function bandSection({ bands, currency }: LicenceReport): Section {
  return {
    title: 'By days without use',
    columns: [
      { name: 'Days' },
      { name: 'Accounts', isNumber: true },
      { name: `${currency} a month`, isNumber: true },
    ],
    rows: bands.map((band) => [`${band.days} and more`, band.accounts, band.monthlySaving]),
  };
}

function poolSection({ pools, currency }: LicenceReport): Section {
  const priced = pools.filter(({ idleSpend }) => (idleSpend ?? 0) > 0);
  return {
    title: `Licences (${currency} a month)`,
    chart: {
      title: 'Spend on unused seats by licence',
      unit: `${currency} a month`,
      direction: 'rows',
      series: ['Unused spend'],
      bars: priced.map(({ name, idleSpend }) => ({ label: name, values: [idleSpend ?? 0] })),
    },
    columns: [
      { name: 'Licence' },
      { name: 'Kind' },
      { name: 'Bought', isNumber: true },
      { name: 'Used', isNumber: true },
      { name: 'Unused', isNumber: true },
      { name: 'Frozen', isNumber: true },
      { name: 'Held twice', isNumber: true },
      { name: 'Price', isNumber: true },
      { name: 'Unused spend', isNumber: true },
      { name: 'Ends on' },
      { name: 'Price from' },
    ],
    rows: pools.map((pool): readonly Cell[] => [
      pool.name,
      pool.layer.replaceAll('_', ' '),
      pool.total ?? 'no limit',
      pool.used,
      pool.idle,
      pool.frozen,
      pool.heldTwice,
      pool.monthlyPrice,
      pool.idleSpend,
      pool.expiresOn === null ? '' : `${pool.expiresOn}${pool.isExpiring ? ' (soon)' : ''}`,
      pool.priceSource ?? 'not known',
    ]),
  };
}

function reconciliationSection({ pools }: LicenceReport): Section {
  const different = pools.filter(({ difference }) => (difference ?? 0) !== 0);
  return {
    title: 'Where our count differs from the provider’s',
    columns: [
      { name: 'Licence' },
      { name: 'Seats we see held', isNumber: true },
      { name: 'Used, says the provider', isNumber: true },
      { name: 'Difference', isNumber: true },
      { name: 'Held by deactivated', isNumber: true },
    ],
    rows: different.map((pool) => [
      pool.name,
      pool.assigned,
      pool.used,
      pool.difference,
      pool.deactivated,
    ]),
  };
}

function accountSection(
  title: string,
  accounts: readonly ReportedAccount[],
  kind: string,
): Section {
  return {
    title,
    columns: [
      { name: 'Username' },
      { name: 'Licence' },
      { name: 'A month', isNumber: true },
      { name: 'Proposal' },
      { name: 'Why' },
    ],
    rows: accounts
      .filter((account) => account.kind === kind)
      .map((account) => [
        account.username,
        account.licence,
        account.monthlySaving,
        account.action === 'keep'
          ? 'keep'
          : `${account.action} (${Math.round(account.confidence * 100)} %)`,
        [account.reason, ...account.guards].join('; '),
      ]),
  };
}

function changeSection({ changes }: LicenceReport): Section {
  return {
    title: 'Used, but a cheaper licence may do',
    lines: ['Confirm with the owner first: what the account needs is not known from sign-ins.'],
    columns: [
      { name: 'Username' },
      { name: 'Licence' },
      { name: 'Instead' },
      { name: 'A month', isNumber: true },
      { name: 'Sure', isNumber: true },
      { name: 'Why' },
    ],
    rows: changes.map((change) => [
      change.username,
      change.licence,
      change.to,
      change.monthlySaving,
      `${Math.round(change.confidence * 100)} %`,
      change.reason,
    ]),
  };
}

function deactivatedSection({ deactivated }: LicenceReport): Section {
  return {
    title: 'Deactivated, but still holding seats',
    columns: [{ name: 'Username' }, { name: 'Licences' }, { name: 'A month', isNumber: true }],
    rows: deactivated.map(({ username, licences, monthlySaving }) => [
      username,
      licences.join(', '),
      monthlySaving,
    ]),
  };
}
