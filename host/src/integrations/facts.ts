import { type EntityName, entities } from '@rollcall/core';
import { sql } from 'kysely';

import { factTable, recordTable } from '../db/fact-tables.js';
import type { Connection } from './store.js';

/** Numbers of records by the plural of their entity, such as `sign_ins`, and of `findings`. Zeros are left out. */
export type FactCounts = Readonly<Record<string, number>>;

const tables: readonly (readonly [string, string])[] = [
  ...(Object.keys(entities) as EntityName[]).map((name) => {
    const { entity, table } = factTable(name);
    return [entity.plural, table] as const;
  }),
  ['records', recordTable],
  ['findings', 'rollcall.finding'],
];

/** How many records and findings an integration holds, those that are gone at the provider included. */
export async function countFacts(db: Connection, integrationId: string): Promise<FactCounts> {
  const counts = tables.map(
    ([plural, table]) =>
      sql`SELECT ${plural}::text AS plural, count(*)::int AS count FROM ${sql.raw(table)} WHERE integration_id = ${integrationId}`,
  );
  const { rows } = await sql<{ plural: string; count: number }>`
    ${sql.join(counts, sql` UNION ALL `)}
  `.execute(db);
  return countsOf(rows.map(({ plural, count }) => [plural, count]));
}

/** Deletes every record and finding of an integration; gives how many there were. */
export async function deleteFacts(db: Connection, integrationId: string): Promise<FactCounts> {
  const removed: (readonly [string, number])[] = [];
  for (const [plural, table] of tables) {
    const { numAffectedRows } =
      await sql`DELETE FROM ${sql.raw(table)} WHERE integration_id = ${integrationId}`.execute(db);
    removed.push([plural, Number(numAffectedRows ?? 0n)]);
  }
  return countsOf(removed);
}

function countsOf(counts: readonly (readonly [string, number])[]): FactCounts {
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
