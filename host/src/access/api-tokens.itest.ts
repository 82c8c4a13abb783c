import { readFile, stat } from 'node:fs/promises';

import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { ApiTokens } from './api-tokens.js';
import { firstApiToken } from './first-api-token.js';
import { Users } from './users.js';

const day = 86_400_000;
let database: TemporaryDatabase;
let clock: MemoryClock;
let tokens: ApiTokens;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  clock = new MemoryClock();
  tokens = new ApiTokens(database.db, clock);
});

afterAll(async () => {
  await database?.close();
});

describe('API tokens', () => {
  it('the first is made once, in a file for its owner alone', async () => {
    const first = await firstApiToken(tokens, database.home);
    const second = await firstApiToken(tokens, database.home);

    expect(second).toBeUndefined();
    expect(await readFile(first?.path ?? '', 'utf8')).toBe(`${first?.token}\n`);
    expect((await stat(first?.path ?? '')).mode & 0o777).toBe(0o600);
  });

  it('open the API until they are removed', async () => {
    const made = await tokens.add({ name: 'dashboard', scope: 'admin' });

    const before = await tokens.verify(made.token);
    await tokens.remove('dashboard');
    const after = await tokens.verify(made.token);

    expect(before?.name).toBe('dashboard');
    expect(after).toBeUndefined();
  });

  it('are not in the database themselves', async () => {
    const made = await tokens.add({ name: 'hidden', scope: 'read' });

    const { rows } = await database.pool.query('SELECT t::text AS row FROM rollcall.api_token t');

    expect(JSON.stringify(rows)).not.toContain(made.token);
  });

  it('never share a name', async () => {
    await tokens.add({ name: 'twin', scope: 'read' });

    const again = tokens.add({ name: 'twin', scope: 'admin' });

    await expect(again).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  });

  it('open nothing after their expiry', async () => {
    const expiresAt = new Date(clock.now().getTime() + day);
    const made = await tokens.add({ name: 'brief', scope: 'read', expiresAt });

    const before = await tokens.verify(made.token);
    clock.advance(day);
    const after = await tokens.verify(made.token);

    expect(before?.name).toBe('brief');
    expect([after, await tokens.isValid(made.id)]).toEqual([undefined, false]);
  });

  it('of a user may no more than the user, and go with them', async () => {
    const users = new Users(database.db, clock);
    const user = await users.add({ name: 'One', login: 'one@example.com', role: 'operator' });
    const made = await tokens.add({ name: 'ci', scope: 'admin', userId: user.id });

    const asOperator = await tokens.verify(made.token);
    await users.edit(user.id, { role: 'viewer' });
    const asViewer = await tokens.verify(made.token);
    await users.remove(user.id);
    const afterwards = await tokens.verify(made.token);

    expect([asOperator?.role, asViewer?.role, afterwards]).toEqual([
      'operator',
      'viewer',
      undefined,
    ]);
  });
});
