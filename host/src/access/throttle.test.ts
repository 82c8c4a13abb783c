import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addressRule, afterFailure, loginRule, type Throttle, waitMs } from './throttle.js';

const start = new Date('2026-06-01T12:00:00Z');
const second = 1000;

/** The waits that follow each failure, when every one is waited for. */
function waitsAfter(failures: number, rule = loginRule): readonly number[] {
  let now = start;
  let throttle: Throttle | undefined;
  return Array.from({ length: failures }, () => {
    throttle = afterFailure(throttle, now, rule);
    const wait = waitMs(throttle, now);
    now = new Date(now.getTime() + wait);
    return wait;
  });
}

describe('failed sign-ins', () => {
  it('cost nothing four times, then 30 seconds, then twice as much each, up to 15 minutes', () => {
    const seconds = waitsAfter(11).map((wait) => wait / second);

    expect(seconds).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
  });

  it('from one address may be more, since many people may sit there', () => {
    const free = waitsAfter(30, addressRule).filter((wait) => wait === 0).length;

    expect(free).toBe(29);
  });

  it('are forgotten after a time without one', () => {
    const blocked = { failures: 9, failedAt: start, blockedUntil: null };
    const later = new Date(start.getTime() + loginRule.forgetAfterMs);

    expect(afterFailure(blocked, later, loginRule)).toMatchObject({ failures: 1 });
  });

  it('allow no more than some hundred guesses a day, however they are timed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 300, maxLength: 300 }),
        (pauses) => {
          let now = start.getTime();
          let throttle: Throttle | undefined;
          let guesses = 0;
          for (const pause of pauses) {
            now += waitMs(throttle, new Date(now)) + pause;
            if (now - start.getTime() > 86_400_000) break;
            throttle = afterFailure(throttle, new Date(now), loginRule);
            guesses += 1;
          }

          expect(guesses).toBeLessThanOrEqual(110);
        },
      ),
    );
  });
});
