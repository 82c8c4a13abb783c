import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { ApiTokens, firstApiToken } from './api-tokens.js';

let folder: string;
let database: Database;
let tokens: ApiTokens;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-tokens-'));
  database = await openDatabase({ source: { home: join(folder, 'home'), runtimeDir: folder } });
  await migrate(database.db);
  tokens = new ApiTokens(database.db, new MemoryClock());
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('API tokens', () => {
  it('the first is made once, in a file for its owner alone', async () => {
    const first = await firstApiToken(tokens, folder);
    const second = await firstApiToken(tokens, folder);

    expect(second).toBeUndefined();
    expect(await readFile(first?.path ?? '', 'utf8')).toBe(`${first?.token}\n`);
    expect((await stat(first?.path ?? '')).mode & 0o777).toBe(0o600);
  });

  it('open the API until they are removed', async () => {
    const made = await tokens.add('dashboard');

    const before = await tokens.verify(made.token);
    await tokens.remove('dashboard');
    const after = await tokens.verify(made.token);

    expect(before?.name).toBe('dashboard');
    expect(after).toBeUndefined();
  });

  it('are not in the database themselves', async () => {
    const made = await tokens.add('hidden');

    const { rows } = await database.pool.query('SELECT t::text AS row FROM rollcall.api_token t');

    expect(JSON.stringify(rows)).not.toContain(made.token);
  });

  it('that share a name are removed by id only', async () => {
    await tokens.add('twin');
    await tokens.add('twin');

    await expect(tokens.remove('twin')).rejects.toMatchObject({ code: 'NAME_AMBIGUOUS' });
  });
});
