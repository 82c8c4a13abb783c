import { describe, expect, it } from 'vitest';

import { duration, timeWords } from './times.js';

const now = new Date('2026-11-25T12:00:00Z');
const join = '\u00a0';

describe('timeWords', () => {
  it.each([
    ['2026-11-25T11:59:30Z', 'just now'],
    ['2026-11-25T11:32:00Z', `28${join}min ago`],
    ['2026-11-25T09:00:00Z', `3${join}h ago`],
    ['2026-11-24T09:00:00Z', 'Yesterday'],
    ['2026-11-21T09:00:00Z', `4${join}days ago`],
    ['2026-11-25T17:00:00Z', `in 5${join}h`],
  ])('says of %s: %s', (at, words) => {
    expect(timeWords(new Date(at), now, 'UTC').short).toBe(words);
  });

  it('takes yesterday from the calendar of the zone', () => {
    const at = new Date('2026-11-24T23:30:00Z');

    expect(timeWords(at, now, 'UTC').short).toBe('Yesterday');
    expect(timeWords(at, now, 'Europe/Berlin').short).toBe(`12${join}h ago`);
  });
});

describe('duration', () => {
  it.each([
    [900, `0.9${join}s`],
    [12_400, `12${join}s`],
    [4 * 60_000, `4${join}min`],
    [90 * 60_000, `90${join}min`],
    [5 * 3_600_000, `5${join}h`],
    [72 * 3_600_000, `3${join}days`],
  ])('says %i ms as %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});
