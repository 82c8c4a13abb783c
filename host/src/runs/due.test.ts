import type { ManifestStream } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { dueStreams, durationMs, nextDue } from './due.js';

const stream = (name: string, more: Partial<ManifestStream> = {}): ManifestStream => ({
  name,
  title: name,
  entity: 'account',
  primaryKey: ['id'],
  mode: 'snapshot',
  cadence: '1h',
  ...more,
});
const at = (time: string) => new Date(`2026-11-25T${time}Z`);

describe('dueStreams', () => {
  const input = {
    integrationId: 'acme',
    streams: [stream('a'), stream('b'), stream('off', { enabled: false })],
    lastTries: new Map([['a', { done: at('10:00:00'), tried: at('10:00:00') }]]),
  };

  it('reads at once what was never read, and leaves out what is off', () => {
    expect(dueStreams({ ...input, now: at('10:01:00') })).toEqual(['b']);
  });

  it('reads again after the cadence and its jitter', () => {
    expect(dueStreams({ ...input, now: at('11:06:01') })).toEqual(['a', 'b']);
  });

  it('follows the streams and the schedule that a person chose', () => {
    const chosen = { ...input, chosen: ['a', 'off'], schedule: { a: '1d' }, now: at('23:00:00') };

    expect(dueStreams(chosen)).toEqual(['off']);
  });
});

describe('nextDue', () => {
  it('tries again an hour after a try that failed, not at once and not a day later', () => {
    const daily = stream('a', { cadence: '1d' });
    const lastTries = new Map([['a', { done: undefined, tried: at('10:00:00') }]]);

    const due = nextDue('acme', daily, { lastTries });

    expect(due.getTime()).toBeGreaterThanOrEqual(at('11:00:00').getTime());
    expect(due.getTime()).toBeLessThan(at('11:06:00').getTime());
  });

  it('gives the same jitter each time, at most a tenth of the cadence', () => {
    const lastTries = new Map([['a', { done: at('10:00:00'), tried: at('10:00:00') }]]);
    const due = nextDue('acme', stream('a'), { lastTries }).getTime() - at('11:00:00').getTime();

    expect(due).toBeGreaterThanOrEqual(0);
    expect(due).toBeLessThan(6 * 60_000);
    expect(nextDue('acme', stream('a'), { lastTries }).getTime() - at('11:00:00').getTime()).toBe(
      due,
    );
  });
});

describe('durationMs', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['180d', 15_552_000_000],
  ])('reads %s', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });
});
