import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { copyValue } from '../../../runs/copy-text.js';
import type { BehaviourPass } from '../pass/behaviour-pass.js';

/** Whose memory, as of which snapshot. */
export interface MemoryQuery {
  readonly pool: Pool;
  readonly integrationId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface MemoryRow {
  readonly kind: 'account' | 'network';
  readonly key: string;
  readonly state: string;
}

/** Gives a pass back what was remembered of accounts and networks. */
export async function restoreMemory(query: MemoryQuery, pass: BehaviourPass): Promise<void> {
  const { pool, integrationId, at } = query;
  let last: MemoryRow | undefined;
  for (;;) {
    const { rows } = await pool.query<MemoryRow>(
      `SELECT DISTINCT ON (kind, key) kind, key, state FROM rollcall.behaviour_memory
        WHERE integration_id = $1 AND at <= $2 AND (kind, key) > ($3, $4)
        ORDER BY kind, key, at DESC LIMIT ${pageSize}`,
      [integrationId, at, last?.kind ?? '', last?.key ?? ''],
    );
    for (const { kind, key, state } of rows) {
      if (kind === 'account') pass.restoreAccount(key, JSON.parse(state));
      else pass.restoreNetwork(key, JSON.parse(state));
    }
    last = rows.at(-1);
    if (rows.length < pageSize) return;
  }
}

/** Stores what changed in a pass, as of a snapshot; it counts once that is published. */
export async function putMemory(query: MemoryQuery, pass: BehaviourPass): Promise<void> {
  const client = await query.pool.connect();
  try {
    const copy = client.query(
      copyFrom(
        'COPY rollcall.behaviour_memory (integration_id, kind, key, at, last_at, state) FROM STDIN',
      ),
    );
    await pipeline(Readable.from(chunks(query, pass)), copy);
  } finally {
    client.release();
  }
}

/** Removes states that no kept snapshot needs any more, of what the latest one changed. */
export async function pruneMemory(
  client: PoolClient,
  { integrationId, at }: MemoryQuery,
  kept: readonly number[],
): Promise<void> {
  await client.query(
    `WITH changed AS (
      SELECT kind, key FROM rollcall.behaviour_memory WHERE integration_id = $1 AND at = $2
    ), versions AS (
      SELECT kind, key, at, lead(at) OVER (PARTITION BY kind, key ORDER BY at) AS next
      FROM rollcall.behaviour_memory JOIN changed USING (kind, key) WHERE integration_id = $1
    )
    DELETE FROM rollcall.behaviour_memory m USING versions v
    WHERE m.integration_id = $1 AND m.kind = v.kind AND m.key = v.key AND m.at = v.at
      AND NOT EXISTS (
        SELECT FROM unnest($3::bigint[]) s WHERE s >= v.at AND (v.next IS NULL OR s < v.next)
      )`,
    [integrationId, at, kept],
  );
  await client.query(
    `DELETE FROM rollcall.behaviour_memory
      WHERE integration_id = $1 AND kind = 'network' AND last_at < $2`,
    [integrationId, Math.min(...kept) - networkMemoryMs],
  );
}

const pageSize = 20_000;
const networkMemoryMs = 90 * 86_400_000;
const linesPerChunk = 500;

function* chunks({ integrationId, at }: MemoryQuery, pass: BehaviourPass): Iterable<Buffer> {
  const integration = copyValue(integrationId, 'text');
  let lines: string[] = [];
  for (const [kind, key, last, state] of changesOf(pass)) {
    const text = copyValue(JSON.stringify(state), 'text');
    lines.push(`${integration}\t${kind}\t${copyValue(key, 'text')}\t${at}\t${last}\t${text}\n`);
    if (lines.length < linesPerChunk) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(lines.join(''));
}

type Change = readonly [kind: MemoryRow['kind'], key: string, last: number, state: unknown];

function* changesOf(pass: BehaviourPass): Iterable<Change> {
  for (const [id, history] of pass.takeChangedAccounts()) {
    yield ['account', id, Math.floor(history.lastAt), history];
  }
  for (const [name, network] of pass.takeChangedNetworks()) {
    yield ['network', name, Math.floor(network.last), network];
  }
}
