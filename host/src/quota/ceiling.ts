import type { QuotaState } from './quota-state.js';

/** What is held of a quota besides its known usage. */
export interface Held {
  /** Cost of requests in flight. */
  readonly inFlight: number;
  /** Cost of requests that were sent and that no reading is known to include. */
  readonly spent: number;
}

/** A request that wants to be sent. */
export interface Ask {
  readonly cost: number;
  /** Share of the limit that usage may reach through us; 95 at most. */
  readonly ceilingPercent: number;
  /** Whether the answer itself will tell the usage. */
  readonly tellsUsage: boolean;
  /** The host's time: a pause ends by the calendar. */
  readonly now: Date;
  /** The database's time: readings are as old as it says. */
  readonly databaseNow: Date;
}

/**
 * `probe`: send, alone, its answer is the new reading. `wait`: for requests in flight. `read`: the
 * usage has to be asked for first. `refuse`: the ceiling is reached, or the tenant is paused.
 */
export type Decision =
  | { readonly kind: 'send' | 'probe' | 'wait' | 'read' }
  | { readonly kind: 'refuse'; readonly reason: 'ceiling' | 'paused' };

/** A reading this old no longer proves that there is room. */
const freshForMs = 60_000;
/** Clocks of hosts differ by less; more means that days went by for the host and not for the database. */
const mostSkewMs = 600_000;
/** No integration may use more than this share of a limit. */
const highestCeilingPercent = 95;

/** The usage that no request of ours may lead beyond. */
export function ceilingOf(limit: number, ceilingPercent: number): number {
  const percent = Math.min(Math.max(ceilingPercent, 0), highestCeilingPercent);
  return Math.floor((limit * percent) / 100);
}

/** What others are thought to have spent since the reading. */
export function marginOf(state: QuotaState, databaseNow: Date): number {
  if (state.readingBeganAt === undefined) return 0;
  const ageMs = Math.max(0, databaseNow.getTime() - state.readingBeganAt.getTime());
  return Math.ceil((state.othersPerSecond * ageMs) / 1_000);
}

/** May this be sent? Depends on nothing but its arguments. */
export function decide(state: QuotaState, held: Held, ask: Ask): Decision {
  if (state.pausedUntil !== undefined && state.pausedUntil > ask.now) {
    return { kind: 'refuse', reason: 'paused' };
  }
  if (ask.cost === 0) return { kind: 'send' };
  const { used, limit } = state;
  if (used === undefined || limit === undefined || needsReading(state, ask)) {
    return { kind: withoutReading(held, ask) };
  }
  const wanted = used + held.spent + marginOf(state, ask.databaseNow) + ask.cost;
  const ceiling = ceilingOf(limit, ask.ceilingPercent);
  if (wanted + held.inFlight <= ceiling) return { kind: 'send' };
  // Answers in flight may show that they cost less, or that usage went down.
  if (held.inFlight > 0 && wanted <= ceiling) return { kind: 'wait' };
  return { kind: 'refuse', reason: 'ceiling' };
}

function needsReading(state: QuotaState, { now, databaseNow }: Ask): boolean {
  const { readAt, shownAt, exhaustedAt } = state;
  if (readAt === undefined || exhaustedAt !== undefined) return true;
  // A clock that was set back must not make an old reading new for hours.
  if (Math.abs(databaseNow.getTime() - readAt.getTime()) > freshForMs) return true;
  return shownAt === undefined || Math.abs(now.getTime() - shownAt.getTime()) > mostSkewMs;
}

function withoutReading(held: Held, ask: Ask): 'probe' | 'wait' | 'read' {
  if (!ask.tellsUsage) return 'read';
  if (held.inFlight > 0) return 'wait';
  return ask.cost === 1 ? 'probe' : 'read';
}
