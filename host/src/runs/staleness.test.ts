import type { ManifestStream } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { type StalenessFacts, stalenessOf } from './staleness.js';

const hour = 3_600_000;
const now = new Date('2026-06-01T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * hour);

function stream(name: string, more: Partial<ManifestStream> = {}): ManifestStream {
  return { name, title: name, entity: 'account', primaryKey: ['id'], mode: 'snapshot', ...more };
}

function facts(hoursAgo: Readonly<Record<string, number>>, more: Partial<StalenessFacts> = {}) {
  return {
    streams: [
      stream('hourly', { cadence: '1h' }),
      stream('daily'),
      stream('off', { enabled: false }),
    ],
    lastTries: new Map(
      Object.entries(hoursAgo).map(([name, hours]) => [name, { done: ago(hours), tried: ago(0) }]),
    ),
    addedAt: ago(1),
    now,
    ...more,
  };
}

describe('stalenessOf', () => {
  it('is nothing within three times the cadence', () => {
    expect(stalenessOf(facts({ hourly: 3, daily: 72 }))).toBeUndefined();
    expect(stalenessOf(facts({}))).toBeUndefined();
  });

  it('names the streams that wait, and since when the longest does', () => {
    expect(stalenessOf(facts({ hourly: 4, daily: 73 }))).toEqual({
      since: ago(73),
      streams: ['hourly', 'daily'],
    });
    expect(stalenessOf(facts({ hourly: 4, daily: 70 }))).toMatchObject({ streams: ['hourly'] });
  });

  it('goes by the cadence that a person chose', () => {
    expect(stalenessOf(facts({ hourly: 4 }, { schedule: { hourly: '2h' } }))).toBeUndefined();
  });

  it('begins with the integration where nothing was ever collected', () => {
    expect(stalenessOf(facts({}, { addedAt: ago(5) }))).toEqual({
      since: ago(5),
      streams: ['hourly'],
    });
  });
});
