import type { EntityName, Manifest } from '@rollcall/core';
import type { Pool } from 'pg';

import { factTable } from '../db/fact-tables.js';
import { isOn } from '../runs/due.js';
import type { StreamFacts } from './availability.js';

/** What is known of every stream of an integration. */
export async function readStreamFacts(
  pool: Pool,
  integrationId: string,
  { streams }: Manifest,
  chosen: readonly string[] | undefined,
): Promise<readonly StreamFacts[]> {
  const { rows } = await pool.query<StateRow>(
    `SELECT stream, visibility, outcome, done_at, reason, hint, pass_started_at, shrank_at,
       last_complete_at
     FROM rollcall.stream_state WHERE integration_id = $1`,
    [integrationId],
  );
  const states = new Map(rows.map((row) => [row.stream, row]));
  return streams.map((stream) => {
    const state = states.get(stream.name);
    const isSnapshot = stream.mode === 'snapshot';
    return {
      name: stream.name,
      title: stream.title,
      entity: stream.entity,
      isOn: isOn(stream, chosen),
      isSnapshot,
      outcome: state?.outcome ?? undefined,
      reason: state?.reason ?? undefined,
      hint: state?.hint ?? undefined,
      readAt: (isSnapshot && state?.last_complete_at) || state?.done_at || undefined,
      // In the middle of a pass, and after one that lost too much, some rows are older than they look.
      isWhole:
        !isSnapshot ||
        (state?.visibility === 'all' && state.pass_started_at === null && state.shrank_at === null),
    };
  });
}

interface StateRow {
  readonly stream: string;
  readonly visibility: string | null;
  readonly outcome: StreamFacts['outcome'] | null;
  readonly done_at: Date | null;
  readonly reason: string | null;
  readonly hint: string | null;
  readonly pass_started_at: Date | null;
  readonly shrank_at: Date | null;
  readonly last_complete_at: Date | null;
}

/** Rows that are looked at for a field: where so many are without it, it is not collected. */
const rowsLookedAt = 50_000;

/** Tells whether a field is ever filled; looks each up once. An entity without records has every field. */
export function fieldReader(
  pool: Pool,
  integrationId: string,
): (field: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (field) => {
    const looked = known.get(field) ?? isFilled(pool, integrationId, field);
    known.set(field, looked);
    return looked;
  };
}

async function isFilled(pool: Pool, integrationId: string, field: string): Promise<boolean> {
  const [entity = '', name] = field.split('.');
  const { table, columns } = factTable(entity as EntityName);
  const column = columns.find((each) => each.field === name)?.column;
  if (column === undefined) return false;
  const { rows } = await pool.query<{ filled: boolean; present: boolean }>(
    `WITH looked AS (SELECT ${column} AS value FROM ${table}
       WHERE integration_id = $1 AND gone_at IS NULL LIMIT ${rowsLookedAt})
     SELECT EXISTS (SELECT FROM looked WHERE value IS NOT NULL) AS filled,
       EXISTS (SELECT FROM looked) AS present`,
    [integrationId],
  );
  return rows[0]?.filled === true || rows[0]?.present === false;
}
