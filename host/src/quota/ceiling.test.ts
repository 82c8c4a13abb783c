import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Ask, ceilingOf, decide, type Held, marginOf } from './ceiling.js';
import { type QuotaState, unknownQuota } from './quota-state.js';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const none: Held = { inFlight: 0, spent: 0 };
const ask: Ask = { cost: 1, ceilingPercent: 75, tellsUsage: true, now, databaseNow: now };
const read = (used: number, limit: number, seconds = 1): QuotaState => ({
  ...unknownQuota,
  used,
  limit,
  readingBeganAt: ago(seconds),
  readAt: ago(seconds),
  shownAt: ago(seconds),
});

describe('decide', () => {
  it('sends up to the ceiling and not beyond', () => {
    expect(decide(read(74, 100), none, ask).kind).toBe('send');
    expect(decide(read(75, 100), none, ask)).toEqual({ kind: 'refuse', reason: 'ceiling' });
  });

  it('counts what is in flight and what is spent', () => {
    expect(decide(read(70, 100), { inFlight: 4, spent: 0 }, ask).kind).toBe('send');
    expect(decide(read(70, 100), { inFlight: 5, spent: 0 }, ask).kind).toBe('wait');
    expect(decide(read(70, 100), { inFlight: 0, spent: 5 }, ask)).toEqual({
      kind: 'refuse',
      reason: 'ceiling',
    });
  });

  it('lets one request through on an old reading, alone', () => {
    expect(decide(read(10, 100, 61), none, ask).kind).toBe('probe');
    expect(decide(unknownQuota, none, ask).kind).toBe('probe');
    expect(decide(unknownQuota, { inFlight: 1, spent: 0 }, ask).kind).toBe('wait');
  });

  it('asks for the usage first where the answer would not tell it, or the request costs more', () => {
    expect(decide(unknownQuota, none, { ...ask, tellsUsage: false }).kind).toBe('read');
    expect(decide(read(1, 100, 61), none, { ...ask, cost: 25 }).kind).toBe('read');
  });

  it('probes again after the provider said that nothing is left, and the pause is over', () => {
    expect(decide({ ...read(1, 100), exhaustedAt: ago(2) }, none, ask).kind).toBe('probe');
  });

  it('sends nothing while the tenant is paused, free requests neither', () => {
    const paused = { ...read(0, 100), pausedUntil: ago(-1) };

    expect(decide(paused, none, { ...ask, cost: 0 })).toEqual({ kind: 'refuse', reason: 'paused' });
    expect(decide({ ...paused, pausedUntil: now }, none, ask).kind).toBe('send');
  });

  it('does not take an old reading for a new one when the clock was set back', () => {
    expect(decide(read(10, 100, -3_600), none, ask).kind).toBe('probe');
  });

  it('goes by the database’s time, and lets clocks of hosts differ by minutes', () => {
    const skewed = { ...ask, now: ago(-300) };

    expect(decide(read(10, 100), none, skewed).kind).toBe('send');
    expect(decide(read(10, 100, 61), none, { ...ask, now: ago(61) }).kind).toBe('probe');
    expect(decide(read(10, 100), none, { ...ask, now: ago(-86_400) }).kind).toBe('probe');
  });

  it('keeps a margin for what others spend', () => {
    const noisy = { ...read(60, 100, 10), othersPerSecond: 1.5 };

    expect(marginOf(noisy, now)).toBe(15);
    expect(decide(noisy, none, ask)).toEqual({ kind: 'refuse', reason: 'ceiling' });
    expect(decide({ ...noisy, used: 59 }, none, ask).kind).toBe('send');
  });

  it('never sends what the known usage forbids', () => {
    const count = fc.integer({ min: 0, max: 200_000 });
    fc.assert(
      fc.property(
        fc.record({
          used: count,
          limit: count,
          inFlight: fc.integer({ min: 0, max: 99 }),
          spent: fc.integer({ min: 0, max: 99 }),
        }),
        fc.record({
          cost: fc.integer({ min: 1, max: 50 }),
          ceilingPercent: fc.integer({ min: 0, max: 200 }),
        }),
        fc.record({
          age: fc.integer({ min: 0, max: 60 }),
          othersPerSecond: fc.double({ min: 0, max: 100, noNaN: true }),
        }),
        (usage, wanted, time) => {
          const state = {
            ...read(usage.used, usage.limit, time.age),
            othersPerSecond: time.othersPerSecond,
          };
          const decision = decide(state, usage, { ...ask, ...wanted });
          if (decision.kind !== 'send') return true;
          const total =
            usage.used +
            usage.inFlight +
            usage.spent +
            wanted.cost +
            time.othersPerSecond * time.age;
          return total <= Math.floor((usage.limit * Math.min(95, wanted.ceilingPercent)) / 100);
        },
      ),
    );
  });
});

describe('ceilingOf', () => {
  it('is rounded down and at most 95 %', () => {
    expect(ceilingOf(115_000, 75)).toBe(86_250);
    expect(ceilingOf(101, 75)).toBe(75);
    expect(ceilingOf(100, 100)).toBe(95);
    expect(ceilingOf(0, 75)).toBe(0);
  });
});
