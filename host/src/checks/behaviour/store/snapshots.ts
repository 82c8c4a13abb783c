import type { Pool, PoolClient } from 'pg';

import type { SavedPass } from '../pass/behaviour-pass.js';

/** Where a pass may continue. */
export interface Snapshot {
  /** Epoch milliseconds by the provider's clock: everything before it has been judged. */
  readonly at: number;
  readonly state: SavedPass;
}

/** Whose snapshots, and which of them are of use. */
export interface SnapshotQuery {
  readonly pool: Pool;
  readonly integrationId: string;
  /** Which checks with which thresholds; what others left is of no use. */
  readonly version: string;
}

const eventTables = ['facts.sign_ins', 'facts.factor_events', 'facts.audit_events'];

/**
 * The latest snapshot that no row came too late for; undefined when all must be read again. Later ones
 * are removed, with what a run that broke off left behind.
 */
export async function chooseSnapshot(query: SnapshotQuery): Promise<Snapshot | undefined> {
  const { pool, integrationId, version } = query;
  const { rows } = await pool.query<{ at: string | number; seen_until: string }>(
    `SELECT at, seen_until::text FROM rollcall.behaviour_snapshot
      WHERE integration_id = $1 AND version = $2 ORDER BY at DESC`,
    [integrationId, version],
  );
  const [latest] = rows;
  const lateAt = latest && (await earliestLate(query, Number(latest.at), latest.seen_until));
  const chosen = rows.find(({ at }) => lateAt === undefined || Number(at) <= lateAt);
  const at = chosen === undefined ? undefined : Number(chosen.at);
  await removeAfter(query, at ?? Number.MIN_SAFE_INTEGER);
  return at === undefined ? undefined : read(query, at);
}

/** When the latest row of today was first seen, as text with microseconds; null without rows. */
export async function latestFirstSeen({
  pool,
  integrationId,
}: SnapshotQuery): Promise<string | null> {
  const each = eventTables.map(
    (table) => `(SELECT max(first_seen) FROM ${table} WHERE integration_id = $1)`,
  );
  const { rows } = await pool.query<{ seen: string | null }>(
    `SELECT greatest(${each.join(', ')})::text AS seen`,
    [integrationId],
  );
  return rows[0]?.seen ?? null;
}

/** Makes a snapshot valid: what was put into the memory for it counts from now on. */
export async function publishSnapshot(
  client: PoolClient,
  { integrationId, version }: SnapshotQuery,
  snapshot: Snapshot & { readonly seenUntil: string; readonly takenAt: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO rollcall.behaviour_snapshot (integration_id, at, version, seen_until, taken_at, state)
      VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      integrationId,
      snapshot.at,
      version,
      snapshot.seenUntil,
      snapshot.takenAt,
      JSON.stringify(snapshot.state),
    ],
  );
}

/** Keeps the latest snapshot, and the first of each of the last days for rows that come late. */
export async function thinSnapshots(
  client: PoolClient,
  { integrationId }: SnapshotQuery,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ at: string | number }>(
    'SELECT at FROM rollcall.behaviour_snapshot WHERE integration_id = $1 ORDER BY at',
    [integrationId],
  );
  const all = rows.map(({ at }) => Number(at));
  const kept = keptSnapshots(all);
  await client.query(
    `DELETE FROM rollcall.behaviour_snapshot WHERE integration_id = $1 AND at <> ALL ($2::bigint[])`,
    [integrationId, kept],
  );
  return kept;
}

/** Which of the snapshots stay (pure). */
export function keptSnapshots(ascending: readonly number[]): readonly number[] {
  const latest = ascending.at(-1) ?? 0;
  const firsts = new Map<number, number>();
  for (const at of ascending) {
    const day = Math.floor(at / dayMs);
    if (!firsts.has(day) && day >= Math.floor(latest / dayMs) - daysKept) firsts.set(day, at);
  }
  return [...new Set([...firsts.values(), latest])];
}

const dayMs = 86_400_000;
const daysKept = 4;

/** The time of the earliest row that a snapshot should have seen and has not. */
async function earliestLate(
  { pool, integrationId }: SnapshotQuery,
  before: number,
  seenUntil: string,
): Promise<number | undefined> {
  const each = eventTables.map(
    (table) => `SELECT min("time") AS at FROM ${table}
      WHERE integration_id = $1 AND first_seen > $2 AND "time" < to_timestamp($3::float8 / 1000)`,
  );
  const { rows } = await pool.query<{ at: number | null }>(
    `SELECT extract(epoch FROM min(at))::float8 * 1000 AS at FROM (${each.join(' UNION ALL ')}) late`,
    [integrationId, seenUntil, before],
  );
  return rows[0]?.at ?? undefined;
}

async function removeAfter({ pool, integrationId }: SnapshotQuery, at: number): Promise<void> {
  await pool.query(
    'DELETE FROM rollcall.behaviour_snapshot WHERE integration_id = $1 AND at > $2',
    [integrationId, at],
  );
  await pool.query('DELETE FROM rollcall.behaviour_memory WHERE integration_id = $1 AND at > $2', [
    integrationId,
    at,
  ]);
}

async function read({ pool, integrationId }: SnapshotQuery, at: number): Promise<Snapshot> {
  const { rows } = await pool.query<{ state: string }>(
    'SELECT state FROM rollcall.behaviour_snapshot WHERE integration_id = $1 AND at = $2',
    [integrationId, at],
  );
  return { at, state: JSON.parse(rows[0]?.state ?? '') };
}
