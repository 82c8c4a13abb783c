import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  backoffMs,
  maxTries,
  nextTryAfter,
  parseRetryAfter,
  retryBudgetMs,
  type TryResult,
} from './retry.js';

const facts = { isRepeatable: true, tries: 1, elapsedMs: 0, random: 0.5 };
const answer = (
  status: number,
  more: Partial<Extract<TryResult, { kind: 'answer' }>> = {},
): TryResult => ({
  kind: 'answer',
  status,
  retryAfterMs: undefined,
  isThrottled: false,
  isNotJson: false,
  ...more,
});
const failure = (mayHaveArrived: boolean, isPassing = true): TryResult => ({
  kind: 'failure',
  mayHaveArrived,
  isPassing,
});

describe('nextTryAfter', () => {
  it.each([408, 420, 429, 500, 502, 503, 504, 520])('reads again after %i', (status) => {
    expect(nextTryAfter(answer(status), facts)).toBeGreaterThan(0);
  });

  it.each([200, 204, 304, 400, 401, 403, 404, 410, 414, 501])('gives %i as it is', (status) => {
    expect(nextTryAfter(answer(status), facts)).toBeUndefined();
  });

  it('sends a POST again only when it never arrived or was declined', () => {
    const post = { ...facts, isRepeatable: false };

    expect(nextTryAfter(failure(true), post)).toBeUndefined();
    expect(nextTryAfter(answer(500), post)).toBeUndefined();
    expect(nextTryAfter(answer(200, { isNotJson: true }), post)).toBeUndefined();
    expect(nextTryAfter(failure(false), post)).toBeGreaterThan(0);
    expect(nextTryAfter(answer(503), post)).toBeGreaterThan(0);
    expect(nextTryAfter(answer(403, { isThrottled: true }), post)).toBeGreaterThan(0);
  });

  it('does not try again what no waiting mends', () => {
    expect(nextTryAfter(failure(false, false), facts)).toBeUndefined();
  });

  it('ends within its number of tries and its time, and never waits without bound', () => {
    const result = fc.oneof(
      fc.record({
        kind: fc.constant('answer' as const),
        status: fc.integer({ min: 200, max: 599 }),
        retryAfterMs: fc.option(fc.integer({ min: 0, max: 10 ** 9 }), { nil: undefined }),
        isThrottled: fc.boolean(),
        isNotJson: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('failure' as const),
        mayHaveArrived: fc.boolean(),
        isPassing: fc.boolean(),
      }),
    );
    const random = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(result, random, fc.boolean(), (tried, chance, isRepeatable) => {
        let elapsedMs = 0;
        for (let tries = 1; ; tries++) {
          const delayMs = nextTryAfter(tried, { isRepeatable, tries, elapsedMs, random: chance });
          if (delayMs === undefined) return;
          expect(tries).toBeLessThan(maxTries);
          expect(delayMs).toBeLessThanOrEqual(61_000);
          elapsedMs += delayMs;
          expect(elapsedMs).toBeLessThanOrEqual(retryBudgetMs);
        }
      }),
    );
  });

  it('waits at least as long as the provider asks', () => {
    expect(nextTryAfter(answer(429, { retryAfterMs: 12_000 }), { ...facts, random: 0 })).toBe(
      12_000,
    );
  });

  it('gives up at once when the provider asks for longer than there is', () => {
    expect(
      nextTryAfter(answer(429, { retryAfterMs: 60_000 }), { ...facts, elapsedMs: 100_000 }),
    ).toBeUndefined();
  });
});

describe('parseRetryAfter', () => {
  const now = new Date('2026-03-01T12:00:00Z');

  it.each([
    ['120', 120_000],
    [' 3 ', 3_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['2026', 2_026_000],
    ['', undefined],
  ])('understands %j', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});

describe('backoffMs', () => {
  it('stays below a bound that doubles', () => {
    expect([1, 2, 3, 4].map((tries) => backoffMs(tries, 0.999_999))).toEqual([
      499, 999, 1_999, 3_999,
    ]);
    expect(backoffMs(40, 0.999_999)).toBeLessThan(30_000);
  });
});
