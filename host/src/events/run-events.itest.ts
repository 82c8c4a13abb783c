import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Database, openDatabase } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { RunEvents } from './run-events.js';

const at = new Date('2026-05-01T00:00:00Z');
let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-events-'));
  database = await openDatabase({ source: { home: join(folder, 'home'), runtimeDir: folder } });
  await migrate(database.db);
  await database.pool.query(`
    INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options, paused,
      created_at, updated_at) VALUES ('i', 'p', 'd', 'n', '{}', 1, '{}', false, '2026-05-01', '2026-05-01');
    INSERT INTO rollcall.run (id, integration_id, hook, trigger, status, requested_at)
      VALUES ('r', 'i', 'collect', 'person', 'running', '2026-05-01')`);
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

it('are read in the order in which they were written, also past the hundredth', async () => {
  const events = new RunEvents(database.pool);
  for (let n = 0; n < 120; n += 1) await events.append('r', 'note', n, at);

  const all = await events.read('r', '0');
  const rest = await events.read('r', all[98]?.id ?? '');

  expect(all.map(({ data }) => data)).toEqual(Array.from({ length: 120 }, (_, n) => n));
  expect(rest).toEqual(all.slice(99));
});
