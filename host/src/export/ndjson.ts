import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { type FieldKind, RollcallError } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import { factTable, recordTable } from '../db/fact-tables.js';
import type { ExportedEntity } from './entity-choice.js';

/** What is exported, and where to. */
export interface ExportOptions {
  readonly entities: readonly ExportedEntity[];
  /** Made when it is missing. Files of the same names are replaced. */
  readonly directory: string;
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** Ends the export between two pages of rows; unfinished files are removed. */
  readonly signal?: AbortSignal | undefined;
  /** Told of the records written to the present file, page by page. */
  readonly onProgress?: ((file: string, records: number) => void) | undefined;
}

/** One file that was written. */
export interface ExportedFile {
  readonly entity: ExportedEntity;
  /** Path of the file. */
  readonly file: string;
  readonly records: number;
}

/** One field of a file: its name as JSON, what is selected, and how that becomes JSON. */
interface ExportedField {
  readonly name: string;
  readonly expression: string;
  readonly encode: (text: string) => string;
}

/** How the rows of an entity become lines. */
interface Projection {
  readonly fileName: string;
  readonly table: string;
  readonly fields: readonly ExportedField[];
}

const rowsPerPage = 2_000;

/**
 * Writes a file per entity, one record a line, all of one moment. Rows pass through a cursor: memory
 * does not grow with them. A file has its name once it is whole.
 * @throws `INPUT_INVALID` when the folder cannot be written to
 */
export async function exportNdjson(
  pool: Pool,
  options: ExportOptions,
): Promise<readonly ExportedFile[]> {
  await makeDirectory(options.directory);
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const files: ExportedFile[] = [];
    for (const entity of options.entities) {
      files.push(await exportEntity(client, entity, options));
    }
    return files;
  } finally {
    // Nothing was changed: a rollback only ends the reading, also after an error.
    await client.query('ROLLBACK').finally(() => client.release());
  }
}

async function exportEntity(
  client: PoolClient,
  entity: ExportedEntity,
  options: ExportOptions,
): Promise<ExportedFile> {
  const projection = projectionOf(entity);
  const file = join(options.directory, projection.fileName);
  const part = `${file}.part`;
  const stream = createWriteStream(part);
  try {
    await once(stream, 'open');
    const records = await copyRows(client, projection, options, stream);
    stream.end();
    await finished(stream);
    await rename(part, file);
    return { entity, file, records };
  } catch (error) {
    stream.destroy();
    await rm(part, { force: true });
    throw unwritable(error, options.directory);
  }
}

async function copyRows(
  client: PoolClient,
  projection: Projection,
  options: ExportOptions,
  stream: WriteStream,
): Promise<number> {
  const where = options.integrationId === undefined ? '' : 'WHERE integration_id = $1';
  await client.query(
    `DECLARE exported NO SCROLL CURSOR FOR
     SELECT ${projection.fields.map(({ expression }) => expression).join(', ')} FROM ${projection.table} ${where}`,
    options.integrationId === undefined ? [] : [options.integrationId],
  );
  let records = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${rowsPerPage} FROM exported`,
      rowMode: 'array',
    });
    if (rows.length === 0) break;
    const text = rows.map((row) => lineOf(projection.fields, row)).join('');
    if (!stream.write(text)) await once(stream, 'drain');
    records += rows.length;
    options.onProgress?.(projection.fileName, records);
  }
  await client.query('CLOSE exported');
  return records;
}

function projectionOf(entity: ExportedEntity): Projection {
  const own =
    entity === 'record'
      ? [exportedField('stream', 'stream', 'text')]
      : factTable(entity).columns.map(({ field, column, kind }) =>
          exportedField(field, column, kind),
        );
  return {
    fileName: entity === 'record' ? 'records.ndjson' : `${factTable(entity).entity.plural}.ndjson`,
    table: entity === 'record' ? recordTable : factTable(entity).table,
    fields: [
      exportedField('id', 'id', 'text'),
      exportedField('integrationId', 'integration_id', 'text'),
      ...own,
      exportedField('firstSeen', 'first_seen', 'instant'),
      exportedField('lastSeen', 'last_seen', 'instant'),
      exportedField('goneAt', 'gone_at', 'instant'),
      { name: '"raw"', expression: 'raw::text', encode: oneLine },
    ],
  };
}

/** Values travel as texts, so that none passes through a type that would bend it. */
function exportedField(field: string, column: string, kind: FieldKind): ExportedField {
  const name = JSON.stringify(field);
  if (kind === 'instant') return { name, expression: jsonInstant(column), encode: asItIs };
  if (kind === 'list') return { name, expression: `to_json(${column})::text`, encode: oneLine };
  const isText = kind === 'text' || kind === 'date';
  return { name, expression: `${column}::text`, encode: isText ? JSON.stringify : asItIs };
}

/** ISO 8601 in UTC with milliseconds, whatever time zone the connection has. */
function jsonInstant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', '\\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\\"')`;
}

function lineOf(fields: readonly ExportedField[], row: readonly (string | null)[]): string {
  let line = '';
  fields.forEach(({ name, encode }, index) => {
    const value = row[index] ?? null;
    line += `${line === '' ? '{' : ','}${name}:${value === null ? 'null' : encode(value)}`;
  });
  return `${line}}\n`;
}

function asItIs(text: string): string {
  return text;
}

/** Line breaks can only be white space between tokens: inside JSON strings they are escaped. */
function oneLine(json: string): string {
  return json.includes('\n') || json.includes('\r') ? json.replace(/[\r\n]+/g, ' ') : json;
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw unwritable(error, directory);
  }
}

const fileErrors = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'EISDIR',
  'EDQUOT',
  'ENOENT',
]);

function unwritable(error: unknown, directory: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!fileErrors.has(code)) return error;
  return new RollcallError('INPUT_INVALID', `${directory} cannot be written to (${code})`, {
    hint: 'Name a folder that you can write to, on a disk with space, with --out.',
    cause: error,
  });
}
