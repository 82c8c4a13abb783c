import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import { readDatasets } from '../datasets.js';
import { headerOf, type ReportHeader } from '../header.js';
import { type Reader, readOneMoment } from '../one-moment.js';
import { readTenants } from '../tenants.js';
import { readCompleteness, type StreamCompleteness } from './completeness.js';
import {
  type CountedAccount,
  type CountedValue,
  countedAccount,
  type MfaCoverage,
  mfaCoverage,
  monthsOf,
  topOf,
  topOfAll,
  valuesOf,
} from './counted.js';
import {
  type PrivilegedUse,
  readPrivilegedUse,
  readServices,
  type ServiceIdentity,
} from './principal-facts.js';
import {
  accountsWithMost,
  countAccounts,
  countFailures,
  countMfa,
  countNetworks,
  countSignIns,
  type SignInScope,
} from './sign-in-facts.js';

/** Which sign-ins are reported. */
export interface SignInReportOptions {
  /** This version of Rollcall. */
  readonly version: string;
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** From this instant on. */
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly to?: Date | undefined;
}

type WithTexts<Row, Instants extends keyof Row> = Omit<Row, Instants> & {
  readonly [K in Instants]: string | null;
};

/** How people and machines sign in. Months and days are those of UTC. */
export interface SignInReport {
  /** When the report was made. */
  readonly asOf: string;
  readonly header: ReportHeader;
  /** What was asked for; null where it was open. */
  readonly from: string | null;
  readonly to: string | null;
  /** The earliest and the latest sign-in that was counted. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly signIns: number;
  readonly failures: number;
  /** Accounts that signed in. */
  readonly accounts: number;
  /** Sign-ins by Rollcall itself, counted above, too. */
  readonly byRollcall: number;
  readonly outcomes: readonly CountedValue[];
  readonly methods: readonly CountedValue[];
  readonly channels: readonly CountedValue[];
  readonly applications: readonly CountedValue[];
  readonly countries: readonly CountedValue[];
  /** /24 and /48 networks. */
  readonly networks: readonly CountedValue[];
  readonly tls: readonly CountedValue[];
  readonly apiVersions: readonly CountedValue[];
  /** By the kind of account. */
  readonly kinds: readonly CountedValue[];
  readonly months: readonly CountedValue[];
  readonly days: readonly CountedValue[];
  readonly mfa: MfaCoverage;
  readonly failureReasons: readonly { readonly reason: string | null; readonly failures: number }[];
  readonly mostSignIns: readonly CountedAccount[];
  readonly mostFailures: readonly CountedAccount[];
  /** Passwords over the API and retired TLS versions. */
  readonly legacy: readonly CountedAccount[];
  readonly services: readonly WithTexts<ServiceIdentity, 'lastAt' | 'tokenUsedAt'>[];
  readonly privileged: readonly WithTexts<PrivilegedUse, 'lastAt'>[];
  readonly completeness: readonly StreamCompleteness[];
}

/** The entities that the report rests on. */
const entities = [
  'sign_in',
  'account',
  'factor_event',
  'audit_event',
  'role',
  'role_assignment',
  'app_grant',
] as const;

/** Counts sign-ins; the database counts, so that memory and time stay small at any number of them. */
export function signInReport(
  pool: Pool,
  clock: Clock,
  options: SignInReportOptions,
): Promise<SignInReport> {
  return readOneMoment(pool, (reader) => readSignInReport(reader, clock.now(), options));
}

/** The same with a reader that holds on to a moment already. */
export async function readSignInReport(
  reader: Reader,
  now: Date,
  { version, integrationId, from, to }: SignInReportOptions,
): Promise<SignInReport> {
  const scope: SignInScope = {
    integrationId: integrationId ?? null,
    from: from ?? null,
    to: to ?? null,
  };
  const tenants = await readTenants(reader, integrationId);
  const content = {
    ...(await countedOf(reader, scope)),
    ...(await principalsOf(
      reader,
      tenants.map((tenant) => ({ ...scope, integrationId: tenant.integrationId, now })),
    )),
    completeness: await readCompleteness(reader, scope),
  };
  const header = headerOf(
    {
      tenants,
      datasets: await readDatasets(reader, entities, integrationId),
      parameters: { from: content.from, to: content.to, integration: integrationId ?? 'all' },
      prices: [],
    },
    content,
    { at: now, version },
  );
  return { asOf: header.generatedAt, header, ...content };
}

async function countedOf(reader: Reader, scope: SignInScope) {
  const { totals, counts } = await countSignIns(reader, scope);
  const days = valuesOf(counts, 'day').toSorted((a, b) => byText(a.value, b.value));
  const most = async (filter: 'any' | 'failed' | 'legacy'): Promise<readonly CountedAccount[]> =>
    (await accountsWithMost(reader, scope, filter)).map(countedAccount);
  return {
    from: scope.from?.toISOString() ?? null,
    to: scope.to?.toISOString() ?? null,
    firstAt: totals.first?.toISOString() ?? null,
    lastAt: totals.last?.toISOString() ?? null,
    signIns: totals.signIns,
    failures: totals.failures,
    accounts: await countAccounts(reader, scope),
    byRollcall: totals.byRollcall,
    outcomes: topOf(counts, 'outcome'),
    methods: topOf(counts, 'method'),
    channels: topOf(counts, 'channel'),
    applications: topOf(counts, 'application'),
    countries: topOf(counts, 'country'),
    networks: topOfAll(await countNetworks(reader, scope), totals),
    tls: topOf(counts, 'tls'),
    apiVersions: topOf(counts, 'apiVersion'),
    kinds: topOf(counts, 'kind'),
    months: monthsOf(days),
    days,
    mfa: mfaCoverage(await countMfa(reader, scope)),
    failureReasons: await countFailures(reader, scope),
    mostSignIns: await most('any'),
    mostFailures: await most('failed'),
    legacy: await most('legacy'),
  };
}

async function principalsOf(
  reader: Reader,
  scopes: readonly (SignInScope & { readonly integrationId: string; readonly now: Date })[],
): Promise<Pick<SignInReport, 'services' | 'privileged'>> {
  const services: SignInReport['services'][number][] = [];
  const privileged: SignInReport['privileged'][number][] = [];
  for (const scope of scopes) {
    for (const { lastAt, tokenUsedAt, ...service } of await readServices(reader, scope)) {
      services.push({
        ...service,
        lastAt: lastAt?.toISOString() ?? null,
        tokenUsedAt: tokenUsedAt?.toISOString() ?? null,
      });
    }
    for (const { lastAt, ...use } of await readPrivilegedUse(reader, scope)) {
      privileged.push({ ...use, lastAt: lastAt?.toISOString() ?? null });
    }
  }
  return { services, privileged };
}

function byText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}
