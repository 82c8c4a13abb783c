/** What one try came to. */
export type TryResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** What `Retry-After` asks for. */
      readonly retryAfterMs: number | undefined;
      /** Whether it looks as the manifest says of requests that come too fast. */
      readonly isThrottled: boolean;
      /** Whether it is a page where data was expected. */
      readonly isNotJson: boolean;
    }
  | {
      readonly kind: 'failure';
      /** Whether the provider may have got the request. */
      readonly mayHaveArrived: boolean;
      /** Whether the same may go better the next time. */
      readonly isPassing: boolean;
    };

/** What the policy depends on besides the result. */
export interface TryFacts {
  /** Whether the request may be sent twice. */
  readonly isRepeatable: boolean;
  /** Tries so far, this one included. */
  readonly tries: number;
  /** Since the first try began. */
  readonly elapsedMs: number;
  /** From 0 to below 1. */
  readonly random: number;
}

/** Tries of one request, the first included. */
export const maxTries = 4;
/** No try begins later than this after the first one. */
export const retryBudgetMs = 120_000;
const longestRetryAfterMs = 60_000;
const longestDelayMs = 30_000;
const shortestDelayMs = 500;
const throttledDelayMs = 2_000;

/**
 * How long to wait before the next try, in milliseconds, or `undefined` to give the result to the
 * plugin. Tried again is only what cannot happen twice: reading, a request that never arrived, and
 * one that the provider declined to begin.
 */
export function nextTryAfter(result: TryResult, facts: TryFacts): number | undefined {
  if (facts.tries >= maxTries || !mayBeMended(result) || !isSafe(result, facts.isRepeatable)) {
    return undefined;
  }
  const delayMs = delayFor(result, facts);
  return facts.elapsedMs + delayMs > retryBudgetMs ? undefined : delayMs;
}

/** Full jitter: anything up to a bound that doubles with each try. */
export function backoffMs(tries: number, random: number, firstMs = shortestDelayMs): number {
  return Math.floor(random * Math.min(longestDelayMs, firstMs * 2 ** (tries - 1)));
}

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date; `undefined` when it is neither. */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** Whether the status alone says that trying again may help. */
function isPassingStatus(status: number): boolean {
  return declined.has(status) || status === 408 || (status >= 500 && ![501, 505].includes(status));
}

/** The provider says that it did not begin. */
const declined = new Set([420, 429, 503]);

function mayBeMended(result: TryResult): boolean {
  if (result.kind === 'failure') return result.isPassing;
  return result.isThrottled || result.isNotJson || isPassingStatus(result.status);
}

function isSafe(result: TryResult, isRepeatable: boolean): boolean {
  if (isRepeatable) return true;
  if (result.kind === 'failure') return !result.mayHaveArrived;
  return result.isThrottled || declined.has(result.status);
}

function delayFor(result: TryResult, { tries, random }: TryFacts): number {
  if (result.kind === 'failure') return backoffMs(tries, random);
  const isSlow = result.isThrottled || result.status === 420 || result.status === 429;
  const delayMs = backoffMs(tries, random, isSlow ? throttledDelayMs : shortestDelayMs);
  if (result.retryAfterMs === undefined) return delayMs;
  // All that were told the same instant must not come back together.
  const spreadMs = Math.floor(random * shortestDelayMs);
  return Math.max(Math.min(result.retryAfterMs, longestRetryAfterMs) + spreadMs, delayMs);
}
