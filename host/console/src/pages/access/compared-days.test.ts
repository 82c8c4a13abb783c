import { describe, expect, it } from 'vitest';

import { comparedDays, isDay } from './compared-days.js';

const now = new Date('2026-11-24T15:00:00Z');

describe('comparedDays', () => {
  it('takes the days of the address', () => {
    expect(comparedDays('2026-11-01', '2026-11-20', now)).toEqual({
      from: '2026-11-01',
      to: '2026-11-20',
    });
  });

  it('takes thirty days up to today where the address has none', () => {
    expect(comparedDays(undefined, undefined, now)).toEqual({
      from: '2026-10-25',
      to: '2026-11-24',
    });
  });

  it('does without what is no day', () => {
    expect(comparedDays('yesterday', '2026-02-30', now)).toEqual({
      from: '2026-10-25',
      to: '2026-11-24',
    });
  });
});

describe('isDay', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-2-1', false],
    ['', false],
    [undefined, false],
  ])('of %s is %s', (text, is) => {
    expect(isDay(text)).toBe(is);
  });
});
