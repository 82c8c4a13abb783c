import type { Pool } from 'pg';

import { catalogue } from '../checks/catalogue.js';
import { csvLine } from '../export/formats/csv.js';
import { ndjsonLine } from '../export/formats/ndjson.js';
import { type ExportRow, projectionOf } from '../export/projection.js';
import { readRows } from '../export/read-rows.js';
import type { Dataset } from '../reports/datasets.js';
import { findingDocument } from '../reports/findings/finding-document.js';
import { type FindingReport, readFindingReport } from '../reports/findings/finding-report.js';
import { type Report, renderReport } from '../reports/format.js';
import type { Reader } from '../reports/one-moment.js';
import { csvRow } from '../reports/render/csv.js';
import type { StreamCompleteness } from '../reports/sign-ins/completeness.js';
import { inScope } from '../reports/sign-ins/sign-in-sql.js';
import type { FileToPack } from './write-pack.js';

/** What a pack is about. */
export interface PackScope {
  /** All when null. */
  readonly integrationId: string | null;
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
  /** Only what was stored until then; everything when null. */
  readonly storedUntil: Date | null;
}

/** What writes a pack needs to know. */
export interface PackHost {
  readonly database: { readonly pool: Pool };
  readonly clock: { now(): Date };
  readonly version: string;
}

/** A report in its three forms. */
export function reportFiles(report: Report): readonly FileToPack[] {
  return [
    { name: 'report.html', parts: () => [renderReport(report, 'html')] },
    { name: 'report.json', parts: () => [renderReport(report, 'json')] },
    { name: 'report.csv', parts: () => [renderReport(report, 'csv')] },
  ];
}

/** A value as a file. */
export function jsonFile(name: string, value: object): FileToPack {
  return { name, parts: () => [`${JSON.stringify(value, null, 2)}\n`] };
}

/** The sign-ins of a period, once as NDJSON and once as CSV, page by page. */
export function signInFiles(reader: Reader, scope: PackScope): readonly FileToPack[] {
  const { fields } = projectionOf('sign_in');
  const line = ndjsonLine(fields);
  const row = csvLine(fields);
  return [
    { name: 'sign-ins.ndjson', parts: () => linesOf(reader, scope, line) },
    {
      name: 'sign-ins.csv',
      async *parts() {
        yield csvRow(fields.map(({ name }) => name));
        yield* linesOf(reader, scope, row);
      },
    },
  ];
}

async function* linesOf(
  reader: Reader,
  scope: PackScope,
  line: (row: ExportRow) => string,
): AsyncGenerator<string> {
  const { table, fields } = projectionOf('sign_in');
  const columns = fields.map(({ expression }) => expression).join(', ');
  for (const integrationId of await integrationsOf(reader, scope)) {
    // In the order of an index, so that nothing is sorted.
    const text = `SELECT ${columns} FROM ${table} s
      WHERE ${inScope} AND ($4::timestamptz IS NULL OR s.first_seen <= $4) ORDER BY s."time", s.id`;
    const values = [integrationId, scope.from, scope.to, scope.storedUntil];
    for await (const rows of readRows<[...ExportRow]>(reader, { text, values })) {
      yield rows.map(line).join('');
    }
  }
}

async function integrationsOf(
  reader: Reader,
  { integrationId }: PackScope,
): Promise<readonly string[]> {
  const { rows } = await reader.query<{ id: string }>(
    'SELECT id FROM rollcall.integration WHERE $1::text IS NULL OR id = $1 ORDER BY name, id',
    [integrationId],
  );
  return rows.map(({ id }) => id);
}

/** How complete each stream is, span by span, and what is stored of each. */
export function completenessFile(
  streams: readonly StreamCompleteness[],
  datasets: readonly Dataset[],
): FileToPack {
  return jsonFile('completeness.json', { streams, datasets });
}

/** Every collection since the period began, with what became of each stream. */
export function runsFile(reader: Reader, { integrationId, from }: PackScope): FileToPack {
  const text = `SELECT json_build_object('id', r.id, 'integrationId', r.integration_id,
      'trigger', r.trigger, 'status', r.status, 'requestedAt', r.requested_at,
      'startedAt', r.started_at, 'endedAt', r.ended_at, 'streams', (
        SELECT coalesce(json_agg(json_build_object('stream', s.stream, 'status', s.status,
          'records', s.records, 'inserted', s.inserted, 'updated', s.updated, 'gone', s.gone,
          'requests', s.requests, 'reason', s.reason) ORDER BY s.stream), '[]'::json)
        FROM rollcall.run_stream s WHERE s.run_id = r.id))::text
    FROM rollcall.run r
    WHERE r.hook = 'collect' AND ($1::text IS NULL OR r.integration_id = $1)
      AND ($2::timestamptz IS NULL OR r.requested_at >= $2)
    ORDER BY r.requested_at, r.id`;
  return {
    name: 'runs.ndjson',
    async *parts() {
      // The times of a row are texts in the zone of the connection.
      await reader.query("SET LOCAL timezone = 'UTC'");
      for await (const rows of readRows<[string]>(reader, {
        text,
        values: [integrationId, from],
      })) {
        yield rows.map(([row]) => `${row.replace(/[\r\n]+/g, ' ')}\n`).join('');
      }
    },
  };
}

/** The checks of this version, with their thresholds. */
export function checksFile(): FileToPack {
  const checks = catalogue.map(({ id, version, title, category, severityRule, thresholds }) => ({
    ...{ id, version, title, category, severityRule, thresholds },
  }));
  return jsonFile('checks.json', { checks });
}

/** The findings of a period, and what was decided about them, as data and as a list. */
export async function findingFiles(
  reader: Reader,
  { now, version }: { readonly now: Date; readonly version: string },
  { integrationId, from, to }: PackScope,
): Promise<readonly FileToPack[]> {
  const data: FindingReport = await readFindingReport(reader, now, {
    version,
    integrationId: integrationId ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
  });
  const report: Report = { data, document: () => findingDocument(data) };
  return [
    { name: 'findings.json', parts: () => [renderReport(report, 'json')] },
    { name: 'findings.csv', parts: () => [renderReport(report, 'csv')] },
  ];
}

/** What the reader of a pack should know. */
export function readmeFile(title: string, lines: readonly string[]): FileToPack {
  const text = [
    title,
    '',
    ...lines,
    '',
    'MANIFEST.json lists every other file with its size and SHA-256, the filters that were used, and how',
    'complete each stream is. completeness.json has the same span by span: what is stored, and how many',
    'records the provider counted. runs.ndjson has every collection since the period began.',
    '',
    'Check this pack, without the installation that made it:',
    '',
    '  rollcall report verify FILE --sha256 DIGEST',
    '',
    'DIGEST is the SHA-256 of the whole file, as it was told when the pack was made. Keep it elsewhere:',
    'it is the only thing that tells a pack that somebody made anew.',
    '',
  ];
  return { name: 'README.txt', parts: () => [text.join('\n')] };
}
