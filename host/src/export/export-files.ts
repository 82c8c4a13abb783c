import { join } from 'node:path';

import type { Pool, PoolClient } from 'pg';

import type { ExportedEntity } from './entity-choice.js';
import { csv } from './formats/csv.js';
import type { RowFormat } from './formats/format.js';
import { ndjson } from './formats/ndjson.js';
import { parquet } from './formats/parquet.js';
import { makeDirectory, unwritable } from './part-file.js';
import { type ExportRow, type Projection, projectionOf } from './projection.js';
import { readRows, withSnapshot } from './read-rows.js';

/** Forms of files with a row for each record. */
export const rowFormats = { ndjson, csv, parquet } as const satisfies Record<string, RowFormat>;

/** What every export is given. */
export interface ExportOptions {
  /** Made when it is missing. Files of the same names are replaced. */
  readonly directory: string;
  /** Only this integration. */
  readonly integrationId?: string | undefined;
  /** Only what was stored, seen again or found gone since then. */
  readonly since?: Date | undefined;
  /** Ends the export between two pages of rows; unfinished files are removed. */
  readonly signal?: AbortSignal | undefined;
  /** Told of the records written to the present file, page by page. */
  readonly onProgress?: ((file: string, records: number) => void) | undefined;
}

/** An export of entities. */
export interface EntityExportOptions extends ExportOptions {
  readonly entities: readonly ExportedEntity[];
  readonly format: keyof typeof rowFormats;
}

/** One file that was written. */
export interface ExportedFile {
  /** The entity, or the class of events. */
  readonly entity: string;
  /** Path of the file. */
  readonly file: string;
  readonly records: number;
}

/**
 * Writes a file per entity, one row a record, all of one moment. A file has its name once it is whole.
 * @throws `INPUT_INVALID` when the folder cannot be written to
 */
export async function exportFiles(
  pool: Pool,
  options: EntityExportOptions,
): Promise<readonly ExportedFile[]> {
  await makeDirectory(options.directory);
  return withSnapshot(pool, async (client) => {
    const files: ExportedFile[] = [];
    for (const entity of options.entities) {
      files.push(await exportEntity(client, entity, options));
    }
    return files;
  });
}

async function exportEntity(
  client: PoolClient,
  entity: ExportedEntity,
  options: EntityExportOptions,
): Promise<ExportedFile> {
  const format = rowFormats[options.format];
  const projection = projectionOf(entity);
  const name = `${projection.name}.${format.ending}`;
  const file = join(options.directory, name);
  let records = 0;
  try {
    const writer = await format.open(file, projection.fields);
    try {
      const query = queryOf(projection, options);
      for await (const rows of readRows<[...ExportRow]>(client, query, options.signal)) {
        await writer.write(rows);
        records += rows.length;
        options.onProgress?.(name, records);
      }
      await writer.finish();
    } catch (error) {
      await writer.abandon();
      throw error;
    }
    return { entity, file, records };
  } catch (error) {
    throw unwritable(error, options.directory);
  }
}

function queryOf({ table, fields }: Projection, options: ExportOptions) {
  const columns = fields.map(({ expression }) => expression).join(', ');
  const { conditions, values } = conditionsOf(options);
  return { text: `SELECT ${columns} FROM ${table} WHERE ${conditions}`, values };
}

/** The rows that the options ask for; `alias` is that of a fact table, with its dot. */
export function conditionsOf({ integrationId, since }: ExportOptions, alias = '') {
  const values: unknown[] = [integrationId ?? null, since ?? null];
  const conditions = `($1::text IS NULL OR ${alias}integration_id = $1)
    AND ($2::timestamptz IS NULL OR ${alias}last_seen >= $2 OR ${alias}gone_at >= $2)`;
  return { conditions, values };
}
