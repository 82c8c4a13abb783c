/** What is remembered of failed sign-ins of one login, or from one address. */
export interface Throttle {
  readonly failures: number;
  readonly failedAt: Date;
  /** Until when nothing is tried. */
  readonly blockedUntil: Date | null;
}

/** How patient a throttle is. */
export interface ThrottleRule {
  /** Failures in a row that cost no time. */
  readonly free: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** Time without a failure after which all are forgotten. */
  readonly forgetAfterMs: number;
}

const hour = 3_600_000;

/** Of one login: the fifth failure costs 30 seconds, each further one twice as much, at most 15 minutes. */
export const loginRule: ThrottleRule = {
  free: 4,
  firstDelayMs: 30_000,
  maxDelayMs: 900_000,
  forgetAfterMs: 24 * hour,
};

/** From one address, behind which many people may sit. */
export const addressRule: ThrottleRule = {
  free: 29,
  firstDelayMs: 30_000,
  maxDelayMs: 900_000,
  forgetAfterMs: hour,
};

/** Time in milliseconds until something may be tried; 0 when at once. */
export function waitMs(throttle: Throttle | undefined, now: Date): number {
  const until = throttle?.blockedUntil?.getTime() ?? 0;
  return Math.max(0, until - now.getTime());
}

/** The throttle after one more failure. */
export function afterFailure(
  throttle: Throttle | undefined,
  now: Date,
  rule: ThrottleRule,
): Throttle {
  const isForgotten =
    !throttle || now.getTime() - throttle.failedAt.getTime() >= rule.forgetAfterMs;
  const failures = (isForgotten ? 0 : throttle.failures) + 1;
  const over = failures - rule.free;
  if (over <= 0) return { failures, failedAt: now, blockedUntil: null };
  // Beyond 30 doublings the delay is at its maximum by far.
  const delay = Math.min(rule.maxDelayMs, rule.firstDelayMs * 2 ** Math.min(over - 1, 30));
  return { failures, failedAt: now, blockedUntil: new Date(now.getTime() + delay) };
}
