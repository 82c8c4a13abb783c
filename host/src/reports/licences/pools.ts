import type { FoundPrice } from '../prices/price-book.js';
import type { HolderFacts, PoolFacts } from './licence-facts.js';
import { cents, seatsSaving } from './seat-money.js';

/** Seats of one licence, who holds them and what they cost. */
export interface ReportedPool {
  readonly integrationId: string;
  readonly licenceId: string;
  readonly name: string;
  readonly key: string | null;
  readonly layer: string;
  readonly status: string | null;
  /** Seats bought; null when unlimited. */
  readonly total: number | null;
  /** Seats used, as the provider counts. */
  readonly used: number | null;
  /** Seats held by our count: accounts that are not deactivated. */
  readonly assigned: number;
  /** `assigned` less `used`: anything but 0 is to be explained. */
  readonly difference: number | null;
  /** Bought and held by nobody. */
  readonly unassigned: number | null;
  /** Held by people's and machines' accounts that nobody uses. */
  readonly idle: number;
  readonly neverUsed: number;
  /** Held by frozen accounts: paid for, and nobody can use them. */
  readonly frozen: number;
  /** Held by deactivated accounts. */
  readonly deactivated: number;
  /** Whether the provider counts those as used; null where the numbers do not tell. */
  readonly countsDeactivated: boolean | null;
  /** Seats beyond the first that one person holds through several accounts. */
  readonly heldTwice: number;
  /** `YYYY-MM-DD`. */
  readonly expiresOn: string | null;
  /** Within 90 days, or already. */
  readonly isExpiring: boolean;
  /** Per seat; null when it is not known. */
  readonly monthlyPrice: number | null;
  readonly priceSource: string | null;
  readonly priceKind: 'list' | 'contract' | null;
  /** Per month, of the idle seats; null when the price is not known. */
  readonly idleSpend: number | null;
  /** Per month, of the seats that nobody holds. */
  readonly unassignedSpend: number | null;
  /** Seats of accounts that are proposed to be deactivated or frozen. */
  readonly reclaimable: number;
  readonly reclaimableSpend: number | null;
  /** Seats to keep spare. */
  readonly buffer: number;
  /** Seats that the next contract can do without; null when seats are unlimited. */
  readonly realisableAtRenewal: number | null;
  /** Per year. */
  readonly renewalSaving: number | null;
  /** `YYYY-MM-DD`; null when it is not known. */
  readonly renewsOn: string | null;
  /** Per month: purchases that reclaimed seats make needless; null when nobody told what is wanted. */
  readonly avoidedPurchase: number | null;
}

/** A pool with its price, and who of its holders are judged how. */
export interface PoolInput {
  readonly facts: PoolFacts;
  readonly price: FoundPrice | undefined;
  /** People's and machines' accounts with a seat of it that is not used. */
  readonly idle: number;
  readonly neverUsed: number;
  readonly reclaimable: number;
  readonly heldTwice: number;
  readonly now: Date;
}

const soonMs = 90 * 86_400_000;
const spareShare = 0.05;
const fewestSpare = 2;

/** Counts and prices the seats of a pool. Pure. */
export function poolOf(input: PoolInput): ReportedPool {
  const { facts, price, idle, reclaimable, now } = input;
  const seats = { used: facts.used, price };
  const unassigned =
    facts.total === null || facts.used === null ? null : Math.max(0, facts.total - facts.used);
  const buffer = Math.max(fewestSpare, Math.ceil(spareShare * (facts.used ?? 0)));
  const realisable = realisableSeats(facts, reclaimable, buffer);
  return {
    ...facts,
    difference: facts.used === null ? null : facts.assigned - facts.used,
    unassigned,
    idle,
    neverUsed: input.neverUsed,
    countsDeactivated: countsDeactivated(facts),
    heldTwice: input.heldTwice,
    isExpiring: isExpiring(facts.expiresOn, now),
    monthlyPrice: monthlyPrice(seats),
    priceSource: price?.source ?? null,
    priceKind: price?.kind ?? null,
    idleSpend: seatsSaving(seats, idle),
    unassignedSpend: unassigned === null ? null : boughtSaving(facts, price, unassigned),
    reclaimable,
    reclaimableSpend: seatsSaving(seats, reclaimable),
    buffer,
    realisableAtRenewal: realisable,
    renewalSaving: realisable === null ? null : yearly(boughtSaving(facts, price, realisable)),
    renewsOn: price?.renewsOn ?? null,
    avoidedPurchase: avoidedPurchase(facts, price, reclaimable),
  };
}

/** A pool whose used seats are all free costs nothing. */
function monthlyPrice({ used, price }: { used: number | null; price: FoundPrice | undefined }) {
  if (!price) return null;
  return price.freeSeats > 0 && (used ?? 0) <= price.freeSeats ? 0 : price.monthly;
}

/** Seats of deactivated accounts count where the provider's number says so, product by product. */
function countsDeactivated({ used, assigned, deactivated }: PoolFacts): boolean | null {
  if (used === null || deactivated === 0) return null;
  if (used === assigned) return false;
  return used === assigned + deactivated ? true : null;
}

function isExpiring(expiresOn: string | null, now: Date): boolean {
  return expiresOn !== null && new Date(expiresOn).getTime() - now.getTime() < soonMs;
}

function realisableSeats(
  { total, used }: PoolFacts,
  reclaimable: number,
  buffer: number,
): number | null {
  if (total === null || used === null) return null;
  return Math.max(0, total - (used - reclaimable) - buffer);
}

/** What seats of those bought cost per month; the free ones are not among what is given up first. */
function boughtSaving(
  { total }: PoolFacts,
  price: FoundPrice | undefined,
  seats: number,
): number | null {
  if (!price) return null;
  const paid = Math.max(0, (total ?? seats) - price.freeSeats);
  return cents(Math.min(seats, paid) * price.monthly);
}

function yearly(monthly: number | null): number | null {
  return monthly === null ? null : cents(monthly * 12);
}

/** Seats that are wanted: those that somebody waits for, else those used beyond what was bought. */
function avoidedPurchase(
  { total, used }: PoolFacts,
  price: FoundPrice | undefined,
  reclaimable: number,
): number | null {
  if (!price) return null;
  const overdrawn = total !== null && used !== null ? Math.max(0, used - total) : 0;
  const wanted = price.requestedSeats ?? overdrawn;
  return wanted === 0 ? null : cents(Math.min(reclaimable, wanted) * price.monthly);
}

/**
 * How many seats each licence has beyond the first that one person holds: people are known by their
 * employee number, name at the identity provider or mail address.
 */
export function seatsHeldTwice(holders: readonly HolderFacts[]): ReadonlyMap<string, number> {
  const seen = new Set<string>();
  const twice = new Map<string, number>();
  for (const holder of holders) {
    const person = personOf(holder);
    if (person === undefined || holder.state === 'deactivated' || holder.kind !== 'human') continue;
    for (const licenceId of holder.licenceIds) {
      const seat = `${licenceId} ${person}`;
      if (seen.has(seat)) twice.set(licenceId, (twice.get(licenceId) ?? 0) + 1);
      seen.add(seat);
    }
  }
  return twice;
}

/** What makes two accounts one person's; undefined when nothing is known. */
function personOf({ employeeId, federationId, email }: HolderFacts): string | undefined {
  const key = employeeId ?? federationId ?? email;
  return key === null || key.trim() === '' ? undefined : key.trim().toLowerCase();
}
