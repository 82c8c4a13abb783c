import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import {
  type IdleFacts,
  type PoolFacts,
  type ReportedIntegration,
  readIdle,
  readIntegrations,
  readPools,
} from './licence-facts.js';
import { type FoundPrice, type PriceBook, priceOf } from './price-book.js';
import { type Judgement, judge } from './unused.js';

/** What the report is made of. */
export interface LicenceReportOptions {
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** Days without a sign-in after which an account counts as unused. 90 when absent. */
  readonly days?: number | undefined;
}

/** Seats of one licence and what they cost. */
export interface ReportedPool {
  readonly integrationId: string;
  readonly licenceId: string;
  readonly name: string;
  readonly layer: string;
  /** Null when unlimited. */
  readonly total: number | null;
  readonly used: number | null;
  /** Seats of people's accounts that are listed below. */
  readonly idle: number;
  /** Seats of frozen accounts. */
  readonly frozen: number;
  /** Per seat; null when it is not known. */
  readonly monthlyPrice: number | null;
  readonly priceSource: string | null;
  /** Per month, of the idle seats; null when the price is not known. */
  readonly idleSpend: number | null;
}

/** An account whose licence is paid for and not used. */
export interface ReportedAccount extends Judgement {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly department: string | null;
  readonly kind: string;
  readonly state: string;
  /** Name of the base licence, else of the dearest one. */
  readonly licence: string;
  /** Names of all that it holds. */
  readonly licences: readonly string[];
  /** Of every licence with a known price; null when none is known. */
  readonly monthlySaving: number | null;
}

/** Something that limits what the report proves. */
export interface ReportNote {
  readonly integrationId: string;
  readonly text: string;
}

/** Unused licences, with the evidence. */
export interface LicenceReport {
  /** When the report was made. */
  readonly asOf: string;
  readonly currency: string;
  readonly days: number;
  readonly integrations: readonly (Omit<ReportedIntegration, 'asOf' | 'signInsSince'> & {
    readonly asOf: string | null;
    readonly signInsSince: string | null;
    readonly monthlySaving: number;
  })[];
  readonly pools: readonly ReportedPool[];
  /** People's accounts. */
  readonly accounts: readonly ReportedAccount[];
  /** Machines' accounts: not part of the savings, for a technical owner to judge. */
  readonly serviceAccounts: readonly ReportedAccount[];
  /** Per month, of people's accounts, at the prices named. */
  readonly monthlySaving: number;
  readonly notes: readonly ReportNote[];
}

interface PricedPool extends PoolFacts {
  readonly price: FoundPrice | undefined;
}

const dayMs = 86_400_000;
const defaultDays = 90;
const graceDays = 7;

/** Which accounts hold a paid licence that nobody uses, and what giving them up would save. */
export async function licenceReport(
  pool: Pool,
  clock: Clock,
  book: PriceBook,
  options: LicenceReportOptions = {},
): Promise<LicenceReport> {
  const now = clock.now();
  const days = options.days ?? defaultDays;
  const parts = [];
  for (const integration of await readIntegrations(pool, options.integrationId)) {
    parts.push(await reportOf(pool, { integration, book, now, days }));
  }
  const accounts = parts.flatMap((part) => part.people).sort(dearestFirst);
  return {
    asOf: now.toISOString(),
    currency: book.currency,
    days,
    integrations: parts.map((part) => part.integration),
    pools: parts.flatMap((part) => part.pools),
    accounts,
    serviceAccounts: parts.flatMap((part) => part.machines),
    monthlySaving: totalSaving(accounts),
    notes: parts.flatMap((part) => part.notes),
  };
}

interface PartOptions {
  readonly integration: ReportedIntegration;
  readonly book: PriceBook;
  readonly now: Date;
  readonly days: number;
}

async function reportOf(pool: Pool, { integration, book, now, days }: PartOptions) {
  const pools = (await readPools(pool, integration.id)).map(
    (facts): PricedPool => ({ ...facts, price: priceOf(book, { ...integration, ...facts }) }),
  );
  const idle = await readIdle(pool, integration.id, {
    usedSince: new Date(now.getTime() - days * dayMs),
    newSince: new Date(now.getTime() - graceDays * dayMs),
  });
  const byId = new Map(pools.map((each) => [each.licenceId, each]));
  const accounts = idle
    .filter((account) => mayCost(account, byId))
    .map((account) => ({ facts: account, reported: reported(account, byId, integration, now) }));
  const people = accounts.filter(({ facts }) => facts.kind === 'human');
  const machines = accounts.filter(({ facts }) => facts.kind === 'service');
  return {
    integration: {
      ...integration,
      asOf: integration.asOf?.toISOString() ?? null,
      signInsSince: integration.signInsSince?.toISOString() ?? null,
      monthlySaving: totalSaving(people.map((each) => each.reported)),
    },
    pools: pools.map((each) =>
      reportedPool(
        each,
        people.map(({ facts }) => facts),
      ),
    ),
    people: people.map((each) => each.reported),
    machines: machines.map((each) => each.reported),
    notes: notesOf(integration, now, days),
  };
}

/** An account may cost something unless everything it holds is known to be free. */
function mayCost(account: IdleFacts, pools: ReadonlyMap<string, PricedPool>): boolean {
  const isPaid = account.licenceIds.some((id) => (pools.get(id)?.price?.monthly ?? 0) > 0);
  const base = account.licenceId === null ? undefined : pools.get(account.licenceId);
  return isPaid || (base !== undefined && base.price === undefined);
}

function reported(
  account: IdleFacts,
  pools: ReadonlyMap<string, PricedPool>,
  integration: ReportedIntegration,
  now: Date,
): ReportedAccount {
  const held = account.licenceIds.flatMap((id) => pools.get(id) ?? []);
  const prices = held.flatMap(({ price }) => (price ? [price.monthly] : []));
  const dearest = held.toSorted((a, b) => (b.price?.monthly ?? 0) - (a.price?.monthly ?? 0))[0];
  const base = held.find(({ licenceId }) => licenceId === account.licenceId);
  return {
    integrationId: account.integrationId,
    accountId: account.accountId,
    username: account.username,
    displayName: account.displayName,
    department: account.department,
    kind: account.kind,
    state: account.state,
    ...judge(account, integration, now),
    licence: (base ?? dearest)?.name ?? '',
    licences: held.map(({ name }) => name),
    monthlySaving: prices.length === 0 ? null : cents(sum(prices)),
  };
}

function reportedPool(pool: PricedPool, idle: readonly IdleFacts[]): ReportedPool {
  const seats = idle.filter(({ licenceIds }) => licenceIds.includes(pool.licenceId)).length;
  return {
    integrationId: pool.integrationId,
    licenceId: pool.licenceId,
    name: pool.name,
    layer: pool.layer,
    total: pool.total,
    used: pool.used,
    idle: seats,
    frozen: pool.frozen,
    monthlyPrice: pool.price?.monthly ?? null,
    priceSource: pool.price?.source ?? null,
    idleSpend: pool.price ? cents(seats * pool.price.monthly) : null,
  };
}

/** What cannot be proven is said. */
function notesOf(integration: ReportedIntegration, now: Date, days: number): readonly ReportNote[] {
  const note = (text: string): ReportNote => ({ integrationId: integration.id, text });
  if (!integration.asOf) return [note(`${integration.name} was never collected.`)];
  const notes: ReportNote[] = [];
  if (!integration.sawEveryAccount) {
    notes.push(note('It is not proven that every account was visible: there may be more.'));
  }
  if (!integration.tellsLastSignIn) {
    notes.push(note('The provider tells no last sign-in: only stored sign-ins count.'));
  }
  const since = integration.signInsSince;
  if (!since) {
    notes.push(
      note('No sign-ins are stored: the provider’s own last sign-in is the only evidence.'),
    );
  } else if (now.getTime() - since.getTime() < days * dayMs) {
    const day = since.toISOString().slice(0, 10);
    notes.push(note(`Sign-ins are stored since ${day}, less than the ${days} days asked for.`));
  }
  return notes;
}

function totalSaving(accounts: readonly ReportedAccount[]): number {
  return cents(sum(accounts.map(({ monthlySaving }) => monthlySaving ?? 0)));
}

function dearestFirst(a: ReportedAccount, b: ReportedAccount): number {
  return (b.monthlySaving ?? 0) - (a.monthlySaving ?? 0) || a.username.localeCompare(b.username);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
