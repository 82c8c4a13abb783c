import { type FoundPrice, type PriceBook, priceOf } from '../prices/price-book.js';
import { changeOf, type LicenceChange } from './changes.js';
import type { HolderFacts, PoolFacts, ReportedIntegration } from './licence-facts.js';
import { bandDays, type LicenceBand } from './licence-figures.js';
import { notesOf } from './notes.js';
import { poolOf, type ReportedPool, seatsHeldTwice } from './pools.js';
import { type Proposal, propose } from './proposal.js';
import type { DeactivatedHolder, ReportedAccount, ReportNote } from './reported.js';
import { cents, SeatMoney, sum } from './seat-money.js';
import { daysBetween, isUnused, type Judgement, judge, lastUse } from './unused.js';

/** A licence and its price; undefined where it is not known. */
interface PricedPool {
  readonly facts: PoolFacts;
  readonly price: FoundPrice | undefined;
  readonly used: number | null;
}

/** The licences of an integration by their ids. */
export type PricedPools = ReadonlyMap<string, PricedPool>;

/** The stored facts of one integration, with its prices. */
export interface LicenceInput {
  readonly integration: ReportedIntegration;
  /** With their prices. */
  readonly pools: PricedPools;
  readonly holders: readonly HolderFacts[];
  readonly now: Date;
  /** Days without use after which an account counts as unused. */
  readonly days: number;
}

/** What one integration contributes to the report. */
export interface IntegrationLicences {
  readonly summary: Omit<ReportedIntegration, 'asOf' | 'signInsSince'> & {
    readonly asOf: string | null;
    readonly signInsSince: string | null;
    /** Per month, of its accounts that are listed. */
    readonly monthlySaving: number;
  };
  readonly pools: readonly ReportedPool[];
  readonly accounts: readonly ReportedAccount[];
  readonly changes: readonly LicenceChange[];
  readonly deactivated: readonly DeactivatedHolder[];
  /** What other numbers of days would give. */
  readonly bands: readonly LicenceBand[];
  readonly notes: readonly ReportNote[];
}

/** Finds the price of each licence. */
export function pricePools(
  { id, edition }: ReportedIntegration,
  pools: readonly PoolFacts[],
  book: PriceBook,
): PricedPools {
  return new Map(
    pools.map((facts) => [
      facts.licenceId,
      { facts, used: facts.used, price: priceOf(book, { ...facts, edition, integrationId: id }) },
    ]),
  );
}

/** The licences for which the price list names a cheaper one. */
export function replaceableOf(pools: PricedPools): readonly string[] {
  return [...pools.values()].flatMap(({ facts, price }) =>
    price && price.cheaper.length > 0 ? [facts.licenceId] : [],
  );
}

/** Judges every holder of one integration. Pure. */
export function judgeIntegration(input: LicenceInput): IntegrationLicences {
  const { integration, holders, now, days, pools: priced } = input;
  const idle = holders.filter((holder) => isUnused(holder, now, days));
  const accounts = reportedAccounts(
    idle.filter((holder) => mayCost(holder, priced)),
    priced,
    input,
  );
  const used = holders.filter((each) => each.state !== 'deactivated' && !isUnused(each, now, days));
  return {
    summary: {
      ...integration,
      asOf: integration.asOf?.toISOString() ?? null,
      signInsSince: integration.signInsSince?.toISOString() ?? null,
      monthlySaving: cents(sum(accounts.map(({ monthlySaving }) => monthlySaving ?? 0))),
    },
    pools: reportedPools(idle, accounts, priced, input),
    accounts,
    changes: used.flatMap((holder) => changeOf(holder, priced, days) ?? []),
    deactivated: deactivatedHolders(holders, priced),
    bands: bandDays.map((each) => bandOf(each, input, priced)),
    notes: notesOf(integration, [...priced.values()], now, days),
  };
}

/** An account may cost something unless everything it holds is known to be free. */
export function mayCost({ licenceIds, licenceId }: HolderFacts, pools: PricedPools): boolean {
  const isPaid = licenceIds.some((id) => (pools.get(id)?.price?.monthly ?? 0) > 0);
  const base = licenceId === null ? undefined : pools.get(licenceId);
  return isPaid || (base !== undefined && base.price === undefined);
}

function reportedAccounts(
  idle: readonly HolderFacts[],
  pools: PricedPools,
  { integration, now }: LicenceInput,
): readonly ReportedAccount[] {
  const money = new SeatMoney(pools);
  return idle.map((account) => {
    const held = account.licenceIds.flatMap((id) => pools.get(id) ?? []);
    const judgement = judge(account, integration, now);
    return {
      integrationId: account.integrationId,
      accountId: account.accountId,
      username: account.username,
      displayName: account.displayName,
      department: account.department,
      managerId: account.managerId,
      kind: account.kind,
      state: account.state,
      ...judgement,
      lastUse: lastUseOf(account),
      licence: mainLicence(account, held),
      licences: held.map(({ facts }) => facts.name),
      monthlySaving: money.giveUp(account.licenceIds),
      isListPrice: hasListPrice(held),
      ...proposalOf(account, judgement, { integration, now }),
    };
  });
}

/** Whether a price among them is a list price. */
export function hasListPrice(held: readonly Pick<PricedPool, 'price'>[]): boolean {
  return held.some(({ price }) => price?.kind === 'list' && price.monthly > 0);
}

/** What could be done about an account that is judged. */
export function proposalOf(
  account: HolderFacts,
  { rule, days }: Pick<Judgement, 'rule' | 'days'>,
  { integration, now }: Pick<LicenceInput, 'integration' | 'now'>,
): Proposal {
  return propose({
    rule,
    kind: account.kind,
    days,
    ageDays: account.createdAt ? daysBetween(account.createdAt, now) : null,
    isAdministrator: account.isAdministrator,
    coverageDays: integration.signInsSince ? daysBetween(integration.signInsSince, now) : 0,
    hasToken: account.tokenUsedAt !== null,
    tellsLastSignIn: integration.tellsLastSignIn,
  });
}

function lastUseOf(account: HolderFacts): ReportedAccount['lastUse'] {
  const at = lastUse(account);
  if (!at) return null;
  const isToken = at.getTime() === account.tokenUsedAt?.getTime();
  return { at: at.toISOString(), by: isToken ? 'token' : 'sign-in' };
}

function mainLicence({ licenceId }: HolderFacts, held: readonly PricedPool[]): string {
  const base = held.find(({ facts }) => facts.licenceId === licenceId);
  const [dearest] = held.toSorted((a, b) => (b.price?.monthly ?? 0) - (a.price?.monthly ?? 0));
  return (base ?? dearest)?.facts.name ?? '';
}

function reportedPools(
  idle: readonly HolderFacts[],
  accounts: readonly ReportedAccount[],
  pools: PricedPools,
  { holders, now }: LicenceInput,
): readonly ReportedPool[] {
  const reclaimed = new Set(
    accounts.filter(({ action }) => action !== 'keep').map(({ accountId }) => accountId),
  );
  const twice = seatsHeldTwice(holders);
  return [...pools.values()].map(({ facts, price }) => {
    const of = idle.filter(({ licenceIds }) => licenceIds.includes(facts.licenceId));
    return poolOf({
      facts,
      price,
      idle: of.length,
      neverUsed: of.filter((holder) => lastUse(holder) === undefined).length,
      reclaimable: of.filter(({ accountId }) => reclaimed.has(accountId)).length,
      heldTwice: twice.get(facts.licenceId) ?? 0,
      now,
    });
  });
}

function deactivatedHolders(
  holders: readonly HolderFacts[],
  pools: PricedPools,
): readonly DeactivatedHolder[] {
  return holders
    .filter(({ state }) => state === 'deactivated')
    .map((holder) => {
      const held = holder.licenceIds.flatMap((id) => pools.get(id) ?? []);
      const prices = held.flatMap(({ facts, price }) => {
        if (facts.used !== null && facts.used === facts.assigned) return [0];
        return price ? [price.monthly] : [];
      });
      return {
        integrationId: holder.integrationId,
        accountId: holder.accountId,
        username: holder.username,
        licences: held.map(({ facts }) => facts.name),
        monthlySaving: prices.length === 0 ? null : cents(sum(prices)),
      };
    });
}

function bandOf(days: number, { holders, now }: LicenceInput, pools: PricedPools): LicenceBand {
  const money = new SeatMoney(pools);
  const idle = holders.filter((holder) => isUnused(holder, now, days) && mayCost(holder, pools));
  const savings = idle.map(({ licenceIds }) => money.giveUp(licenceIds) ?? 0);
  return { days, accounts: idle.length, monthlySaving: cents(sum(savings)) };
}
