import type { EntityRecord } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { techniques } from './attacks/instance.js';
import { companies } from './parameters.js';
import { simulate } from './simulate.js';
import { Counter } from './statistics.js';

const small = { ...companies.ordinary, accounts: 300, days: 30, signIns: 20_000, leastOfEach: 2 };

function happen(parameters = small) {
  const simulation = simulate(parameters);
  const counter = new Counter();
  const byEntity = new Map<string, EntityRecord[]>();
  for (const batch of simulation.batches) {
    counter.count(batch);
    const known = byEntity.get(batch.entity) ?? [];
    byEntity.set(batch.entity, [...known, ...batch.records]);
  }
  const { instances } = simulation;
  return { byEntity, figures: counter.figures(), instances, end: simulation.end };
}

const year = happen();

describe('a simulated company', () => {
  it('is the same for the same seed, and another for another', () => {
    const again = happen();
    const other = happen({ ...small, seed: 2 });

    expect(again.byEntity).toEqual(year.byEntity);
    expect(again.instances).toEqual(year.instances);
    expect(other.byEntity.get('sign_in')).not.toEqual(year.byEntity.get('sign_in'));
  });

  it('tells events in the order of time, within the days asked for', () => {
    const times = (year.byEntity.get('sign_in') ?? []).map(({ time }) => String(time));

    expect(times).toEqual([...times].sort());
    expect(times[0]?.slice(0, 7)).toMatch(/2024-12|2025-01/);
    expect(new Date(times.at(-1) ?? '').getTime()).toBeLessThan(year.end.getTime());
  });

  it('gives each record of an entity an id of its own', () => {
    for (const records of year.byEntity.values()) {
      expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    }
  });

  it('labels records and accounts that exist', () => {
    const accounts = new Set(year.byEntity.get('account')?.map(({ id }) => id));
    const known = new Map(
      [...year.byEntity].map(([entity, records]) => [entity, new Set(records.map(({ id }) => id))]),
    );

    for (const { traces, accounts: named } of year.instances) {
      expect(traces.filter(({ entity, id }) => known.get(entity)?.has(id) !== true)).toEqual([]);
      expect([...named].filter((id) => !accounts.has(id))).toEqual([]);
    }
  });

  it('plants each technique, and nothing in a company at peace', () => {
    const planted = new Set(year.instances.map(({ technique }) => technique));
    const peace = happen({ ...companies.peace, accounts: 300, days: 30, signIns: 20_000 });

    expect(techniques.filter((technique) => !planted.has(technique))).toEqual([]);
    expect(peace.instances).toEqual([]);
  });

  it('has the rates that it was asked for', () => {
    const peace = happen({ ...companies.peace, accounts: 300, days: 30, signIns: 20_000 });

    const { signIns, success, programs, sso, weekend, failedPasswords } = peace.figures;
    expect(signIns).toBeGreaterThan(14_000);
    expect(signIns).toBeLessThan(24_000);
    expect(success).toBeGreaterThan(0.92);
    expect(programs).toBeGreaterThan(0.45);
    expect(programs).toBeLessThan(0.7);
    expect(sso).toBeGreaterThan(0.45);
    expect(weekend).toBeLessThan(0.15);
    expect(failedPasswords).toBeLessThan(0.2);
  });
});
