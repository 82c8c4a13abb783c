import { type Decision, decide, type Held } from '../ceiling.js';
import {
  isLater,
  type QuotaState,
  unknownQuota,
  withExhaustion,
  withReading,
} from '../quota-state.js';
import { resumeAt } from '../resume.js';

/** A reservation of the ledger in memory. */
export interface MemoryReservation {
  readonly holder: string;
  readonly cost: number;
  /** When its request left; `undefined` until then. */
  sentAt: Date | undefined;
}

/** What an answer told. */
export type MemoryUsage =
  | { readonly used: number; readonly limit: number }
  | 'exhausted'
  | 'unread';

/**
 * What `QuotaLedger` does for one quota of one tenant, by the same rules, in memory: tests hold the
 * two against each other, and let this one live through years. One clock is host's and database's.
 */
export class MemoryLedger {
  state: QuotaState = unknownQuota;
  #open: MemoryReservation[] = [];
  #spent: { readonly cost: number; readonly at: Date }[] = [];

  constructor(private readonly ceilingPercent: number) {}

  /** Cost of reservations that the known usage does not include. */
  get reserved(): number {
    const { inFlight, spent } = this.#held;
    return inFlight + spent;
  }

  /** Decides about a request; at the ceiling the tenant is paused in the same step. */
  reserve(
    ask: { readonly holder: string; readonly cost: number; readonly isLeaving: boolean },
    now: Date,
  ): { readonly kind: Decision['kind']; readonly reservation?: MemoryReservation } {
    const { holder, cost, isLeaving } = ask;
    const wish = { cost, ceilingPercent: this.ceilingPercent, tellsUsage: true };
    const { kind } = decide(this.state, this.#held, { ...wish, now, databaseNow: now });
    if (kind === 'refuse') this.#pause(holder, now);
    if (kind !== 'send' && kind !== 'probe') return { kind };
    if (kind === 'send') this.state = { ...this.state, pausedUntil: undefined };
    const reservation = { holder, cost, sentAt: isLeaving ? now : undefined };
    this.#open.push(reservation);
    return { kind, reservation };
  }

  /** Lets go of a reservation whose request never left. */
  release(reservation: MemoryReservation): void {
    this.#open = this.#open.filter((open) => open !== reservation);
  }

  /** Ends a reservation with what its answer told. */
  settle(reservation: MemoryReservation, usage: MemoryUsage, now: Date): void {
    const { cost, holder } = reservation;
    const beganAt = reservation.sentAt ?? now;
    this.release(reservation);
    if (usage === 'unread') this.#spent.push({ cost, at: now });
    else if (usage === 'exhausted') {
      this.state = withExhaustion(this.state, now);
      this.#pause(holder, now);
    } else this.record(usage, { beganAt, now, cost });
  }

  /** Takes in a usage that was told. */
  record(
    reading: { readonly used: number; readonly limit: number },
    { beganAt, now, cost }: { readonly beganAt: Date; readonly now: Date; readonly cost: number },
  ): void {
    const cleared = isLater(this.state, beganAt)
      ? this.#spent.filter(({ at }) => at < beganAt)
      : [];
    this.#spent = this.#spent.filter((spent) => !cleared.includes(spent));
    const ownCost = cost + sum(cleared);
    const times = { beganAt, arrivedAt: now, shownAt: now };
    this.state = withReading(this.state, { reading, ...times, ownCost });
  }

  /** A holder is gone: what it sent is spent, the rest is released. */
  crash(holder: string): void {
    const gone = this.#open.filter((open) => open.holder === holder);
    this.#open = this.#open.filter((open) => open.holder !== holder);
    for (const { cost, sentAt } of gone) if (sentAt) this.#spent.push({ cost, at: sentAt });
  }

  get #held(): Held {
    return { inFlight: sum(this.#open), spent: sum(this.#spent) };
  }

  #pause(integrationId: string, now: Date): void {
    const previousUntil = this.state.pausedUntil;
    const until = resumeAt({ now, timezone: 'UTC', integrationId, previousUntil });
    this.state = { ...this.state, pausedUntil: until };
  }
}

function sum(items: readonly { readonly cost: number }[]): number {
  return items.reduce((total, { cost }) => total + cost, 0);
}
