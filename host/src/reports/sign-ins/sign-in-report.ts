import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import { readDatasets } from '../datasets.js';
import { headerOf, type ReportHeader } from '../header.js';
import { readTenants } from '../tenants.js';
import {
  type AccountCount,
  accountsWithMost,
  countAccounts,
  countFailures,
  countSignIns,
  type SignInCount,
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

/** One value with its counts. */
export interface CountedValue {
  /** Null where the provider told nothing. */
  readonly value: string | null;
  readonly signIns: number;
  readonly failures: number;
}

/** An account with its counts. */
export interface CountedAccount {
  readonly integrationId: string;
  /** Null for attempts with a name that no account has. */
  readonly accountId: string | null;
  readonly username: string | null;
  readonly signIns: number;
  readonly failures: number;
  readonly lastAt: string;
}

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
  readonly tls: readonly CountedValue[];
  readonly months: readonly CountedValue[];
  readonly days: readonly CountedValue[];
  readonly failureReasons: readonly { readonly reason: string | null; readonly failures: number }[];
  readonly mostFailures: readonly CountedAccount[];
  /** Passwords over the API and retired TLS versions. */
  readonly legacy: readonly CountedAccount[];
}

/** Values beyond these are added up as "(other)". */
const shownValues = 50;

/** Counts sign-ins; the database counts, so that memory and time stay small at any number of them. */
export async function signInReport(
  pool: Pool,
  clock: Clock,
  options: SignInReportOptions,
): Promise<SignInReport> {
  const content = await countedOf(pool, options);
  const header = headerOf(
    {
      tenants: await readTenants(pool, options.integrationId),
      datasets: await readDatasets(pool, ['sign_in', 'account'], options.integrationId),
      parameters: {
        from: content.from,
        to: content.to,
        integration: options.integrationId ?? 'all',
      },
      prices: [],
    },
    content,
    { at: clock.now(), version: options.version },
  );
  return { asOf: header.generatedAt, header, ...content };
}

async function countedOf(
  pool: Pool,
  options: SignInReportOptions,
): Promise<Omit<SignInReport, 'asOf' | 'header'>> {
  const scope: SignInScope = {
    integrationId: options.integrationId ?? null,
    from: options.from ?? null,
    to: options.to ?? null,
  };
  const { totals, counts } = await countSignIns(pool, scope);
  const days = valuesOf(counts, 'day').toSorted((a, b) => byText(a.value, b.value));
  return {
    from: scope.from?.toISOString() ?? null,
    to: scope.to?.toISOString() ?? null,
    firstAt: totals.first?.toISOString() ?? null,
    lastAt: totals.last?.toISOString() ?? null,
    signIns: totals.signIns,
    failures: totals.failures,
    accounts: await countAccounts(pool, scope),
    byRollcall: totals.byRollcall,
    outcomes: topOf(counts, 'outcome'),
    methods: topOf(counts, 'method'),
    channels: topOf(counts, 'channel'),
    applications: topOf(counts, 'application'),
    countries: topOf(counts, 'country'),
    tls: topOf(counts, 'tls'),
    months: monthsOf(days),
    days,
    failureReasons: await countFailures(pool, scope),
    mostFailures: (await accountsWithMost(pool, scope, 'failed')).map(countedAccount),
    legacy: (await accountsWithMost(pool, scope, 'legacy')).map(countedAccount),
  };
}

function valuesOf(counts: readonly SignInCount[], dimension: string): CountedValue[] {
  return counts
    .filter((each) => each.dimension === dimension)
    .map(({ value, signIns, failures }) => ({ value, signIns, failures }));
}

function topOf(counts: readonly SignInCount[], dimension: string): readonly CountedValue[] {
  const values = valuesOf(counts, dimension).sort(
    (a, b) => b.signIns - a.signIns || byText(a.value, b.value),
  );
  const rest = values.slice(shownValues);
  const top = values.slice(0, shownValues);
  return rest.length === 0 ? top : [...top, added('(other)', rest)];
}

function monthsOf(days: readonly CountedValue[]): readonly CountedValue[] {
  const months = Map.groupBy(days, ({ value }) => (value ?? '').slice(0, 7));
  return [...months].map(([month, each]) => added(month, each));
}

function added(value: string, counts: readonly CountedValue[]): CountedValue {
  return {
    value,
    signIns: counts.reduce((sum, { signIns }) => sum + signIns, 0),
    failures: counts.reduce((sum, { failures }) => sum + failures, 0),
  };
}

function countedAccount({ last, ...account }: AccountCount): CountedAccount {
  return { ...account, lastAt: last.toISOString() };
}

function byText(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '');
}
