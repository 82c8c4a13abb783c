import type { Document } from '../document.js';
import { headerOf, type ReportHeader } from '../header.js';
import type { HolderFacts, PoolFacts, ReportedIntegration } from '../licences/licence-facts.js';
import type { FoundPrice } from '../prices/price-book.js';
import type { SignInReport } from '../sign-ins/sign-in-report.js';

/** The present of these samples. */
export const sampleNow = new Date('2026-06-01T12:00:00.000Z');

/** An instant so many days before `sampleNow`. */
export function daysAgo(days: number): Date {
  return new Date(sampleNow.getTime() - days * 86_400_000);
}

/** An integration with a year of sign-ins. */
export const sampleIntegration: ReportedIntegration = {
  id: 'i1',
  name: 'Production',
  pluginId: 'acme',
  tenantId: 't1',
  tenantName: 'Acme',
  edition: 'Big Edition',
  asOf: daysAgo(0),
  signInsSince: daysAgo(365),
  tellsLastSignIn: true,
  sawEveryAccount: true,
};

/** A person's account that was used 100 days ago; `patch` makes it another. */
export function aHolder(patch: Partial<HolderFacts> = {}): HolderFacts {
  return {
    integrationId: 'i1',
    accountId: 'a1',
    username: 'ada@acme.example',
    displayName: null,
    email: null,
    employeeId: null,
    federationId: null,
    department: null,
    managerId: null,
    kind: 'human',
    state: 'active',
    createdAt: daysAgo(1000),
    lastSignInAt: daysAgo(100),
    seenSignInAt: null,
    seenSignInId: null,
    seenSignInMethod: null,
    tokenUsedAt: null,
    activeDays: null,
    isApiOnly: false,
    isAdministrator: false,
    licenceId: 'L1',
    licenceIds: ['L1'],
    ...patch,
  };
}

/** A pool of 100 seats of which 60 are used; `patch` makes it another. */
export function aPool(patch: Partial<PoolFacts> = {}): PoolFacts {
  return {
    integrationId: 'i1',
    licenceId: 'L1',
    name: 'Full',
    key: 'FULL',
    layer: 'base',
    status: 'Active',
    total: 100,
    used: 60,
    expiresOn: null,
    assigned: 60,
    frozen: 0,
    deactivated: 0,
    ...patch,
  };
}

/** 100 a month by contract; `patch` makes it another. */
export function aPrice(patch: Partial<FoundPrice> = {}): FoundPrice {
  return {
    monthly: 100,
    freeSeats: 0,
    source: 'contract (2026-01-01)',
    kind: 'contract',
    renewsOn: null,
    requestedSeats: null,
    cheaper: [],
    ...patch,
  };
}

/** A header; `made` is when. */
function aHeader(made = sampleNow): ReportHeader {
  const tenants = [
    {
      integrationId: 'i1',
      name: 'Production',
      pluginId: 'acme',
      tenantId: 't1',
      tenantName: 'Acme',
    },
  ];
  const parameters = { days: 90 };
  return headerOf({ tenants, datasets: [], parameters, prices: [] }, 'content', {
    at: made,
    version: '1.0.0',
  });
}

/** A document with one table of one row whose first cell is `text`. */
export function aDocument(text: string, made = sampleNow): Document {
  return {
    title: 'Sample',
    header: aHeader(made),
    lines: [text],
    figures: [{ name: 'Spend', value: '$10', note: text }],
    sections: [
      {
        title: 'Accounts',
        columns: [{ name: 'Name' }, { name: 'Count', isNumber: true }],
        rows: [[text, 1204]],
        chart: {
          title: 'Counts',
          unit: 'accounts',
          direction: 'rows',
          series: ['one', 'two'],
          bars: [{ label: text, values: [1, 2] }],
        },
      },
    ],
    method: [text],
    data: { columns: ['name', 'count'], rows: [[text, 1204]] },
  };
}

/** A report of no sign-ins; `patch` makes it another. */
export function aSignInReport(patch: Partial<SignInReport> = {}): SignInReport {
  const content = {
    ...{ from: null, to: null, firstAt: null, lastAt: null, signIns: 0, failures: 0, accounts: 0 },
    ...{ byRollcall: 0, outcomes: [], methods: [], channels: [], applications: [], countries: [] },
    ...{ networks: [], tls: [], apiVersions: [], kinds: [], months: [], days: [] },
    mfa: { signIns: 0, yes: 0, no: 0, unknown: 0, sso: 0, byMethod: [] },
    ...{ failureReasons: [], mostSignIns: [], mostFailures: [], legacy: [], services: [] },
    ...{ privileged: [], completeness: [] },
  };
  const parts = { tenants: [], datasets: [], parameters: {}, prices: [] };
  const header = headerOf(parts, content, { at: sampleNow, version: '1.0.0' });
  return { asOf: header.generatedAt, header, ...content, ...patch };
}
