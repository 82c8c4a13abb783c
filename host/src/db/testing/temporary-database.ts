import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Database, openDatabase } from '../database.js';
import { migrate } from '../migrate.js';

/** A database of its own for a test, in a home that goes with it. */
export interface TemporaryDatabase extends Database {
  readonly home: string;
}

/** Opens an empty home's database; with `schema`, one that has every table. */
export async function openTemporaryDatabase(
  content: 'nothing' | 'schema',
): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  const home = join(folder, 'home');
  const database = await openDatabase({ source: { home, runtimeDir: folder } });
  if (content === 'schema') await migrate(database.db);
  return {
    ...database,
    home,
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Adds an integration that other rows may refer to. */
export async function addTestIntegration({ db }: Database, id: string): Promise<void> {
  const at = new Date(0);
  await db
    .insertInto('rollcall.integration')
    .values({
      id,
      plugin_id: 'example',
      plugin_digest: 'none',
      name: id,
      config: '{}',
      config_version: 1,
      options: '{}',
      paused: false,
      tenant_id: null,
      tenant_name: null,
      connected: null,
      tested_at: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}
