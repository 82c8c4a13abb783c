import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SimulatedTenant } from './testing/simulated-tenant.js';

/** A small generator (mulberry32), so that a seed tells the whole story. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a tenant whose quota others spend, too', () => {
  it('sees no forbidden request and no lost day in a thousand days', { timeout: 60_000 }, () => {
    const seen = new SimulatedTenant(randomOf(20_261_125)).live(1000);

    expect(seen).toMatchObject({ forbidden: 0, missedDays: 0, backlog: 0 });
    // The days were not all calm: the ceiling was met often, and work went on.
    expect(seen.pauses).toBeGreaterThan(100);
    expect(seen.sent).toBeGreaterThan(40_000);
  });

  it.each([30, 1624])('sees none when answers overtake each other (seed %i)', (seed) => {
    expect(new SimulatedTenant(randomOf(seed)).live(20)).toMatchObject({ forbidden: 0 });
  });

  it('sees none from whatever seed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { forbidden, missedDays } = new SimulatedTenant(randomOf(seed)).live(20);
        return forbidden === 0 && missedDays === 0;
      }),
      { numRuns: 20 },
    );
  });
});
