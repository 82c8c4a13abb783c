import { hasCode } from '@rollcall/core';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import type { Lease } from '../runs/lease.js';
import { type Claim, type Holder, QuotaLedger, type Reservation } from './ledger.js';
import { MemoryLedger, type MemoryReservation } from './testing/memory-ledger.js';

let database: TemporaryDatabase;
let ledger: QuotaLedger;
const start = Date.UTC(2026, 2, 1, 12);
const key = { scope: 'example:T1', name: 'daily' };
const limit = 100;
/** The database's time, as tests set it. */
const testTime = '(SELECT at FROM test_time)';

async function setTime(at: Date): Promise<void> {
  await database.pool.query('UPDATE test_time SET at = $1', [at]);
}

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await database.pool.query('CREATE TABLE test_time (at timestamptz)');
  await database.pool.query('INSERT INTO test_time VALUES (now())');
  ledger = new QuotaLedger(database.pool, testTime);
  for (const id of ['one', 'two']) await addTestIntegration(database, id);
});
afterAll(() => database.close());
beforeEach(reset);

async function reset(): Promise<void> {
  await database.pool.query(
    'TRUNCATE rollcall.quota, rollcall.quota_reservation, rollcall.quota_scope, rollcall.lease',
  );
}

/** Takes the lease, as after a crash of whoever holds it. */
async function take(integrationId: string): Promise<Holder> {
  const { rows } = await database.pool.query<{ epoch: number }>(
    `INSERT INTO rollcall.lease AS held (integration_id, epoch, holder, run_id, expires_at)
     VALUES ($1, 1, 'worker', 'run', clock_timestamp() + interval '1 hour')
     ON CONFLICT (integration_id) DO UPDATE SET epoch = held.epoch + 1 RETURNING epoch`,
    [integrationId],
  );
  const epoch = Number(rows[0]?.epoch);
  const lease: Lease = { integrationId, epoch, holder: 'worker', runId: 'run', seconds: 3_600 };
  return { integrationId, lease, timezone: 'UTC' };
}

const claim = (cost: number): Claim => ({ ...key, cost, ceilingPercent: 75, tellsUsage: true });

async function record(usageKey: typeof key, used: number, at: Date): Promise<void> {
  await setTime(at);
  await ledger.record(usageKey, { used, limit }, at, at);
}

async function reserved(holder: Holder, cost: number, now: Date): Promise<readonly Reservation[]> {
  await setTime(now);
  const outcome = await ledger.reserve(holder, [claim(cost)], { now, isLeaving: true });
  if (outcome.kind !== 'reserved') throw new Error(outcome.kind);
  return outcome.reservations;
}

const told = (used: number) => new Map([[key.name, { used, limit }]]);

interface Open {
  readonly model: MemoryReservation;
  readonly reservations: readonly Reservation[];
}

type Name = 'one' | 'two';

/** The ledger in memory, and the real one beside it. */
class Twin {
  readonly #model = new MemoryLedger(75);
  #open: Open[] = [];
  #nowMs = start;
  readonly #holders = new Map<Name, Holder>();

  async prepare(used: number): Promise<void> {
    await reset();
    for (const name of ['one', 'two'] as const) this.#holders.set(name, await take(name));
    const now = this.#tick();
    await record(key, used, now);
    this.#model.record({ used, limit }, { beganAt: now, now, cost: 0 });
  }

  async reserve(holder: Name, cost: number, isLeaving: boolean): Promise<void> {
    const now = this.#tick();
    const expected = this.#model.reserve({ holder, cost, isLeaving }, now);
    await setTime(now);
    const outcome = await ledger.reserve(this.#holder(holder), [claim(cost)], { now, isLeaving });
    const kind = {
      send: 'reserved',
      probe: 'reserved',
      wait: 'wait',
      read: 'read',
      refuse: 'refused',
    };
    expect(outcome.kind).toBe(kind[expected.kind]);
    const { reservation } = expected;
    if (outcome.kind !== 'reserved' || reservation === undefined) return;
    this.#open.push({ model: reservation, reservations: outcome.reservations });
  }

  async answer(index: number, told: number | 'exhausted' | 'unread'): Promise<void> {
    const open = this.#takeOpen(index);
    if (open === undefined) return;
    const now = this.#tick();
    await setTime(now);
    const { model, reservations } = open;
    if (model.sentAt === undefined) {
      model.sentAt = now;
      await ledger.markSent(reservations);
    }
    const usage = typeof told === 'number' ? { used: told, limit } : told;
    this.#model.settle(model, usage, now);
    const usages = new Map([[key.name, usage]]);
    const holder = this.#holder(model.holder === 'one' ? 'one' : 'two');
    await ledger.settle(holder, reservations, { now, usage: usages });
  }

  async release(index: number): Promise<void> {
    const open = this.#takeOpen(index);
    if (open === undefined) return;
    this.#model.release(open.model);
    await ledger.release(open.reservations);
  }

  async crash(name: Name): Promise<void> {
    this.#holders.set(name, await take(name));
    this.#model.crash(name);
    this.#open = this.#open.filter(({ model }) => model.holder !== name);
  }

  wait(ms: number): void {
    this.#nowMs += ms;
  }

  async compare(): Promise<void> {
    const [facts] = await ledger.view([key]);
    const { used, shownAt, pausedUntil } = this.#model.state;
    const { reserved } = this.#model;
    expect(facts).toEqual({ ...key, used, limit, reserved, readAt: shownAt, pausedUntil });
  }

  #tick(): Date {
    this.#nowMs += 1;
    return new Date(this.#nowMs);
  }

  #holder(name: Name): Holder {
    const holder = this.#holders.get(name);
    if (holder === undefined) throw new Error('prepare first');
    return holder;
  }

  #takeOpen(index: number): Open | undefined {
    return this.#open.length === 0 ? undefined : this.#open.splice(index % this.#open.length, 1)[0];
  }
}

describe('the ledger', () => {
  it('agrees with its model after any interleaving of requests, answers, losses and crashes', async () => {
    const who = fc.constantFrom('one' as const, 'two' as const);
    const answer = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 60, max: 80 }) },
      { weight: 2, arbitrary: fc.constant('unread' as const) },
      { weight: 1, arbitrary: fc.constant('exhausted' as const) },
    );
    const step: fc.Arbitrary<(twin: Twin) => Promise<void> | void> = fc.oneof(
      fc.tuple(who, fc.constantFrom(1, 1, 2), fc.boolean()).map(
        ([name, cost, leaving]) =>
          (twin: Twin) =>
            twin.reserve(name, cost, leaving),
      ),
      fc.tuple(fc.nat(9), answer).map(
        ([index, told]) =>
          (twin: Twin) =>
            twin.answer(index, told),
      ),
      fc.nat(9).map((index) => (twin: Twin) => twin.release(index)),
      who.map((name) => (twin: Twin) => twin.crash(name)),
      fc
        .constantFrom(10, 1_000, 61_000, 3_600_000, 90_000_000)
        .map((ms) => (twin: Twin) => twin.wait(ms)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 50, max: 76 }),
        fc.array(step, { maxLength: 25 }),
        async (used, steps) => {
          const twin = new Twin();
          await twin.prepare(used);
          for (const run of steps) await run(twin);
          await twin.compare();
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('never gives two requests the same room', async () => {
    const now = new Date(start);
    await record(key, 70, now);
    const holders = [await take('one'), await take('two')];
    const others = new QuotaLedger(database.pool, testTime);

    const outcomes = await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        (i % 2 ? ledger : others).reserve(holders[i % 2] ?? fail(), [claim(1)], {
          now,
          isLeaving: true,
        }),
      ),
    );

    expect(outcomes.filter(({ kind }) => kind === 'reserved')).toHaveLength(5);
    expect(outcomes.filter(({ kind }) => kind === 'wait')).toHaveLength(27);
  });

  it('lets one probe through at a time when nothing is known', async () => {
    const holder = await take('one');
    const now = new Date(start);

    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () =>
        ledger.reserve(holder, [claim(1)], { now, isLeaving: true }),
      ),
    );

    expect(outcomes.filter(({ kind }) => kind === 'reserved')).toHaveLength(1);
  });

  it('refuses a holder that lost its lease, also between reserving and sending', async () => {
    const now = new Date(start);
    await record(key, 1, now);
    const old = await take('one');
    const unsent = await ledger.reserve(old, [claim(1)], { now, isLeaving: false });
    const next = await take('one');
    await reserved(next, 1, now);

    const outcomes = await Promise.allSettled([
      ledger.markSent(unsent.kind === 'reserved' ? unsent.reservations : []),
      ledger.reserve(old, [claim(1)], { now, isLeaving: true }),
    ]);

    for (const outcome of outcomes) {
      expect(outcome.status === 'rejected' && hasCode(outcome.reason, 'LEASE_LOST')).toBe(true);
    }
  });

  it('counts what a dead holder sent until a later request tells the usage', async () => {
    const now = new Date(start);
    const later = (ms: number) => new Date(start + ms);
    await record(key, 10, now);
    await reserved(await take('one'), 3, later(1));
    const next = await take('one');

    const own = await reserved(next, 1, later(2));
    expect((await ledger.view([key]))[0]?.reserved).toBe(4);
    await setTime(later(3));
    await ledger.settle(next, own, { now: later(3), usage: told(14) });

    expect((await ledger.view([key]))[0]).toMatchObject({ used: 14, reserved: 0 });
  });

  it('merges what is known by origin and by tenant while requests are in flight', async () => {
    const now = new Date(start);
    const origin = { scope: 'example:https://a.example', name: key.name };
    const holder = await take('one');
    await record(origin, 20, now);
    const outcome = await ledger.reserve(holder, [{ ...claim(1), ...origin }], {
      now,
      isLeaving: true,
    });
    const reservations = outcome.kind === 'reserved' ? outcome.reservations : [];

    await Promise.all([
      ledger.bind(origin.scope, key.scope),
      ledger.bind(origin.scope, key.scope),
      ...Array.from({ length: 6 }, () =>
        ledger.reserve(holder, [{ ...claim(1), ...origin }], { now, isLeaving: true }),
      ),
    ]);
    const usage = told(27);
    await ledger.settle(holder, reservations, { now, usage });

    expect(await ledger.view([origin])).toMatchObject([
      { scope: key.scope, used: 27, reserved: 6 },
    ]);
    const { rows } = await database.pool.query('SELECT scope FROM rollcall.quota');
    expect(rows).toEqual([{ scope: key.scope }]);
  });

  it('keeps the last usage of five minutes, with our share and the beginning of a pause', async () => {
    const holder = await take('one');
    await database.pool.query('TRUNCATE rollcall.quota_sample');
    for (const [minutes, used] of [
      [0, 10],
      [4, 15],
      [6, 80],
    ] as const) {
      const at = new Date(start + minutes * 60_000);
      const own = await reserved(holder, 1, at);
      await ledger.settle(holder, own, { now: at, usage: told(used) });
    }
    const at = new Date(start + 7 * 60_000);
    await setTime(new Date(start + 6 * 60_000 + 30_000));
    await ledger.reserve(holder, [claim(1)], { now: at, isLeaving: true });

    const samples = await ledger.history([key], new Date(start));

    expect(samples).toMatchObject([
      { used: 15, limit, ours: 2, pausedUntil: undefined },
      { used: 80, ours: 3, pausedUntil: expect.any(Date) },
    ]);
  });

  it('lifts a pause for a person', async () => {
    const now = new Date(start);
    await record(key, 80, now);
    const holder = await take('one');
    const refused = await ledger.reserve(holder, [claim(1)], { now, isLeaving: true });

    await ledger.liftPause(key.scope);

    expect(refused.kind).toBe('refused');
    expect((await ledger.view([key]))[0]?.pausedUntil).toBeUndefined();
  });
});

function fail(): never {
  throw new Error('there are two holders');
}
