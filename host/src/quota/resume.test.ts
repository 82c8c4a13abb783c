import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nextDay, resumeAt } from './resume.js';

const facts = {
  now: new Date('2026-03-01T22:30:00Z'),
  timezone: 'UTC',
  previousUntil: undefined,
  integrationId: 'one',
};

describe('resumeAt', () => {
  it('is the next calendar day plus a jitter that is always the same', () => {
    const first = resumeAt(facts);
    const minutes = (first.getTime() - Date.parse('2026-03-02T00:00:00Z')) / 60_000;

    expect(minutes).toBeGreaterThanOrEqual(0);
    expect(minutes).toBeLessThan(15);
    expect(resumeAt(facts)).toEqual(first);
    expect(resumeAt({ ...facts, integrationId: 'two' })).not.toEqual(first);
  });

  it('is the next full hour when nothing fitted after the pause before', () => {
    expect(resumeAt({ ...facts, previousUntil: new Date('2026-03-01T00:07:00Z') })).toEqual(
      new Date('2026-03-01T23:00:00Z'),
    );
  });

  it('stays what it was while the pause lasts', () => {
    const previousUntil = new Date('2026-03-02T00:05:00Z');

    expect(resumeAt({ ...facts, previousUntil })).toEqual(previousUntil);
  });
});

describe('nextDay', () => {
  it.each([
    ['2026-03-01T22:30:00Z', 'UTC', '2026-03-02T00:00:00.000Z'],
    ['2026-03-01T23:30:00Z', 'Europe/Berlin', '2026-03-02T23:00:00.000Z'],
    ['2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25T00:00:00Z', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-01-01T00:00:00Z', 'Pacific/Kiritimati', '2026-01-01T10:00:00.000Z'],
    ['2026-09-05T12:00:00Z', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('after %s in %s is %s', (now, timezone, expected) => {
    expect(nextDay(new Date(now), timezone).toISOString()).toBe(expected);
  });

  it('is ahead by at most 26 hours, everywhere and always', () => {
    const instant = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/Santiago',
    );
    fc.assert(
      fc.property(instant, zone, (now, timezone) => {
        const ahead = nextDay(now, timezone).getTime() - now.getTime();
        return ahead > 0 && ahead <= 26 * 3_600_000;
      }),
    );
  });
});
