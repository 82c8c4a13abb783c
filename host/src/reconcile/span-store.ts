import type { EntityName, ManifestStream } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import { factTable } from '../db/fact-tables.js';
import type { ComparedSpan, SpanStatus } from './spans.js';

/** A stream whose records have a time that spans can be made of. */
export interface TimedStream {
  readonly name: string;
  /** Qualified name of its table, and its column of time; safe to put into SQL. */
  readonly table: string;
  readonly time: string;
}

interface SpanRow {
  stream: string;
  from_at: Date;
  to_at: Date;
  stored: number;
  provider: number;
  checked_at: Date;
  status: SpanStatus;
  read_again: number;
  read_again_at: Date | null;
}

/** A span and the stream that it is of. */
export interface StreamSpan extends ComparedSpan {
  readonly stream: string;
}

/** The stream as one of times; `undefined` for snapshots, and where no field of the entity is a time. */
export function timedStream({ name, entity, mode }: ManifestStream): TimedStream | undefined {
  if (mode !== 'incremental' || entity === 'record') return undefined;
  const { table, columns } = factTable(entity as EntityName);
  const time = columns.find(({ field, kind }) => field === 'time' && kind === 'instant')?.column;
  return time === undefined ? undefined : { name, table, time };
}

/** The spans of an integration, of one stream or of all, in order of stream and time. */
export async function readSpans(
  client: Pick<Pool, 'query'> | PoolClient,
  integrationId: string,
  stream?: string,
): Promise<readonly StreamSpan[]> {
  const { rows } = await client.query<SpanRow>(
    `SELECT stream, from_at, to_at, stored, provider, checked_at, status, read_again, read_again_at
     FROM rollcall.reconciliation
     WHERE integration_id = $1 AND ($2::text IS NULL OR stream = $2) ORDER BY stream, from_at`,
    [integrationId, stream ?? null],
  );
  return rows.map((row) => ({
    stream: row.stream,
    from: row.from_at,
    to: row.to_at,
    stored: Number(row.stored),
    provider: Number(row.provider),
    checkedAt: row.checked_at,
    status: row.status,
    readAgain: row.read_again,
    readAgainAt: row.read_again_at ?? undefined,
  }));
}

/** Puts other spans in the place of a stream's. Part of the caller's transaction. */
export async function replaceSpans(
  client: PoolClient,
  key: { readonly integrationId: string; readonly stream: string },
  spans: readonly ComparedSpan[],
): Promise<void> {
  const { integrationId, stream } = key;
  await client.query(
    'DELETE FROM rollcall.reconciliation WHERE integration_id = $1 AND stream = $2',
    [integrationId, stream],
  );
  for (const span of spans) {
    await client.query(
      `INSERT INTO rollcall.reconciliation (integration_id, stream, from_at, to_at, stored, provider,
         checked_at, status, read_again, read_again_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[integrationId, stream, span.from, span.to, span.stored, span.provider],
        ...[span.checkedAt, span.status, span.readAgain, span.readAgainAt ?? null],
      ],
    );
  }
}

/** How many records of a span are stored. */
export async function countStored(
  client: PoolClient,
  integrationId: string,
  { name, table, time }: TimedStream,
  span: { readonly from: Date; readonly to: Date },
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*) AS count FROM ${table}
     WHERE integration_id = $1 AND ${time} >= $2 AND ${time} < $3 AND stream = $4`,
    [integrationId, span.from, span.to, name],
  );
  return Number(rows[0]?.count ?? 0);
}

/** The time of the oldest record that is stored; `undefined` when there is none. */
export async function oldestStored(
  pool: Pick<Pool, 'query'>,
  integrationId: string,
  { name, table, time }: TimedStream,
): Promise<Date | undefined> {
  const { rows } = await pool.query<{ time: Date }>(
    `SELECT ${time} AS time FROM ${table} WHERE integration_id = $1 AND stream = $2
     ORDER BY ${time} LIMIT 1`,
    [integrationId, name],
  );
  return rows[0]?.time;
}
