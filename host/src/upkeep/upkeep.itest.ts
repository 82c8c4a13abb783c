import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import type { Integration, IntegrationOptions } from '../integrations/integration.js';
import { deleteInSteps } from './bounded-steps.js';
import { oldFacts } from './old-facts.js';
import { keepUp } from './upkeep.js';

const now = new Date('2026-06-01T12:00:00Z');
const day = 24 * 3_600_000;
const ago = (days: number) => new Date(now.getTime() - days * day);
const never = new AbortController().signal;

let database: TemporaryDatabase;
let id = '';
let serial = 0;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
});

afterAll(() => database.close());

beforeEach(async () => {
  serial += 1;
  id = `integration-${serial}`;
  await addTestIntegration(database, id);
});

function keepUpWith(options: IntegrationOptions) {
  const { pool } = database;
  const integration: Integration = {
    ...{ id, pluginId: 'example', pluginDigest: 'none', name: id, config: {}, options },
    ...{ paused: false, createdAt: now, updatedAt: now },
  };
  return keepUp(
    {
      pool,
      clock: { now: () => now },
      integrations: { list: async () => [integration] },
      keep: { runDays: 400, auditDays: 30 },
    },
    never,
  );
}

async function addSignIn(signInId: string, time: Date): Promise<void> {
  await database.pool.query(
    `INSERT INTO facts.sign_ins (integration_id, id, "time", outcome, stream, content_hash, first_seen, last_seen)
     VALUES ($1, $2, $3, 'success', 'sign-ins', '', $3, $3)`,
    [id, signInId, time],
  );
}

async function addAccount(accountId: string, goneAt: Date | null): Promise<void> {
  await database.pool.query(
    `INSERT INTO facts.accounts (integration_id, id, username, state, kind, stream, content_hash, first_seen, last_seen, gone_at)
     VALUES ($1, $2, $2, 'active', 'human', 'accounts', '', $3, $3, $4)`,
    [id, accountId, ago(500), goneAt],
  );
}

async function addRun(runId: string, requestedAt: Date, status = 'succeeded'): Promise<void> {
  await database.pool.query(
    `INSERT INTO rollcall.run (id, integration_id, hook, trigger, status, requested_at)
     VALUES ($1, $2, 'collect', 'schedule', $3, $4)`,
    [runId, id, status, requestedAt],
  );
  await database.pool.query(
    `INSERT INTO rollcall.run_event (run_id, at, type, data) VALUES ($1, $2, 'status', '{}')`,
    [runId, requestedAt],
  );
}

async function idsOf(table: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE integration_id = $1 ORDER BY id`,
    [id],
  );
  return rows.map((row) => row.id);
}

describe('upkeep', () => {
  it('deletes events older than their retention, and objects that are gone for longer', async () => {
    await addSignIn('old', ago(91));
    await addSignIn('young', ago(89));
    await addAccount('gone long ago', ago(91));
    await addAccount('gone lately', ago(89));
    await addAccount('present', null);

    const deleted = await keepUpWith({ retention: { sign_in: '90d', account: '90d' } });

    expect(deleted).toEqual({ sign_in: 1, account: 1 });
    expect(await idsOf('facts.sign_ins')).toEqual(['young']);
    expect(await idsOf('facts.accounts')).toEqual(['gone lately', 'present']);
  });

  it('keeps everything where no retention was chosen', async () => {
    await addSignIn('old', ago(5000));

    expect(await keepUpWith({})).toEqual({});
    expect(await idsOf('facts.sign_ins')).toEqual(['old']);
  });

  it('goes on the next time when there is more than it may delete at once', async () => {
    for (let index = 0; index < 7; index += 1) await addSignIn(`s${index}`, ago(100));
    const step = { ...oldFacts({ integrationId: id, entity: 'sign_in', before: ago(1) }), rows: 2 };

    const deleted = await deleteInSteps(database.pool, step, { mostSteps: 2, signal: never });

    expect(deleted).toBe(4);
    expect(await idsOf('facts.sign_ins')).toHaveLength(3);
  });

  it('deletes runs after 400 days, but none that is open', async () => {
    await addRun(`${id} old`, ago(401));
    await addRun(`${id} open`, ago(401), 'running');
    await addRun(`${id} young`, ago(399));

    await keepUpWith({});

    expect(await idsOf('rollcall.run')).toEqual([`${id} open`, `${id} young`]);
  });

  it('deletes entries of the audit log after the days that were chosen', async () => {
    const { pool } = database;
    for (const at of [ago(31), ago(29)]) {
      await pool.query(
        `INSERT INTO rollcall.audit_log (at, actor_kind, actor, action, result)
         VALUES ($1, 'cli', 'cli', 'integration.add', 'done')`,
        [at],
      );
    }

    const deleted = await keepUpWith({});

    expect(deleted).toEqual({ audit_log: 1 });
    const { rows } = await pool.query('SELECT at FROM rollcall.audit_log');
    expect(rows).toEqual([{ at: ago(29) }]);
  });

  it('deletes events of runs that are old and not among the latest', async () => {
    for (let index = 0; index < 202; index += 1)
      await addRun(`${id} ${index}`, ago(31 + index / 10));

    const deleted = await keepUpWith({});

    expect(deleted).toEqual({ run_event: 2 });
    expect(await idsOf('rollcall.run')).toHaveLength(202);
  });
});
