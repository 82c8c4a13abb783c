import type { UsageReading } from './usage-header.js';

/** What is known of one quota of one tenant. */
export interface QuotaState {
  readonly used: number | undefined;
  readonly limit: number | undefined;
  /** When the request whose answer gave the usage began, by the database's clock. */
  readonly readingBeganAt: Date | undefined;
  /** When that answer arrived, by the database's clock: hosts' clocks would order readings wrongly. */
  readonly readAt: Date | undefined;
  /** The same by the clock of the host that read it, as people are shown it. */
  readonly shownAt: Date | undefined;
  /** What others spent lately, per second. */
  readonly othersPerSecond: number;
  readonly pausedUntil: Date | undefined;
  /** When the provider itself said that nothing is left; unset by the next good answer. */
  readonly exhaustedAt: Date | undefined;
  /** Readings that no later one certainly includes: by arrival, each lower than the one before. The first is `used`. */
  readonly recent: readonly RecentReading[];
}

/** A usage that was told, and when, by the database's clock. */
export interface RecentReading {
  readonly used: number;
  readonly arrivedAt: Date;
}

/** A reading, and the request of ours that brought it. */
export interface ArrivedReading {
  readonly reading: UsageReading;
  /** By the database's clock, like `arrivedAt`. */
  readonly beganAt: Date;
  readonly arrivedAt: Date;
  /** By the host's clock. */
  readonly shownAt: Date;
  /** What our request itself spent; the reading includes it. */
  readonly ownCost: number;
}

/** A quota of which nothing is known yet. */
export const unknownQuota: QuotaState = {
  used: undefined,
  limit: undefined,
  readingBeganAt: undefined,
  readAt: undefined,
  shownAt: undefined,
  othersPerSecond: 0,
  pausedUntil: undefined,
  exhaustedAt: undefined,
  recent: [],
};

/** Over how long the spending of others is averaged. */
const averageOverMs = 20_000;

/**
 * Whether the reading was certainly counted after the present one: its request began after the
 * present answer had arrived. Answers that overlap may have been counted in any order.
 */
export function isLater(state: QuotaState, beganAt: Date): boolean {
  return state.readAt === undefined || beganAt > state.readAt;
}

/**
 * The state after a reading. A certainly later one replaces what was known; of overlapping ones the
 * higher counts, for whichever was counted last, no usage below it can be proven. The lower ones are
 * remembered: a later reading may replace the higher one and overlap with them still.
 */
export function withReading(state: QuotaState, arrived: ArrivedReading): QuotaState {
  const { reading, beganAt, arrivedAt, shownAt } = arrived;
  const othersPerSecond = othersAfter(state, arrived);
  const exhaustedAt =
    state.exhaustedAt !== undefined && beganAt > state.exhaustedAt ? undefined : state.exhaustedAt;
  const later = isLater(state, beganAt);
  const recent = recentAfter(state.recent, arrived);
  if (!later && reading.used < (state.used ?? 0)) {
    return { ...state, othersPerSecond, exhaustedAt, recent };
  }
  return {
    ...state,
    recent,
    used: recent[0]?.used,
    limit: later ? reading.limit : Math.min(reading.limit, state.limit ?? reading.limit),
    readingBeganAt: beganAt,
    readAt: later ? arrivedAt : latestOf(state.readAt, arrivedAt),
    shownAt: later ? shownAt : latestOf(state.shownAt, shownAt),
    othersPerSecond,
    exhaustedAt,
  };
}

/** What overlaps with a reading and is higher, then the reading. */
function recentAfter(
  recent: readonly RecentReading[],
  { reading: { used }, beganAt, arrivedAt }: ArrivedReading,
): readonly RecentReading[] {
  const kept = recent.filter((other) => other.arrivedAt >= beganAt && other.used > used);
  return [...kept, { used, arrivedAt }];
}

/** The state after the provider said that nothing is left. */
export function withExhaustion(state: QuotaState, at: Date): QuotaState {
  if (state.used === undefined) return { ...state, exhaustedAt: at };
  const used = Math.max(state.used, state.limit ?? 0);
  return { ...state, used, exhaustedAt: at, recent: [{ used, arrivedAt: at }] };
}

/** Of two accounts of the same quota, what cannot be too low: the later reading, the longer pause. */
export function worse(first: QuotaState, second: QuotaState): QuotaState {
  const known = first.used === undefined ? second : second.used === undefined ? first : undefined;
  const higher = (first.used ?? 0) >= (second.used ?? 0) ? first : second;
  const later = [first, second].find(
    ({ readingBeganAt }, index) =>
      readingBeganAt !== undefined && isLater(index === 0 ? second : first, readingBeganAt),
  );
  return {
    ...(known ?? later ?? higher),
    othersPerSecond: Math.max(first.othersPerSecond, second.othersPerSecond),
    pausedUntil: latestOf(first.pausedUntil, second.pausedUntil),
    exhaustedAt: latestOf(first.exhaustedAt, second.exhaustedAt),
  };
}

/**
 * A moving average: what usage rose by beyond our own request, spread over the time since the last
 * reading. An overlapping answer adds no time; when its own cost was already seen in a higher
 * reading, that reading blamed others for it, which is taken back here.
 */
function othersAfter(state: QuotaState, arrived: ArrivedReading): number {
  if (state.used === undefined || state.readAt === undefined) return 0;
  const later = isLater(state, arrived.beganAt);
  const rise = arrived.reading.used - state.used;
  const others = (later ? rise : Math.max(0, rise)) - arrived.ownCost;
  const elapsedMs = Math.max(0, arrived.arrivedAt.getTime() - state.readAt.getTime());
  if (elapsedMs < 1) return Math.max(0, state.othersPerSecond + (others * 1_000) / averageOverMs);
  const kept = Math.exp(-elapsedMs / averageOverMs);
  const perSecond = (others * 1_000) / elapsedMs;
  return Math.max(0, state.othersPerSecond * kept + perSecond * (1 - kept));
}

function latestOf(first: Date | undefined, second: Date | undefined): Date | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return first > second ? first : second;
}
