import { type EntityName, entities } from '@rollcall/core';
import type { Pool } from 'pg';

import { factTable } from '../../db/fact-tables.js';

/** The records of a test by entity: the fields that matter, any of the others being absent. */
export type FactRows = {
  readonly [E in EntityName]?: readonly FactRow[];
};

/** A record. `goneAt`, `firstSeen` and `lastSeen` may be told as well. */
export type FactRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Stores records as if a collection had seen them at `seenAt`. */
export async function storeFacts(
  pool: Pool,
  integrationId: string,
  rows: FactRows,
  seenAt: Date,
): Promise<void> {
  for (const name of entityNames) {
    const records = rows[name];
    if (records && records.length > 0)
      await storeEntity(pool, name, records, [integrationId, seenAt]);
  }
}

const entityNames = Object.keys(entities).filter((name): name is EntityName => name in entities);

async function storeEntity(
  pool: Pool,
  name: EntityName,
  records: readonly FactRow[],
  [integrationId, seenAt]: readonly [string, Date],
): Promise<void> {
  const { table, columns } = factTable(name);
  const known = new Set(['id', 'firstSeen', 'lastSeen', 'goneAt', ...columns.map((c) => c.field)]);
  const unknown = records.flatMap((record) => Object.keys(record)).find((key) => !known.has(key));
  if (unknown !== undefined) throw new Error(`${name} has no field ${unknown}`);
  const given = columns.map(({ field, sqlType }) => `"${field}" ${sqlType}`);
  const own = ['"firstSeen" timestamptz', '"lastSeen" timestamptz', '"goneAt" timestamptz'];
  await pool.query(
    `INSERT INTO ${table} (integration_id, id, ${columns.map((c) => c.column).join(', ')},
       stream, content_hash, first_seen, last_seen, gone_at)
     SELECT $1, x.id, ${columns.map((c) => `x."${c.field}"`).join(', ')}, 'test', '\\x00',
       coalesce(x."firstSeen", $2), coalesce(x."lastSeen", $2), x."goneAt"
     FROM jsonb_to_recordset($3::jsonb) AS x(id text, ${[...given, ...own].join(', ')})`,
    [integrationId, seenAt, JSON.stringify(records)],
  );
}
