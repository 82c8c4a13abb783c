import { describe, expect, it } from 'vitest';

import { OrgClock } from './clock.js';
import { Usage } from './usage.js';

const HOUR_MS = 3_600_000;

describe('Usage', () => {
  it('forgets requests as they grow older than a day', () => {
    const clock = new OrgClock(0, false);
    const usage = new Usage(clock, 100, false);
    usage.spendByOthers(60);
    clock.advance(20 * HOUR_MS);
    usage.spendByOthers(40);

    expect(usage.isExhausted()).toBe(true);

    clock.advance(5 * HOUR_MS);

    expect(usage.used).toBe(40);
    expect(usage.isExhausted()).toBe(false);
  });

  it('serves beyond a soft limit', () => {
    const usage = new Usage(new OrgClock(0, false), 10, true);
    usage.used = 25;

    expect(usage.isExhausted()).toBe(false);
    expect(usage.used).toBe(25);
  });
});
