import { describe, expect, it } from 'vitest';

import { ChannelClock } from './channel-clock.js';

describe('ChannelClock', () => {
  it('carries on from the last reading, and keeps the distance to the provider', () => {
    let monotonic = 100;
    const clock = new ChannelClock({ now: 1_000_000, providerOffsetMs: 0 }, () => monotonic);
    monotonic += 500;
    const before = clock.now().getTime();

    clock.set({ now: 2_000_000, providerOffsetMs: -3000 });
    monotonic += 250;

    expect(before).toBe(1_000_500);
    expect(clock.now().getTime()).toBe(2_000_250);
    expect(clock.providerNow().getTime()).toBe(1_997_250);
  });
});
