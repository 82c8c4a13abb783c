import type { EntityName } from '@rollcall/core';

import { factTable } from '../db/fact-tables.js';
import type { Cell, Column } from './cell.js';
import type { Reader } from './one-moment.js';

/** What is stored of one stream, and whether that is all there is. */
export interface Dataset {
  readonly integrationId: string;
  readonly stream: string;
  readonly title: string;
  readonly entity: string;
  /** `complete` as of `readAt`; `partial` where a reading ended early; `unavailable` where nothing could be read. */
  readonly status: 'complete' | 'partial' | 'unavailable';
  /** Why it is not complete. */
  readonly reason: string | null;
  /** Rows that are stored and not gone. */
  readonly rows: number;
  /** The time that the rows are of: when things happened, else when they were seen. */
  readonly from: string | null;
  readonly to: string | null;
  /** When it was last read to its end, and the latest run that read it. */
  readonly readAt: string | null;
  readonly runId: string | null;
}

interface StreamRow {
  readonly integrationId: string;
  readonly stream: string;
  readonly title: string | null;
  readonly entity: EntityName;
  readonly isWhole: boolean;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly readAt: Date | null;
  readonly runId: string | null;
}

interface CountRow {
  readonly integrationId: string;
  readonly stream: string;
  readonly rows: number;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The data sets of some entities: of one integration, or of all. */
export async function readDatasets(
  reader: Reader,
  entities: readonly EntityName[],
  integrationId: string | undefined,
): Promise<readonly Dataset[]> {
  const { rows: streams } = await reader.query<StreamRow>(streamSql, [
    integrationId ?? null,
    entities,
  ]);
  const counts = new Map<string, CountRow>();
  for (const entity of entities) {
    const { rows } = await reader.query<CountRow>(countSql(entity), [integrationId ?? null]);
    for (const row of rows) counts.set(keyOf({ ...row, entity }), row);
  }
  return streams.map((stream) => datasetOf(stream, counts.get(keyOf(stream))));
}

/** The data sets as a table: columns and cells. */
export const datasetColumns: readonly Column[] = [
  { name: 'Data' },
  { name: 'Status' },
  { name: 'Rows', isNumber: true },
  { name: 'From' },
  { name: 'To' },
  { name: 'Run' },
  { name: 'Why' },
];

/** The cells of a data set under `datasetColumns`. */
export function datasetCells(dataset: Dataset): readonly Cell[] {
  return [
    dataset.title,
    dataset.status,
    dataset.rows,
    dataset.from,
    dataset.to,
    dataset.runId,
    dataset.reason ?? '',
  ];
}

function keyOf(row: Pick<Dataset, 'integrationId' | 'entity' | 'stream'>): string {
  return `${row.integrationId} ${row.entity} ${row.stream}`;
}

function datasetOf(stream: StreamRow, count: CountRow | undefined): Dataset {
  const { status, reason } = statusOf(stream, count?.rows ?? 0);
  return {
    integrationId: stream.integrationId,
    stream: stream.stream,
    title: stream.title ?? stream.stream,
    entity: stream.entity,
    status,
    reason,
    rows: count?.rows ?? 0,
    from: count?.from?.toISOString() ?? null,
    to: count?.to?.toISOString() ?? null,
    readAt: stream.readAt?.toISOString() ?? null,
    runId: stream.runId,
  };
}

function statusOf(stream: StreamRow, rows: number): Pick<Dataset, 'status' | 'reason'> {
  const { outcome, reason, readAt, isWhole } = stream;
  if (outcome === 'done' && isWhole) return { status: 'complete', reason: null };
  if (outcome === 'done') {
    return { status: 'partial', reason: 'it is not proven that every record was visible' };
  }
  const isEmpty = rows === 0 && readAt === null;
  const said = outcome === null ? 'never collected' : `the latest run is ${outcome}`;
  return { status: isEmpty ? 'unavailable' : 'partial', reason: reason ?? said };
}

const streamSql = `
  SELECT i.id AS "integrationId", s->>'name' AS stream, s->>'title' AS title, s->>'entity' AS entity,
    s->>'mode' <> 'snapshot' OR (coalesce(st.visibility = 'all', false)
      AND st.pass_started_at IS NULL AND st.shrank_at IS NULL) AS "isWhole",
    st.outcome, st.reason, st.done_at AS "readAt", r.run_id AS "runId"
  FROM rollcall.integration i
  JOIN rollcall.plugin p ON p.digest = i.plugin_digest
  CROSS JOIN LATERAL json_array_elements(p.manifest->'streams') WITH ORDINALITY AS e(s, place)
  LEFT JOIN rollcall.stream_state st ON st.integration_id = i.id AND st.stream = s->>'name'
  LEFT JOIN LATERAL (
    SELECT rs.run_id FROM rollcall.run JOIN rollcall.run_stream rs ON rs.run_id = run.id
    WHERE run.integration_id = i.id AND run.hook = 'collect' AND rs.stream = s->>'name'
    ORDER BY run.requested_at DESC, run.id LIMIT 1) r ON true
  WHERE ($1::text IS NULL OR i.id = $1) AND s->>'entity' = ANY($2::text[])
  ORDER BY i.name, i.id, place`;

function countSql(entity: EntityName): string {
  const { table, columns } = factTable(entity);
  const isEvent = columns.some(({ field }) => field === 'time');
  const [from, to] = isEvent
    ? ['min("time")', 'max("time")']
    : ['min(first_seen)', 'max(last_seen)'];
  return `SELECT integration_id AS "integrationId", stream, count(*)::float8 AS rows,
      ${from} AS "from", ${to} AS "to"
    FROM ${table} WHERE gone_at IS NULL AND ($1::text IS NULL OR integration_id = $1) GROUP BY 1, 2`;
}
