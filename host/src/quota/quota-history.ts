import type { Pool, PoolClient } from 'pg';

import type { QuotaKey } from './ledger-rows.js';
import type { QuotaState } from './quota-state.js';

/** Usage of a quota at one time, for charts. */
export interface QuotaSample extends QuotaKey {
  readonly at: Date;
  readonly used: number | undefined;
  readonly limit: number | undefined;
  /** What requests of ours had spent until then, ever: differences tell how much of the rise was ours. */
  readonly ours: number;
  /** Set where a pause began. */
  readonly pausedUntil: Date | undefined;
}

/** Fast collections bring a reading each few milliseconds. */
const slotMs = 5 * 60_000;

/** Counts what a request of ours spent. The quota's row is locked by the present transaction. */
export async function countOurs(client: PoolClient, key: QuotaKey, cost: number): Promise<void> {
  if (cost === 0) return;
  await client.query('UPDATE rollcall.quota SET ours = ours + $3 WHERE scope = $1 AND name = $2', [
    key.scope,
    key.name,
    cost,
  ]);
}

/** Keeps a sample of a state: the last one of each five minutes stays, and the beginning of a pause. */
export async function keepSample(
  client: PoolClient,
  key: QuotaKey,
  sample: { readonly state: QuotaState; readonly at: Date; readonly pausedUntil?: Date },
): Promise<void> {
  const { state, at, pausedUntil } = sample;
  await client.query(
    `INSERT INTO rollcall.quota_sample AS s (scope, name, slot, at, used, max, ours, paused_until)
     SELECT scope, name, $3, $4, $5, $6, ours, $7 FROM rollcall.quota
     WHERE scope = $1 AND name = $2
     ON CONFLICT (scope, name, slot) DO UPDATE SET at = excluded.at, used = excluded.used,
       max = excluded.max, ours = excluded.ours,
       paused_until = coalesce(excluded.paused_until, s.paused_until)`,
    [
      ...[key.scope, key.name, new Date(Math.floor(at.getTime() / slotMs) * slotMs), at],
      ...[state.used ?? null, state.limit ?? null, pausedUntil ?? null],
    ],
  );
}

/** Gives the history of an origin to the tenant that it turned out to belong to. */
export async function moveHistory(
  client: PoolClient,
  name: string,
  scopes: { readonly originScope: string; readonly tenantScope: string },
): Promise<void> {
  const parameters = [scopes.originScope, scopes.tenantScope, name];
  await client.query(
    `WITH moved AS (DELETE FROM rollcall.quota_sample WHERE scope = $1 AND name = $3 RETURNING *)
     INSERT INTO rollcall.quota_sample (scope, name, slot, at, used, max, ours, paused_until)
     SELECT $2, name, slot, at, used, max, ours, paused_until FROM moved ON CONFLICT DO NOTHING`,
    parameters,
  );
  await client.query(
    `UPDATE rollcall.quota q SET ours = q.ours + o.ours FROM rollcall.quota o
     WHERE q.scope = $2 AND q.name = $3 AND o.scope = $1 AND o.name = $3`,
    parameters,
  );
}

/** Samples of quotas since then, oldest first. */
export async function readHistory(
  pool: Pool,
  keys: readonly QuotaKey[],
  since: Date,
): Promise<readonly QuotaSample[]> {
  const { rows } = await pool.query<{
    scope: string;
    name: string;
    at: Date;
    used: number | null;
    max: number | null;
    ours: number;
    paused_until: Date | null;
  }>(
    `SELECT scope, name, at, used, max, ours, paused_until FROM rollcall.quota_sample
     WHERE (scope, name) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND at >= $3
     ORDER BY at`,
    [keys.map(({ scope }) => scope), keys.map(({ name }) => name), since],
  );
  return rows.map((row) => ({
    scope: row.scope,
    name: row.name,
    at: row.at,
    used: row.used === null ? undefined : Number(row.used),
    limit: row.max === null ? undefined : Number(row.max),
    ours: Number(row.ours),
    pausedUntil: row.paused_until ?? undefined,
  }));
}
