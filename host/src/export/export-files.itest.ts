import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { readCursor, writeCursor } from './cursor.js';
import { chooseEntities } from './entity-choice.js';
import { exportFiles } from './export-files.js';

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-export-'));
  database = await openDatabase({ source: { home: join(folder, 'home'), runtimeDir: folder } });
  await migrate(database.db);
  await database.pool.query(`
    INSERT INTO facts.accounts (integration_id, id, username, state, kind, last_sign_in_at, failed_sign_ins,
      is_collector, raw, stream, content_hash, first_seen, last_seen, gone_at)
    VALUES ('i1', 'a1', E'q"\\\\\\nü', 'active', 'human', '2026-05-20T12:00:00.120Z', 3, true,
      E'{"Big": 12345678901234567890,\\n "x": "y"}', 'accounts', '\\x00', '2026-05-01T00:00:00Z',
      '2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z');
    INSERT INTO facts.licence_pools (integration_id, id, name, layer, expires_on, stream, content_hash,
      first_seen, last_seen)
    VALUES ('i1', 'p1', 'Full', 'base', '2027-01-31', 's', '\\x00', '2026-05-01', '2026-05-01');
    INSERT INTO facts.sign_ins (integration_id, id, time, outcome, latitude, stream, content_hash,
      first_seen, last_seen)
    SELECT CASE WHEN n % 2 = 0 THEN 'i1' ELSE 'i2' END, 's' || n, '2026-05-01T00:00:00Z', 'success', 0.1, 's',
      '\\x00', '2026-05-01', '2026-05-01' FROM generate_series(1, 5001) n;`);
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

async function linesOf(directory: string, file: string): Promise<string[]> {
  return (await readFile(join(directory, file), 'utf8')).split('\n').filter((line) => line !== '');
}

describe('exporting NDJSON', () => {
  it('writes every field by its name, instants in UTC with milliseconds, raw as it was', async () => {
    const directory = join(folder, 'one');

    await exportFiles(database.pool, {
      format: 'ndjson',
      entities: ['account'],
      directory,
    });

    const [line = ''] = await linesOf(directory, 'accounts.ndjson');
    expect(JSON.parse(line)).toMatchObject({
      id: 'a1',
      integrationId: 'i1',
      username: 'q"\\\nü',
      email: null,
      lastSignInAt: '2026-05-20T12:00:00.120Z',
      failedSignIns: 3,
      isCollector: true,
      firstSeen: '2026-05-01T00:00:00.000Z',
      lastSeen: '2026-06-01T00:00:00.000Z',
      goneAt: '2026-06-02T00:00:00.000Z',
    });
    expect(line).toContain('"Big": 12345678901234567890');
  });

  it('writes dates as dates', async () => {
    const directory = join(folder, 'dates');

    await exportFiles(database.pool, {
      format: 'ndjson',
      entities: ['licence_pool'],
      directory,
    });

    const [line = ''] = await linesOf(directory, 'licence_pools.ndjson');
    expect(JSON.parse(line)).toMatchObject({ expiresOn: '2027-01-31', total: null, raw: null });
  });

  it('writes more rows than a page, of one integration', async () => {
    const directory = join(folder, 'many');

    const files = await exportFiles(database.pool, {
      format: 'ndjson',
      entities: ['sign_in'],
      directory,
      integrationId: 'i2',
    });

    const lines = await linesOf(directory, 'sign_ins.ndjson');
    expect(files).toEqual([
      { entity: 'sign_in', file: join(directory, 'sign_ins.ndjson'), records: 2501 },
    ]);
    expect(new Set(lines.map((line) => JSON.parse(line).id)).size).toBe(2501);
  });

  it('writes a file for each entity when none is named', async () => {
    const directory = join(folder, 'all');

    await exportFiles(database.pool, {
      format: 'ndjson',
      entities: chooseEntities([]),
      directory,
    });

    const names = await readdir(directory);
    expect(names).toContain('records.ndjson');
    expect(names).toHaveLength(17);
  });

  it('leaves nothing half-written when it is interrupted', async () => {
    const directory = join(folder, 'interrupted');

    const exporting = exportFiles(database.pool, {
      format: 'ndjson',
      entities: ['sign_in'],
      directory,
      signal: AbortSignal.abort(),
    });

    await expect(exporting).rejects.toThrow();
    expect(await readdir(directory)).toEqual([]);
  });

  it('says that a folder cannot be written to', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');

    const exporting = exportFiles(database.pool, {
      format: 'ndjson',
      entities: ['account'],
      directory: file,
    });

    await expect(exporting).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('exporting for other tools', () => {
  it('writes CSV with a head, quoted where it must be', async () => {
    const directory = join(folder, 'csv');

    await exportFiles(database.pool, { format: 'csv', entities: ['account'], directory });

    const [head = '', row = ''] = (await readFile(join(directory, 'accounts.csv'), 'utf8')).split(
      /\r\n/,
    );
    expect(head).toMatch(/^id,integrationId,username,/);
    expect(row).toMatch(/^a1,i1,"q""/);
    expect(head.split(',')).toContain('lastSignInAt');
    expect(row).toContain(',2026-05-20T12:00:00.120Z,');
  });

  it('writes Parquet with a type for each column', async () => {
    const directory = join(folder, 'parquet');

    await exportFiles(database.pool, {
      format: 'parquet',
      entities: ['account', 'sign_in'],
      directory,
    });

    const rowsOf = async (name: string) =>
      parquetReadObjects({ file: await asyncBufferFromFile(join(directory, name)) });
    const [account] = await rowsOf('accounts.parquet');
    expect(account).toMatchObject({
      id: 'a1',
      failedSignIns: 3n,
      isCollector: true,
      email: null,
      lastSignInAt: new Date('2026-05-20T12:00:00.120Z'),
    });
    expect(await rowsOf('sign_ins.parquet')).toHaveLength(5001);
  });

  it('writes only what came since', async () => {
    const directory = join(folder, 'since');
    const since = new Date('2026-06-01T12:00:00Z');

    const files = await exportFiles(database.pool, {
      format: 'ndjson',
      entities: ['account', 'sign_in'],
      directory,
      since,
    });

    expect(files.map(({ records }) => records)).toEqual([1, 0]);
  });

  it('goes on a little before where the export before began', async () => {
    const file = join(folder, 'cursor');

    const first = await readCursor(file);
    await writeCursor(file, new Date('2026-06-01T12:00:00Z'));
    const second = await readCursor(file);
    await writeFile(file, 'rubbish');

    expect(first).toBeUndefined();
    expect(second).toEqual(new Date('2026-06-01T11:50:00Z'));
    await expect(readCursor(file)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
