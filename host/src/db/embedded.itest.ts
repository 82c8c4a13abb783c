import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readPostmaster, signalProcess } from './embedded/postmaster.js';
import { stopServer } from './embedded/server.js';
import { type EmbeddedDatabase, openEmbedded } from './embedded.js';
import { type OtherProcess, openInOtherProcess } from './testing/other-process.js';

let folder: string;
let home: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-embedded-'));
  home = join(folder, 'home');
  data = join(home, 'postgres');
});

afterEach(async () => {
  await stopServer(data);
  await rm(folder, { recursive: true, force: true });
});

function open(): Promise<EmbeddedDatabase> {
  return openEmbedded({ home, runtimeDir: folder });
}

async function query(database: EmbeddedDatabase, text: string): Promise<unknown> {
  const client = new pg.Client(database.connection);
  await client.connect();
  const { rows } = await client.query({ text, rowMode: 'array' }).finally(() => client.end());
  return rows[0]?.[0];
}

function openElsewhere(): Promise<OtherProcess> {
  return openInOtherProcess(home, folder);
}

async function postmasterPid(): Promise<number> {
  return (await readPostmaster(data))?.pid ?? 0;
}

describe('the PostgreSQL in the home', () => {
  it('keeps what was committed when it is closed and opened again', async () => {
    const first = await open();
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.close();

    const second = await open();
    const value = await query(second, 'SELECT value FROM kept');
    await second.close();

    expect(value).toBe(7);
  });

  it('stores UTF-8, keeps fsync on and listens on no network', async () => {
    const database = await open();
    const settings = await query(
      database,
      `SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings
       WHERE name IN ('fsync', 'listen_addresses', 'server_encoding', 'jit', 'data_checksums')`,
    );
    await database.close();

    expect(settings).toBe(
      'data_checksums=on fsync=on jit=off listen_addresses= server_encoding=UTF8',
    );
  });

  it('opens a home whose path is longer than a socket path may be', async () => {
    home = join(folder, ...Array.from({ length: 10 }, () => 'a-deep-directory'), 'home');
    data = join(home, 'postgres');

    const database = await open();
    const value = await query(database, 'SELECT 1');
    await database.close();

    expect(home.length).toBeGreaterThan(150);
    expect(value).toBe(1);
  });

  it('stops the server only when the last one closes', async () => {
    const first = await open();
    const second = await open();

    await first.close();
    const value = await query(second, 'SELECT 1');
    await second.close();

    expect(value).toBe(1);
    expect(await readPostmaster(data)).toBeUndefined();
  });

  it('starts one server when several processes open a new home at once', async () => {
    const children = await Promise.all([openElsewhere(), openElsewhere(), openElsewhere()]);
    const database = await open();
    const clients = await query(
      database,
      "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'rollcall presence'",
    );
    await database.close();
    await Promise.all(children.map((child) => child.close()));

    expect(clients).toBe(4);
    expect(await readPostmaster(data)).toBeUndefined();
  });

  it('adopts the server that a killed process left running', async () => {
    const child = await openElsewhere();
    const pid = await postmasterPid();
    await child.kill();

    const database = await open();
    const adopted = await postmasterPid();
    await database.close();

    expect(adopted).toBe(pid);
    expect(await readPostmaster(data)).toBeUndefined();
  });

  it('recovers when the server and its owner were killed', async () => {
    const child = await openElsewhere();
    const before = await open();
    await query(before, 'CREATE TABLE kept AS SELECT 7 AS value');
    await before.close();
    await child.kill();
    signalProcess(await postmasterPid(), 'SIGKILL');

    const database = await open();
    const value = await query(database, 'SELECT value FROM kept');
    await database.close();

    expect(value).toBe(7);
  });

  it('starts the server again when it is killed while open', async () => {
    const database = await open();
    const pid = await postmasterPid();

    signalProcess(pid, 'SIGKILL');
    await expect.poll(postmasterPid, { timeout: 10_000 }).not.toBe(pid);
    await expect
      .poll(() => query(database, 'SELECT 1').catch(() => 0), { timeout: 10_000 })
      .toBe(1);
    await database.close();

    expect(await readPostmaster(data)).toBeUndefined();
  });

  it('refuses a home whose server may be running on another machine', async () => {
    const child = await openElsewhere();
    const owner = join(home, 'postgres.owner.json');
    const here: unknown = JSON.parse(await readFile(owner, 'utf8'));
    await writeFile(owner, JSON.stringify({ ...Object(here), name: 'other abc', boot: 'x' }));

    const opened = open();

    await expect(opened).rejects.toMatchObject({ code: 'HOME_IN_USE' });
    await writeFile(owner, JSON.stringify(here));
    await child.close();
  });

  it('names the variables that help when there are no binaries', async () => {
    const opened = openEmbedded({ home, runtimeDir: folder, binDir: join(folder, 'none') });

    await expect(opened).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      hint: expect.stringMatching(/ROLLCALL_DATABASE_URL.*ROLLCALL_POSTGRES_BIN/),
    });
  });
});
