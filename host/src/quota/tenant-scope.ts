import type { Pool, PoolClient } from 'pg';

import { lockExisting, lockQuotas, writeState } from './ledger-rows.js';
import { ledgerTransaction } from './ledger-transaction.js';
import { moveHistory } from './quota-history.js';
import { unknownQuota, worse } from './quota-state.js';

/** Names what is shared by everybody who sends to a tenant; its origin stands for one not known yet. */
export function scopeOf(pluginId: string, tenant: string): string {
  return `${pluginId}:${tenant}`;
}

/**
 * Says that an origin belongs to a tenant: what was known by the origin is merged into the tenant's
 * rows, each time the worse of both, and reservations move along. Does nothing the second time.
 */
export function bindScope(pool: Pool, originScope: string, tenantScope: string): Promise<void> {
  if (originScope === tenantScope) return Promise.resolve();
  return ledgerTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO rollcall.quota_scope (origin_scope, tenant_scope) VALUES ($1, $2)
       ON CONFLICT (origin_scope) DO UPDATE SET tenant_scope = excluded.tenant_scope`,
      [originScope, tenantScope],
    );
    const { rows } = await client.query<{ name: string }>(
      'SELECT name FROM rollcall.quota WHERE scope = $1 ORDER BY name',
      [originScope],
    );
    for (const { name } of rows) await merge(client, name, { originScope, tenantScope });
  });
}

/** Ends a pause before its time, for a person who raised the ceiling. */
export async function liftPause(pool: Pool, scope: string): Promise<void> {
  await pool.query(
    `UPDATE rollcall.quota SET paused_until = NULL WHERE scope = coalesce(
       (SELECT tenant_scope FROM rollcall.quota_scope WHERE origin_scope = $1), $1)`,
    [scope],
  );
}

async function merge(
  client: PoolClient,
  name: string,
  scopes: { originScope: string; tenantScope: string },
): Promise<void> {
  const { originScope, tenantScope } = scopes;
  const tenantKey = { scope: tenantScope, name };
  const [tenant] = await lockQuotas(client, [tenantKey]);
  const [origin] = await lockExisting(client, [{ scope: originScope, name }]);
  if (origin === undefined) return;
  await writeState(client, tenantKey, worse(tenant?.state ?? unknownQuota, origin.state));
  await client.query(
    'UPDATE rollcall.quota_reservation SET scope = $2 WHERE scope = $1 AND name = $3',
    [originScope, tenantScope, name],
  );
  await moveHistory(client, name, scopes);
  await client.query('DELETE FROM rollcall.quota WHERE scope = $1 AND name = $2', [
    originScope,
    name,
  ]);
}
