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
