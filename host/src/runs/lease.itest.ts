import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import { assertHeld, isLease, type Lease, LeaseStore } from './lease.js';
import { leaseTransaction } from './lease-transaction.js';

let database: TemporaryDatabase;
let store: LeaseStore;
let integrationId: string;
let count = 0;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  store = new LeaseStore(database.db);
});

beforeEach(async () => {
  count += 1;
  integrationId = `integration-${count}`;
  await addTestIntegration(database, integrationId);
});

afterAll(() => database.close());

async function take(holder: string): Promise<Lease> {
  const taken = await store.acquire(integrationId, holder, `run of ${holder}`, 30);
  if (!isLease(taken)) throw new Error(`held by ${taken.heldBy}`);
  return taken;
}

async function expire(): Promise<void> {
  await sql`UPDATE rollcall.lease SET expires_at = now() - interval '1 second'
    WHERE integration_id = ${integrationId}`.execute(database.db);
}

async function assertOverPool(lease: Lease): Promise<void> {
  const client = await database.pool.connect();
  await assertHeld(client, lease).finally(() => client.release());
}

async function waitingForLocks(): Promise<unknown> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
  `.execute(database.db);
  return rows[0]?.count;
}

describe('a lease', () => {
  it('can be taken over while its old holder is frozen in what it prepares', async () => {
    const old = await take('a');
    const { promise: thawed, resolve: thaw } = Promise.withResolvers<void>();
    const stored = leaseTransaction(
      database.pool,
      old,
      async () => 'stored',
      () => thawed,
    );
    const outcome = expect(stored).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expire();

    const next = await take('b');
    thaw();

    expect(next.epoch).toBe(old.epoch + 1);
    await outcome;
  });

  it('goes to one of several workers that ask at once', async () => {
    const taken = await Promise.all(
      ['a', 'b', 'c', 'd'].map((holder) => store.acquire(integrationId, holder, 'run', 30)),
    );

    expect(taken.filter(isLease)).toHaveLength(1);
  });

  it('tells who holds it, for which run and for how long', async () => {
    await take('first');

    const held = await store.acquire(integrationId, 'second', 'run', 30);

    expect(held).toMatchObject({ heldBy: 'first', runId: 'run of first' });
    expect(isLease(held) ? 0 : held.expiresInMs).toBeGreaterThan(20_000);
  });

  it('is taken over with a higher epoch when it has expired', async () => {
    const first = await take('first');
    await expire();

    const second = await take('second');

    expect(second.epoch).toBe(first.epoch + 1);
    await expect(store.renew(first)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(assertOverPool(first)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(assertOverPool(second)).resolves.toBeUndefined();
  });

  it('stays with its holder when it expired and nobody took it', async () => {
    const lease = await take('first');
    await expire();

    await store.renew(lease);

    const held = await store.current(integrationId);
    expect(held?.expiresInMs).toBeGreaterThan(20_000);
  });

  it('is free at once after it was released, and of no use to its holder', async () => {
    const first = await take('first');

    await store.release(first);

    expect(await store.current(integrationId)).toBeUndefined();
    await expect(store.renew(first)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(assertOverPool(first)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect((await take('second')).epoch).toBe(first.epoch + 1);
  });

  it('is not released by one who lost it', async () => {
    const first = await take('first');
    await expire();
    const second = await take('second');

    await store.release(first);

    await expect(store.renew(second)).resolves.toBeUndefined();
  });

  it('cannot be taken while a transaction of its holder is open', async () => {
    const first = await take('first');
    await expire();
    const order: string[] = [];

    const taking = await leaseTransaction(database.pool, first, async () => {
      const second = take('second').then((lease) => {
        order.push('taken');
        return lease;
      });
      await expect.poll(waitingForLocks).toBe(1);
      order.push('committed');
      return { second };
    });
    await taking.second;

    expect(order).toEqual(['committed', 'taken']);
  });

  it('is for integrations that exist only', async () => {
    const taken = store.acquire('none', 'first', 'run', 30);

    await expect(taken).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
