import type { ManifestStream } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import { continuesPass, type PassState } from './snapshot-pass.js';

/** What is stored about a stream between runs. */
export interface StreamState extends PassState {
  /** JSON text of the checkpoint. */
  readonly cursor: string | null;
  /** When a complete pass first wanted to mark too many rows gone, and how many. */
  readonly shrank: { readonly at: Date; readonly gone: number } | undefined;
}

/** The state of one stream; that of a stream never read when nothing is stored. */
export async function readStreamState(
  client: Pick<Pool, 'query'> | PoolClient,
  integrationId: string,
  stream: string,
): Promise<StreamState> {
  const found = await client.query<{
    cursor: string | null;
    pass: number;
    pass_started_at: Date | null;
    pass_owner: string | null;
    shrank_at: Date | null;
    shrank_gone: number | null;
  }>(
    `SELECT cursor::text AS cursor, pass, pass_started_at, pass_owner, shrank_at, shrank_gone
     FROM rollcall.stream_state WHERE integration_id = $1 AND stream = $2`,
    [integrationId, stream],
  );
  const row = found.rows[0];
  return {
    cursor: row?.cursor ?? null,
    pass: row?.pass ?? 0,
    startedAt: row?.pass_started_at ?? undefined,
    owner: row?.pass_owner ?? undefined,
    shrank: row?.shrank_at ? { at: row.shrank_at, gone: row.shrank_gone ?? 0 } : undefined,
  };
}

/** Notes what a run made of each of its streams, for whoever judges by what was collected. */
export async function noteOutcomes(
  client: PoolClient,
  { integrationId, runId, now }: { integrationId: string; runId: string; now: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO rollcall.stream_state AS s
       (integration_id, stream, outcome, done_at, reason, hint, updated_at)
     SELECT $1, stream, status, CASE WHEN status = 'done' THEN $3::timestamptz END,
       CASE WHEN status <> 'done' THEN reason END, CASE WHEN status <> 'done' THEN hint END, $3
     FROM rollcall.run_stream
     WHERE run_id = $2 AND status IN ('done', 'skipped', 'paused', 'failed')
     ON CONFLICT (integration_id, stream) DO UPDATE SET outcome = excluded.outcome,
       done_at = coalesce(excluded.done_at, s.done_at), reason = excluded.reason,
       hint = excluded.hint`,
    [integrationId, runId, now],
  );
}

/** What the next run of an integration would continue from, as JSON text by stream. Changes nothing. */
export async function nextCursors(
  pool: Pool,
  integrationId: string,
  streams: readonly ManifestStream[],
  pass: { readonly owner: string; readonly now: Date },
): Promise<ReadonlyMap<string, string>> {
  const cursors = new Map<string, string>();
  for (const { name, mode } of streams) {
    const state = await readStreamState(pool, integrationId, name);
    const continues = mode === 'incremental' || continuesPass(state, pass.owner, pass.now);
    if (continues && state.cursor !== null) cursors.set(name, state.cursor);
  }
  return cursors;
}
