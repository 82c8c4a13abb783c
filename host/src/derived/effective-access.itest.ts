import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import { inTransaction } from '../db/transaction.js';
import { deriveEffectiveAccess } from './effective-access.js';

const day = 24 * 3_600_000;
const start = Date.UTC(2026, 5, 1);
const at = (days: number) => new Date(start + days * day);

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await addTestIntegration(database, 'i');
});

afterAll(() => database.close());

async function account(id: string, state = 'active', profileId: string | null = null) {
  await database.pool.query(
    `INSERT INTO facts.accounts (integration_id, id, username, state, kind, profile_id, stream, content_hash, first_seen, last_seen)
     VALUES ('i', $1, $1, $2, 'human', $3, 'accounts', '', $4, $4)`,
    [id, state, profileId, at(0)],
  );
}

async function role(id: string, capabilities: readonly string[]) {
  await database.pool.query(
    `INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, stream, content_hash, first_seen, last_seen)
     VALUES ('i', $1, 'Role ' || $1, 'permission_set', $2, 'roles', '', $3, $3)`,
    [id, capabilities, at(0)],
  );
}

async function assign(accountId: string, roleId: string, via: string, seenAt: Date) {
  await database.pool.query(
    `INSERT INTO facts.role_assignments (integration_id, id, account_id, role_id, via, stream, content_hash, first_seen, last_seen)
     VALUES ('i', $1 || ':' || $2, $1, $2, $3, 'role-assignments', '', $4, $4)`,
    [accountId, roleId, via, seenAt],
  );
}

async function derived(now: Date) {
  await inTransaction(database.pool, (client) => deriveEffectiveAccess(client, 'i', now));
  const { rows } = await database.pool.query(
    `SELECT id, via, since, first_seen, gone_at FROM facts.effective_access
     WHERE integration_id = 'i' ORDER BY id`,
  );
  return rows;
}

describe('effective access', () => {
  it('is who holds which capability, by which path, since when, and until when', async () => {
    await account('ann', 'active', 'profile');
    await account('bob');
    await account('cid', 'deactivated');
    await role('profile', ['api.enabled']);
    await role('admin', ['data.view_all', 'users.manage']);
    await assign('cid', 'admin', 'direct', at(0));
    await assign('bob', 'admin', 'group', at(0));

    const first = await derived(at(0));
    await assign('ann', 'admin', 'direct', at(5));
    await database.pool.query(
      `UPDATE facts.role_assignments SET gone_at = $1 WHERE account_id = 'bob'`,
      [at(5)],
    );
    const second = await derived(at(5));
    const third = await derived(at(6));

    const seen = { first_seen: at(0), gone_at: null, since: null };
    expect(first).toEqual([
      { id: 'ann:api.enabled:profile', via: 'profile', ...seen },
      { id: 'bob:data.view_all:admin', via: 'group', ...seen },
      { id: 'bob:users.manage:admin', via: 'group', ...seen },
    ]);
    const later = { first_seen: at(5), gone_at: null, since: at(5) };
    expect(second).toEqual([
      { id: 'ann:api.enabled:profile', via: 'profile', ...seen },
      { id: 'ann:data.view_all:admin', via: 'direct', ...later },
      { id: 'ann:users.manage:admin', via: 'direct', ...later },
      { id: 'bob:data.view_all:admin', via: 'group', ...seen, gone_at: at(5) },
      { id: 'bob:users.manage:admin', via: 'group', ...seen, gone_at: at(5) },
    ]);
    expect(third).toEqual(second);
  });
});
