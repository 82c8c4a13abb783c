import type { FoundPrice } from '../prices/price-book.js';

/** A pool whose seats are priced. */
export interface PricedSeats {
  readonly used: number | null;
  readonly price: FoundPrice | undefined;
}

/**
 * Gives out the price of seats one after the other, so that the sum over accounts is the sum over the
 * pool also where the first seats are free: giving up a seat saves money only while more are used than
 * are free.
 */
export class SeatMoney {
  readonly #given = new Map<string, number>();

  constructor(private readonly pools: ReadonlyMap<string, PricedSeats>) {}

  /** What giving up one more seat of each licence saves per month; null when no price is known. */
  giveUp(licenceIds: readonly string[]): number | null {
    const prices = licenceIds.flatMap((id) => this.#next(id) ?? []);
    return prices.length === 0 ? null : cents(sum(prices));
  }

  #next(licenceId: string): number | undefined {
    const pool = this.pools.get(licenceId);
    if (!pool?.price) return undefined;
    const given = this.#given.get(licenceId) ?? 0;
    this.#given.set(licenceId, given + 1);
    return given < paidSeats(pool) ? pool.price.monthly : 0;
  }
}

/** How many seats of a pool cost something; without a limit where its use is not known. */
function paidSeats({ used, price }: PricedSeats): number {
  if (!price || price.freeSeats === 0) return Number.POSITIVE_INFINITY;
  return Math.max(0, (used ?? 0) - price.freeSeats);
}

/** What a number of given up seats saves per month; null when the price is not known. */
export function seatsSaving(pool: PricedSeats, seats: number): number | null {
  return pool.price ? cents(Math.min(seats, paidSeats(pool)) * pool.price.monthly) : null;
}

/** A sum of money, rounded to cents. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** The sum of numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
