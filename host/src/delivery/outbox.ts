import type { Pool, PoolClient } from 'pg';

import type { Severity } from '../checks/check.js';

/** Something that targets are told. */
export interface OutboxMessage {
  /** What it is about: messages about one finding arrive in order. */
  readonly findingId: string;
  /** The same at each try. */
  readonly key: string;
  /** JSON text. */
  readonly body: string;
  readonly severity: Severity;
  readonly at: Date;
}

/** Puts messages into the outbox of each target that wants their severity. */
export async function enqueue(
  client: PoolClient,
  messages: readonly OutboxMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const records = messages.map(({ findingId, key, body, severity, at }, order) => ({
    finding: findingId,
    key,
    body,
    severity,
    at,
    order,
  }));
  await client.query(
    `INSERT INTO rollcall.delivery_outbox (target_id, finding_id, key, body, created_at, next_try_at)
     SELECT t.id, m.finding, m.key, m.body, m.at, m.at
     FROM json_to_recordset($1) AS m (finding text, key text, body text,
       severity rollcall.severity, at timestamptz, "order" integer)
     JOIN rollcall.delivery_target t ON m.severity >= t.min_severity
     ORDER BY m."order"`,
    [JSON.stringify(records)],
  );
}

/** A message that this process may deliver now. */
export interface ClaimedMessage {
  readonly id: number;
  readonly targetId: string;
  readonly key: string;
  readonly body: string;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** How long others leave a claimed message alone: longer than a batch of it takes. */
const claimMs = 180_000;
const claimedAtOnce = 16;

/**
 * Takes messages that are due, oldest first, of each finding and target only the first that waits: so
 * they arrive in order. A claim that its process does not live to settle is due again by itself.
 */
export async function claim(pool: Pool, now: Date): Promise<readonly ClaimedMessage[]> {
  const { rows } = await pool.query<{
    id: number;
    target_id: string;
    key: string;
    body: string;
    tries: number;
  }>(
    `WITH due AS (
       SELECT id FROM rollcall.delivery_outbox o
       WHERE next_try_at <= $1 AND NOT EXISTS (
         SELECT FROM rollcall.delivery_outbox before WHERE before.target_id = o.target_id
           AND before.finding_id = o.finding_id AND before.id < o.id)
       ORDER BY id LIMIT ${claimedAtOnce} FOR UPDATE SKIP LOCKED)
     UPDATE rollcall.delivery_outbox o SET tries = tries + 1, next_try_at = $2
     FROM due WHERE o.id = due.id RETURNING o.id, target_id, key, body, tries`,
    [now, new Date(now.getTime() + claimMs)],
  );
  return rows
    .map(({ target_id, ...row }) => ({ ...row, targetId: target_id }))
    .toSorted((a, b) => a.id - b.id);
}

/** It has arrived. */
export async function settle(pool: Pool, id: number): Promise<void> {
  await pool.query('DELETE FROM rollcall.delivery_outbox WHERE id = $1', [id]);
}

/** It is tried again then. */
export async function postpone(pool: Pool, id: number, until: Date): Promise<void> {
  await pool.query('UPDATE rollcall.delivery_outbox SET next_try_at = $2 WHERE id = $1', [
    id,
    until,
  ]);
}

/** Lets a target rest: nothing is sent to it until then. */
export async function rest(pool: Pool, targetId: string, until: Date): Promise<void> {
  await pool.query(
    `UPDATE rollcall.delivery_outbox SET next_try_at = greatest(next_try_at, $2)
     WHERE target_id = $1`,
    [targetId, until],
  );
}

/** Puts claimed messages back that were not tried. */
export async function putBack(pool: Pool, ids: readonly number[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await pool.query(
    `UPDATE rollcall.delivery_outbox SET tries = tries - 1, next_try_at = $2 WHERE id = ANY($1)`,
    [ids, until],
  );
}

/** Gives up what has waited since before `since`; tells how many messages that were. */
export async function giveUp(pool: Pool, targetId: string, since: Date): Promise<number> {
  const { rowCount } = await pool.query(
    'DELETE FROM rollcall.delivery_outbox WHERE target_id = $1 AND created_at <= $2',
    [targetId, since],
  );
  return rowCount ?? 0;
}
