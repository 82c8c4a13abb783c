import type { EntityName } from '@rollcall/core';

import { type FactColumn, factTable, recordTable } from '../db/fact-tables.js';

/** The SQL that stores batches of one entity. */
export interface FactSql {
  /** Normalised columns, in the order of the COPY lines. */
  readonly columns: readonly FactColumn[];
  /** Makes the staging table of this connection. */
  readonly createStaging: string;
  /** Takes COPY lines. */
  readonly copy: string;
  /** Counts which staged rows are known and which changed; parameters: integration id, ids, stream. */
  readonly count: string;
  /**
   * Stores the staged rows and counts those that it wrote: new ones, and the others. Rows of a pass are
   * written also when they did not change. Parameters: integration id, stream, pass, instant.
   */
  readonly store: string;
  /** Marks what a pass did not see; parameters: integration id, stream, pass, instant. */
  readonly markGone: string;
  /** Counts what would be marked and what is there; parameters: integration id, stream, pass. */
  readonly countGone: string;
}

const made = new Map<string, FactSql>();

/** The SQL of an entity, made once. */
export function factSql(entity: EntityName | 'record'): FactSql {
  const known = made.get(entity);
  if (known) return known;
  const sql = build(entity);
  made.set(entity, sql);
  return sql;
}

function build(entity: EntityName | 'record'): FactSql {
  const isRecord = entity === 'record';
  const { table, columns } = isRecord
    ? { table: recordTable, columns: [] as readonly FactColumn[] }
    : factTable(entity);
  const staging = `pg_temp."staging_${entity}"`;
  const names = columns.map(({ column }) => column);
  const key = isRecord ? 'integration_id, stream, id' : 'integration_id, id';
  const sameStream = isRecord ? ' AND t.stream = $3' : '';
  return {
    columns,
    createStaging: `CREATE TEMP TABLE IF NOT EXISTS "staging_${entity}" (
      id text NOT NULL, ${columns.map((c) => `${c.column} ${c.sqlType}, `).join('')}raw json,
      content_hash bytea NOT NULL) ON COMMIT DELETE ROWS`,
    copy: `COPY ${staging} (${['id', ...names, 'raw', 'content_hash'].join(', ')}) FROM STDIN`,
    // The ids as a list: nothing is known of a staging table, and the planner would read all facts.
    count: `SELECT count(*) AS known,
      count(*) FILTER (WHERE t.content_hash <> s.content_hash OR t.gone_at IS NOT NULL) AS updated
      FROM ${table} t JOIN ${staging} s ON s.id = t.id
      WHERE t.integration_id = $1 AND t.id = ANY($2)${sameStream}`,
    store: `WITH stored AS (INSERT INTO ${table} AS t (${[
      'integration_id',
      'id',
      ...names,
      'raw, content_hash, stream, pass, first_seen, last_seen',
    ].join(', ')})
      SELECT $1, id, ${names.map((name) => `${name}, `).join('')}raw, content_hash, $2, $3, $4, $4
      FROM ${staging}
      ON CONFLICT (${key}) DO UPDATE SET ${[
        ...names,
        'raw',
        'content_hash',
        'stream',
        'pass',
        'last_seen',
      ]
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}, gone_at = NULL
      WHERE t.content_hash <> excluded.content_hash OR t.gone_at IS NOT NULL
        OR t.pass IS DISTINCT FROM excluded.pass
      RETURNING t.xmax = 0 AS is_new)
      SELECT count(*) FILTER (WHERE is_new) AS inserted, count(*) FILTER (WHERE NOT is_new) AS updated
      FROM stored`,
    markGone: `UPDATE ${table} SET gone_at = $4
      WHERE integration_id = $1 AND stream = $2 AND pass IS DISTINCT FROM $3 AND gone_at IS NULL`,
    countGone: `SELECT count(*) FILTER (WHERE pass IS DISTINCT FROM $3) AS missing, count(*) AS present
      FROM ${table} WHERE integration_id = $1 AND stream = $2 AND gone_at IS NULL`,
  };
}
