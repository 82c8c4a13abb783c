import { join } from 'node:path';

import type { Pool, PoolClient } from 'pg';

import type { ExportedEntity } from '../entity-choice.js';
import { conditionsOf, type ExportedFile, type ExportOptions } from '../export-files.js';
import { makeDirectory, PartFile, unwritable } from '../part-file.js';
import { readRows, withSnapshot } from '../read-rows.js';
import { groupChanges, roleChanges } from './access.js';
import { signIns, verifications } from './authentication.js';
import { accountChanges, setupChanges, tokenChanges } from './changes.js';
import type { OcsfSource } from './event.js';
import { findings } from './findings.js';
import { accounts } from './inventory.js';

/** An export of events. */
export interface OcsfExportOptions extends ExportOptions {
  /** Only events of these entities; with none also the findings. */
  readonly entities: readonly ExportedEntity[];
  /** This version of Rollcall, which each event names as its product. */
  readonly version: string;
}

const sources: readonly OcsfSource[] = [
  signIns,
  verifications,
  accounts,
  accountChanges,
  setupChanges,
  tokenChanges,
  roleChanges,
  groupChanges,
  ...findings,
];

/** The entities that have a class of events; others have none and are exported in other formats. */
export const ocsfEntities: readonly string[] = [...new Set(sources.map(({ entity }) => entity))];

/**
 * Writes OCSF events, a file per class and source, one event a line, all of one moment.
 * @throws `INPUT_INVALID` when the folder cannot be written to
 */
export async function exportOcsf(
  pool: Pool,
  options: OcsfExportOptions,
): Promise<readonly ExportedFile[]> {
  await makeDirectory(options.directory);
  const { entities } = options;
  const chosen = sources.filter(
    ({ entity }) => entities.length === 0 || entities.some((each) => each === entity),
  );
  return withSnapshot(pool, async (client) => {
    const files: ExportedFile[] = [];
    for (const source of chosen) files.push(await exportSource(client, source, options));
    return files;
  });
}

async function exportSource(
  client: PoolClient,
  source: OcsfSource,
  options: OcsfExportOptions,
): Promise<ExportedFile> {
  const name = `${source.file}.ndjson`;
  const file = join(options.directory, name);
  const { conditions, values } = conditionsOf(options, 'f.');
  const query = { text: source.query(conditions), values };
  let records = 0;
  try {
    const part = await PartFile.open(file);
    try {
      for await (const rows of readRows<[string]>(client, query, options.signal)) {
        const events = rows.flatMap(([row]) => source.events(row, options.version));
        await part.write(events.map((each) => `${JSON.stringify(each)}\n`).join(''));
        records += events.length;
        options.onProgress?.(name, records);
      }
      await part.finish();
    } catch (error) {
      await part.abandon();
      throw error;
    }
    return { entity: source.file, file, records };
  } catch (error) {
    throw unwritable(error, options.directory);
  }
}
