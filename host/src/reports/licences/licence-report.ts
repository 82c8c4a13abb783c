import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import { readDatasets } from '../datasets.js';
import { headerOf, type ReportHeader } from '../header.js';
import { type Reader, readOneMoment } from '../one-moment.js';
import { originsOf, type PriceBook } from '../prices/price-book.js';
import { readTenants } from '../tenants.js';
import type { LicenceChange } from './changes.js';
import {
  type IntegrationLicences,
  judgeIntegration,
  type LicenceInput,
  pricePools,
  replaceableOf,
} from './integration-licences.js';
import { readHolders, readIntegrations, readPools } from './licence-facts.js';
import { addedBands, figuresOf, type LicenceBand, type LicenceFigures } from './licence-figures.js';
import { type LicenceStep, stepsOf } from './licence-steps.js';
import type { ReportedPool } from './pools.js';
import type { DeactivatedHolder, ReportedAccount, ReportNote } from './reported.js';
import { cents, sum } from './seat-money.js';
import { daysBefore } from './unused.js';

/** What the report is made of. */
export interface LicenceReportOptions {
  /** This version of Rollcall. */
  readonly version: string;
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** Days without use after which an account counts as unused. 90 when absent. */
  readonly days?: number | undefined;
}

/** Unused licences, with the evidence. */
export interface LicenceReport {
  /** When the report was made. */
  readonly asOf: string;
  readonly header: ReportHeader;
  readonly currency: string;
  readonly days: number;
  readonly integrations: readonly IntegrationLicences['summary'][];
  readonly figures: LicenceFigures;
  /** What other numbers of days would give. */
  readonly bands: readonly LicenceBand[];
  readonly pools: readonly ReportedPool[];
  /** People's accounts (`kind` human) and machines' (`service`), dearest first. */
  readonly accounts: readonly ReportedAccount[];
  readonly humans: AccountSum;
  readonly services: AccountSum;
  /** Accounts that are used, for which a cheaper licence may do. */
  readonly changes: readonly LicenceChange[];
  /** Deactivated accounts that still hold seats. */
  readonly deactivated: readonly DeactivatedHolder[];
  /** Per month, of all accounts listed, at the prices named. */
  readonly monthlySaving: number;
  readonly notes: readonly ReportNote[];
}

/** The report's money by days without use. */
export interface LicenceSteps {
  readonly asOf: string;
  readonly currency: string;
  readonly steps: readonly LicenceStep[];
}

/** How many accounts of a kind are listed, and what they cost per month. */
export interface AccountSum {
  readonly accounts: number;
  readonly monthlySaving: number;
}

const defaultDays = 90;

/** The entities that the report rests on. */
const entities = [
  'account',
  'licence_pool',
  'licence_assignment',
  'role_assignment',
  'role',
  'sign_in',
  'app_grant',
] as const;

/** Which accounts hold a paid licence that nobody uses, and what giving them up would save. */
export function licenceReport(
  pool: Pool,
  clock: Clock,
  book: PriceBook,
  options: LicenceReportOptions,
): Promise<LicenceReport> {
  return readOneMoment(pool, (reader) => reportFrom(reader, clock.now(), book, options));
}

/** What each number of days without use gives: the report's money for all of them, without its lists. */
export function licenceSteps(
  pool: Pool,
  clock: Clock,
  book: PriceBook,
  { integrationId }: Pick<LicenceReportOptions, 'integrationId'>,
): Promise<LicenceSteps> {
  const now = clock.now();
  return readOneMoment(pool, async (reader) => {
    const inputs = await readInputs(reader, { now, book, integrationId, days: defaultDays });
    return { asOf: now.toISOString(), currency: book.currency, steps: stepsOf(inputs) };
  });
}

async function reportFrom(
  reader: Reader,
  now: Date,
  book: PriceBook,
  { integrationId, version, days = defaultDays }: LicenceReportOptions,
): Promise<LicenceReport> {
  const parts = (await readInputs(reader, { now, book, integrationId, days })).map(
    judgeIntegration,
  );
  const content = contentOf(parts, book, days);
  const header = headerOf(
    {
      tenants: await readTenants(reader, integrationId),
      datasets: await readDatasets(reader, entities, integrationId),
      parameters: { days, integration: integrationId ?? 'all' },
      prices: originsOf(book),
    },
    content,
    { at: now, version },
  );
  return { asOf: now.toISOString(), header, ...content };
}

/** What is stored of each integration that is reported, with its prices. */
async function readInputs(
  reader: Reader,
  { now, book, integrationId, days }: InputOptions,
): Promise<readonly LicenceInput[]> {
  const inputs: LicenceInput[] = [];
  for (const integration of await readIntegrations(reader, integrationId)) {
    const pools = pricePools(integration, await readPools(reader, integration.id), book);
    const holders = await readHolders(reader, integration.id, {
      now,
      usedSince: daysBefore(now, days),
      replaceable: replaceableOf(pools),
    });
    inputs.push({ integration, pools, holders, now, days });
  }
  return inputs;
}

interface InputOptions {
  readonly now: Date;
  readonly book: PriceBook;
  readonly integrationId: string | undefined;
  readonly days: number;
}

function contentOf(
  parts: readonly IntegrationLicences[],
  book: PriceBook,
  days: number,
): Omit<LicenceReport, 'asOf' | 'header'> {
  const accounts = parts.flatMap((part) => part.accounts).sort(dearestFirst);
  const pools = parts.flatMap((part) => part.pools);
  const changes = parts.flatMap((part) => part.changes);
  return {
    currency: book.currency,
    days,
    integrations: parts.map(({ summary }) => summary),
    figures: figuresOf({ accounts, pools, changes }),
    bands: addedBands(parts.map((part) => part.bands)),
    pools,
    accounts,
    humans: sumOf(accounts, 'human'),
    services: sumOf(accounts, 'service'),
    changes,
    deactivated: parts.flatMap((part) => part.deactivated),
    monthlySaving: totalOf(accounts),
    notes: parts.flatMap((part) => part.notes),
  };
}

function sumOf(accounts: readonly ReportedAccount[], kind: string): AccountSum {
  const of = accounts.filter((account) => account.kind === kind);
  return { accounts: of.length, monthlySaving: totalOf(of) };
}

function totalOf(accounts: readonly ReportedAccount[]): number {
  return cents(sum(accounts.map(({ monthlySaving }) => monthlySaving ?? 0)));
}

function dearestFirst(a: ReportedAccount, b: ReportedAccount): number {
  return (
    (b.monthlySaving ?? 0) - (a.monthlySaving ?? 0) ||
    byText(a.username, b.username) ||
    byText(a.accountId, b.accountId)
  );
}

/** The order of code units: the same on every machine. */
function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
