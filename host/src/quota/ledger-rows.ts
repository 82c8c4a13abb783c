import type { PoolClient } from 'pg';

import type { Held } from './ceiling.js';
import { QuotaMoved } from './ledger-transaction.js';
import type { QuotaState } from './quota-state.js';

/** Names one quota of one tenant. */
export interface QuotaKey {
  /** `<plugin id>:<tenant id, or origin until it is known>`. */
  readonly scope: string;
  /** Name in the manifest. */
  readonly name: string;
}

/** A quota whose row is locked by the present transaction. */
export interface LockedQuota extends QuotaKey {
  readonly state: QuotaState;
}

/** Holders without a lease (integrations that are not saved) count as gone after this long. */
const unsavedMinutes = 10;

interface QuotaRow {
  scope: string;
  name: string;
  used: string | number | null;
  max: string | number | null;
  reading_began_at: Date | null;
  read_at: Date | null;
  shown_at: Date | null;
  others_per_second: number;
  paused_until: Date | null;
  exhausted_at: Date | null;
  recent: readonly { readonly used: number; readonly arrivedAt: string }[];
}

/** Which scopes turned out to belong to a tenant; others are left out. */
export async function tenantScopes(
  client: PoolClient,
  keys: readonly QuotaKey[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ origin_scope: string; tenant_scope: string }>(
    'SELECT origin_scope, tenant_scope FROM rollcall.quota_scope WHERE origin_scope = ANY($1)',
    [[...new Set(keys.map(({ scope }) => scope))]],
  );
  return new Map(rows.map((row) => [row.origin_scope, row.tenant_scope]));
}

/**
 * Locks the rows in one order for everybody, making those that are missing. Each later statement of
 * the transaction sees what was committed before the lock was ours.
 */
export async function lockQuotas(
  client: PoolClient,
  keys: readonly QuotaKey[],
): Promise<readonly LockedQuota[]> {
  let locked = await lockExisting(client, keys);
  if (locked.length < keys.length) {
    await client.query(
      `INSERT INTO rollcall.quota (scope, name)
       SELECT * FROM unnest($1::text[], $2::text[]) AS k ON CONFLICT DO NOTHING`,
      [keys.map(({ scope }) => scope), keys.map(({ name }) => name)],
    );
    locked = await lockExisting(client, keys);
    // The tenant may have become known while this waited for a row that is gone now.
    if (locked.length < keys.length || (await tenantScopes(client, keys)).size > 0) {
      throw new QuotaMoved();
    }
  }
  return locked;
}

/** Locks those rows that there are. */
export async function lockExisting(
  client: PoolClient,
  keys: readonly QuotaKey[],
): Promise<readonly LockedQuota[]> {
  const { rows } = await client.query<QuotaRow>(
    `SELECT q.* FROM rollcall.quota q
     WHERE (q.scope, q.name) IN (SELECT * FROM unnest($1::text[], $2::text[]))
     ORDER BY q.scope, q.name FOR UPDATE OF q`,
    [keys.map(({ scope }) => scope), keys.map(({ name }) => name)],
  );
  return rows.map((row) => ({ scope: row.scope, name: row.name, state: toState(row) }));
}

/** Writes what is known of a quota whose row is locked. */
export async function writeState(
  client: PoolClient,
  key: QuotaKey,
  state: QuotaState,
): Promise<void> {
  await client.query(
    `UPDATE rollcall.quota SET used = $3, max = $4, reading_began_at = $5, read_at = $6,
       others_per_second = $7, paused_until = $8, exhausted_at = $9, shown_at = $10,
       recent = $11
     WHERE scope = $1 AND name = $2`,
    [
      key.scope,
      key.name,
      state.used ?? null,
      state.limit ?? null,
      state.readingBeganAt ?? null,
      state.readAt ?? null,
      state.othersPerSecond,
      state.pausedUntil ?? null,
      state.exhaustedAt ?? null,
      state.shownAt ?? null,
      JSON.stringify(state.recent),
    ],
  );
}

/** What is held of a quota, and the database's time of that. */
export interface HeldNow extends Held {
  readonly databaseNow: Date;
}

/**
 * What is held of a quota whose row is locked. On the way the reservations of holders that are gone
 * end: what never left is released, the rest is spent.
 */
export async function heldOf(client: PoolClient, key: QuotaKey, timeSql: string): Promise<HeldNow> {
  const { rows } = await client.query<{ in_flight: string; spent: string; database_now: Date }>(
    `WITH held AS (
       SELECT r.id, r.cost, r.settled, r.sent_at, NOT r.settled AND CASE WHEN r.epoch = 0
         THEN r.created_at < clock_timestamp() - make_interval(mins => $3)
         ELSE l.epoch IS DISTINCT FROM r.epoch OR l.expires_at <= clock_timestamp() END AS gone
       FROM rollcall.quota_reservation r
       LEFT JOIN rollcall.lease l ON l.integration_id = r.integration_id AND r.epoch <> 0
       WHERE r.scope = $1 AND r.name = $2
     ), spent AS (
       UPDATE rollcall.quota_reservation r SET settled = true FROM held
       WHERE r.id = held.id AND held.gone AND held.sent_at IS NOT NULL
     ), released AS (
       DELETE FROM rollcall.quota_reservation r USING held
       WHERE r.id = held.id AND held.gone AND r.sent_at IS NULL
     )
     SELECT coalesce(sum(cost) FILTER (WHERE NOT settled AND NOT gone), 0) AS in_flight,
       coalesce(sum(cost) FILTER (WHERE settled OR (gone AND sent_at IS NOT NULL)), 0) AS spent,
       ${timeSql} AS database_now
     FROM held`,
    [key.scope, key.name, unsavedMinutes],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate gives one row');
  const { in_flight, spent, database_now } = row;
  return { inFlight: Number(in_flight), spent: Number(spent), databaseNow: database_now };
}

/**
 * Forgets what was spent before a reading's request began, and says how much that was. What a holder
 * sent that is gone counts as spent, also when nobody has asked about it since.
 */
export async function clearSpent(
  client: PoolClient,
  key: QuotaKey,
  beganAt: Date,
): Promise<number> {
  const { rows } = await client.query<{ cost: number }>(
    `DELETE FROM rollcall.quota_reservation r
     WHERE r.scope = $1 AND r.name = $2 AND r.sent_at < $3 AND (r.settled OR CASE WHEN r.epoch = 0
       THEN r.created_at < clock_timestamp() - make_interval(mins => $4)
       ELSE NOT EXISTS (SELECT FROM rollcall.lease l WHERE l.integration_id = r.integration_id
         AND l.epoch = r.epoch AND l.expires_at > clock_timestamp()) END) RETURNING cost`,
    [key.scope, key.name, beganAt, unsavedMinutes],
  );
  return rows.reduce((sum, { cost }) => sum + cost, 0);
}

function toState(row: QuotaRow): QuotaState {
  return {
    used: row.used === null ? undefined : Number(row.used),
    limit: row.max === null ? undefined : Number(row.max),
    readingBeganAt: row.reading_began_at ?? undefined,
    readAt: row.read_at ?? undefined,
    shownAt: row.shown_at ?? undefined,
    othersPerSecond: row.others_per_second,
    pausedUntil: row.paused_until ?? undefined,
    exhaustedAt: row.exhausted_at ?? undefined,
    recent: row.recent.map(({ used, arrivedAt }) => ({ used, arrivedAt: new Date(arrivedAt) })),
  };
}
