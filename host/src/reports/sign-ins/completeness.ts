import type { EntityName } from '@rollcall/core';

import { factTable } from '../../db/fact-tables.js';
import type { Reader } from '../one-moment.js';

/** A span of a stream that was compared with the provider's own count. */
export interface ComparedSpan {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly stored: number;
  readonly provider: number;
  readonly status: 'complete' | 'differs' | 'gap';
  readonly checkedAt: string;
}

/** Whether a period of a stream is all there. */
export interface StreamCompleteness {
  readonly integrationId: string;
  readonly stream: string;
  readonly title: string;
  /** How long the provider keeps its records, as the manifest says: `184d`. */
  readonly retention: string | null;
  /** The earliest and the latest record that is stored, of any period. */
  readonly storedSince: string | null;
  readonly storedUntil: string | null;
  /** Records of the period that are stored. */
  readonly stored: number;
  /** Sums over the spans that were compared. */
  readonly compared: { readonly stored: number; readonly provider: number };
  /** `complete` and `gap` speak of the spans that were compared, which may be a part of the period. */
  readonly status: 'complete' | 'gap' | 'not compared';
  readonly spans: readonly ComparedSpan[];
}

/** The same in one line, without its spans. */
export interface CompletenessLine {
  readonly integrationId: string;
  readonly stream: string;
  readonly title: string;
  readonly status: StreamCompleteness['status'];
  readonly stored: number;
  readonly comparedStored: number;
  readonly comparedProvider: number;
  /** Spans that were compared, and those of them that lack records. */
  readonly spans: number;
  readonly gaps: number;
}

/** A period of one integration, or of all. */
export interface CompletenessScope {
  readonly integrationId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

interface StreamRow {
  readonly integrationId: string;
  readonly stream: string;
  readonly title: string;
  readonly entity: EntityName;
  readonly retention: string | null;
}

interface SpanRow extends Omit<ComparedSpan, 'from' | 'to' | 'checkedAt'> {
  readonly integrationId: string;
  readonly stream: string;
  readonly from: Date;
  readonly to: Date;
  readonly checkedAt: Date;
}

/** The streams of events whose completeness matters to sign-ins. */
const entities = ['sign_in', 'factor_event', 'audit_event'] as const;

/** How complete each stream of events is in a period. */
export async function readCompleteness(
  reader: Reader,
  scope: CompletenessScope,
): Promise<readonly StreamCompleteness[]> {
  const { rows: streams } = await reader.query<StreamRow>(streamSql, [
    scope.integrationId,
    entities,
  ]);
  const spans = await readSpans(reader, scope);
  const all: StreamCompleteness[] = [];
  for (const stream of streams) {
    const of = spans.filter(
      (span) => span.integrationId === stream.integrationId && span.stream === stream.stream,
    );
    all.push(await completenessOf(reader, stream, scope, of));
  }
  return all;
}

/** A stream's completeness in one line. Pure. */
export function completenessLine(stream: StreamCompleteness): CompletenessLine {
  return {
    integrationId: stream.integrationId,
    stream: stream.stream,
    title: stream.title,
    status: stream.status,
    stored: stream.stored,
    comparedStored: stream.compared.stored,
    comparedProvider: stream.compared.provider,
    spans: stream.spans.length,
    gaps: stream.spans.filter(({ status }) => status !== 'complete').length,
  };
}

async function completenessOf(
  reader: Reader,
  { entity, ...stream }: StreamRow,
  scope: CompletenessScope,
  spans: readonly SpanRow[],
): Promise<StreamCompleteness> {
  const { rows } = await reader.query<{ since: Date | null; until: Date | null; stored: number }>(
    `SELECT min("time") AS since, max("time") AS until, (count(*) FILTER (WHERE
       ($3::timestamptz IS NULL OR "time" >= $3) AND ($4::timestamptz IS NULL OR "time" < $4)))::float8 AS stored
     FROM ${factTable(entity).table}
     WHERE integration_id = $1 AND stream = $2 AND gone_at IS NULL`,
    [stream.integrationId, stream.stream, scope.from, scope.to],
  );
  return {
    ...stream,
    storedSince: rows[0]?.since?.toISOString() ?? null,
    storedUntil: rows[0]?.until?.toISOString() ?? null,
    stored: rows[0]?.stored ?? 0,
    compared: {
      stored: spans.reduce((sum, { stored }) => sum + stored, 0),
      provider: spans.reduce((sum, { provider }) => sum + provider, 0),
    },
    status: statusOf(spans),
    spans: spans.map(({ from, to, stored, provider, status, checkedAt }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
      stored,
      provider,
      status,
      checkedAt: checkedAt.toISOString(),
    })),
  };
}

function statusOf(spans: readonly SpanRow[]): StreamCompleteness['status'] {
  if (spans.length === 0) return 'not compared';
  return spans.every(({ status }) => status === 'complete') ? 'complete' : 'gap';
}

async function readSpans(reader: Reader, scope: CompletenessScope): Promise<readonly SpanRow[]> {
  const { rows } = await reader.query<SpanRow>(
    `SELECT integration_id AS "integrationId", stream, from_at AS "from", to_at AS "to",
       stored::float8 AS stored, provider::float8 AS provider, status, checked_at AS "checkedAt"
     FROM rollcall.reconciliation
     WHERE ($1::text IS NULL OR integration_id = $1)
       AND ($2::timestamptz IS NULL OR to_at > $2) AND ($3::timestamptz IS NULL OR from_at < $3)
     ORDER BY integration_id, stream, from_at`,
    [scope.integrationId, scope.from, scope.to],
  );
  return rows;
}

const streamSql = `
  SELECT i.id AS "integrationId", s->>'name' AS stream, coalesce(s->>'title', s->>'name') AS title,
    s->>'entity' AS entity, s->>'retention' AS retention
  FROM rollcall.integration i
  JOIN rollcall.plugin p ON p.digest = i.plugin_digest
  CROSS JOIN LATERAL json_array_elements(p.manifest->'streams') WITH ORDINALITY AS e(s, place)
  WHERE ($1::text IS NULL OR i.id = $1) AND s->>'entity' = ANY($2::text[])
  ORDER BY i.name, i.id, place`;
