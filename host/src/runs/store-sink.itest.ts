import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ManifestStream } from '@rollcall/core';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { isLease, type Lease, LeaseStore } from './lease.js';
import { StoreSink } from './store-sink.js';

const accounts: ManifestStream = {
  name: 'accounts',
  title: 'Accounts',
  entity: 'account',
  primaryKey: ['id'],
  mode: 'snapshot',
};
const signIns: ManifestStream = {
  ...accounts,
  name: 'sign-ins',
  entity: 'sign_in',
  mode: 'incremental',
};

let home: string;
let database: Database;
let lease: Lease;
let now = new Date('2026-11-25T12:00:00Z');
let serial = 0;

const account = (id: string, more: object = {}) => ({
  id,
  username: `${id}@acme.example`,
  state: 'active',
  kind: 'human',
  ...more,
});
const signIn = (id: string) => ({ id, time: '2026-11-25T11:00:00.000Z', outcome: 'success' });
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rollcall-sink-'));
  database = await openDatabase({ source: { home, runtimeDir: tmpdir() } });
  await migrate(database.db);
});

afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

beforeEach(async () => {
  now = new Date('2026-11-25T12:00:00Z');
  serial += 1;
  await database.pool.query(
    `INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version,
       options, paused, created_at, updated_at)
     VALUES ($1, 'p', 'd', $1, '{}', 1, '{}', false, now(), now())`,
    [`i${serial}`],
  );
  await database.pool.query(
    `INSERT INTO rollcall.run (id, integration_id, hook, trigger, status, requested_at)
     VALUES ($1, $2, 'collect', 'person', 'running', now())`,
    [`r${serial}`, `i${serial}`],
  );
  for (const stream of ['accounts', 'sign-ins']) {
    await database.pool.query(
      `INSERT INTO rollcall.run_stream (run_id, stream, status) VALUES ($1, $2, 'waiting')`,
      [`r${serial}`, stream],
    );
  }
  lease = await takeLease();
});

async function takeLease(): Promise<Lease> {
  const taken = await new LeaseStore(database.db).acquire(`i${serial}`, 'w', `r${serial}`, 300);
  if (!isLease(taken)) throw new Error('the lease is not free');
  return taken;
}

function sink(more: Partial<ConstructorParameters<typeof StoreSink>[0]> = {}): StoreSink {
  return new StoreSink({
    pool: database.pool,
    clock: { now: () => now, providerNow: () => now },
    lease,
    runId: `r${serial}`,
    passOwner: '1.0.0 org',
    keepRaw: true,
    disk: { assertRoom: async () => undefined },
    ...more,
  });
}

const commit = (into: StoreSink, stream: string, records: readonly object[], cursor?: unknown) =>
  into.commit({
    stream,
    records: records.map((record) => JSON.stringify(record)).join('\n'),
    cursor: cursor === undefined ? undefined : JSON.stringify(cursor),
  });

async function rows(table: string) {
  const found = await database.pool.query(
    `SELECT * FROM facts."${table}" WHERE integration_id = $1 ORDER BY id`,
    [`i${serial}`],
  );
  return found.rows;
}

describe('StoreSink', () => {
  it('stores each record once, however often it comes, and counts what is new and what changed', async () => {
    const into = sink();
    await into.open(signIns);

    const first = await commit(into, 'sign-ins', [signIn('a'), signIn('b'), signIn('a')]);
    const second = await commit(into, 'sign-ins', [
      signIn('b'),
      { ...signIn('a'), country: 'DE' },
      signIn('c'),
    ]);

    expect(first).toEqual({ records: 2, inserted: 2, updated: 0 });
    expect(second).toEqual({ records: 3, inserted: 1, updated: 1 });
    expect((await rows('sign_ins')).map((row) => [row.id, row.country])).toEqual([
      ['a', 'DE'],
      ['b', null],
      ['c', null],
    ]);
  });

  it('keeps the cursor with the records, and gives it to the next run', async () => {
    const into = sink();
    await into.open(signIns);
    await commit(into, 'sign-ins', [signIn('a')], { after: 'a' });
    await commit(into, 'sign-ins', [signIn('b')]);

    expect(await sink().open(signIns)).toBe('{"after":"a"}');
  });

  it('stores neither records nor cursor when one record is wrong', async () => {
    const into = sink();
    await into.open(signIns);

    const failed = commit(into, 'sign-ins', [signIn('a'), { id: 'b', time: 'noon' }], {
      after: 'b',
    });

    await expect(failed).rejects.toMatchObject({ code: 'RECORD_INVALID' });
    expect(await rows('sign_ins')).toEqual([]);
    expect(await sink().open(signIns)).toBeUndefined();
  });

  it('stores nothing once another worker has the lease', async () => {
    const into = sink();
    await into.open(signIns);
    await new LeaseStore(database.db).release(lease);
    await takeLease();

    await expect(commit(into, 'sign-ins', [signIn('a')])).rejects.toMatchObject({
      code: 'LEASE_LOST',
    });
    expect(await rows('sign_ins')).toEqual([]);
  });

  it('marks as gone what a complete pass did not see, and brings back what returns', async () => {
    const pass = async (ids: readonly string[], visibility: 'all' | 'own') => {
      const into = sink();
      await into.open(accounts);
      await commit(
        into,
        'accounts',
        ids.map((id) => account(id)),
      );
      return into.completePass('accounts', visibility);
    };
    const gone = async () =>
      (await rows('accounts')).filter((row) => row.gone_at !== null).map((row) => row.id);

    await pass(['a', 'b', 'c'], 'all');
    const second = await pass(['a', 'b'], 'all');
    const goneAfterSecond = await gone();
    await pass(['c'], 'own');
    const goneAfterThird = await gone();

    expect(second).toEqual({ gone: 1 });
    expect(goneAfterSecond).toEqual(['c']);
    expect(goneAfterThird).toEqual([]);
  });

  it('marks nothing when too much is missing, until a pass an hour later agrees', async () => {
    const many = Array.from({ length: 300 }, (_, index) => account(`a${index}`));
    const pass = async (records: readonly object[]) => {
      const into = sink();
      await into.open(accounts);
      await commit(into, 'accounts', records);
      return into.completePass('accounts', 'all');
    };
    await pass(many);

    const shrank = pass(many.slice(0, 100));
    await expect(shrank).rejects.toMatchObject({ code: 'SNAPSHOT_SHRANK' });
    later(3_600_000);
    const confirmed = await pass(many.slice(0, 100));

    expect(confirmed).toEqual({ gone: 200 });
  });

  it('continues an open pass within a day, and begins anew after it or for another tenant', async () => {
    const into = sink();
    await into.open(accounts);
    await commit(into, 'accounts', [account('a')], { page: 2 });

    const sameDay = await sink().open(accounts);
    const otherTenant = await sink({ passOwner: '1.0.0 other' }).open(accounts);
    await commit(into, 'accounts', [account('a')], { page: 2 });
    later(25 * 3_600_000);
    const nextDay = await sink().open(accounts);

    expect(sameDay).toBe('{"page":2}');
    expect(otherTenant).toBeUndefined();
    expect(nextDay).toBeUndefined();
  });

  it('keeps every text, list and instant as it was', async () => {
    const into = sink();
    await into.open(accounts);

    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const name = text.replaceAll('\0', '');
        await commit(into, 'accounts', [account('x', { displayName: name, raw: { name } })]);

        const [row] = await rows('accounts');

        expect(row.display_name).toBe(name);
        expect(row.raw).toEqual({ name });
      }),
      { numRuns: 30 },
    );
  });

  it('drops the provider’s other fields when raw is off', async () => {
    const into = sink({ keepRaw: false });
    await into.open(accounts);

    await commit(into, 'accounts', [account('a', { raw: { Phone: '1' } })]);

    expect((await rows('accounts'))[0].raw).toBeNull();
  });
});
