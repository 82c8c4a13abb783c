import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDatabase } from './database.js';
import { ensureSchema, migrate } from './migrate.js';
import { schemaVersion } from './migrations/migrations.js';
import { openTemporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.js';

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await openTemporaryDatabase('nothing');
});

afterAll(() => database.close());

async function setVersion(version: number): Promise<void> {
  await database.db
    .updateTable('rollcall.meta')
    .set({ value: String(version) })
    .where('key', '=', 'schema_version')
    .execute();
}

describe('the database', () => {
  it('reads int8 as a number when it is safe, date as text and timestamptz as a Date', async () => {
    const { rows } = await sql`
      SELECT 7::int8 AS small, 9007199254740993::int8 AS large, '2026-03-01'::date AS day,
        '2026-03-01T00:00:00Z'::timestamptz AS instant
    `.execute(database.db);

    expect(rows).toEqual([
      {
        small: 7,
        large: '9007199254740993',
        day: '2026-03-01',
        instant: new Date('2026-03-01T00:00:00Z'),
      },
    ]);
  });

  it('opens a server by its URL', async () => {
    const { host, database: name, user } = database.connection;
    const query = new URLSearchParams({ host: host ?? '', user: user ?? '' });
    const byUrl = await openDatabase({ source: { url: `postgres:///${name}?${query}` } });
    const { rows } = await byUrl.pool.query('SELECT 1::int8 AS one');
    await byUrl.close();

    expect(rows).toEqual([{ one: 1 }]);
    expect(byUrl.isEmbedded).toBe(false);
  });

  it('says where it could not connect to, without the password', async () => {
    const opened = openDatabase({
      source: { url: 'postgres://me:hush-hush@no-such-host.invalid:5432/rollcall' },
    });

    await expect(opened).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('no-such-host.invalid:5432/rollcall'),
    });
    await expect(opened).rejects.not.toMatchObject({
      message: expect.stringContaining('hush-hush'),
    });
  });

  it('refuses a URL that is none without showing it', async () => {
    const opened = openDatabase({ source: { url: 'me:hush-hush@host' } });

    await expect(opened).rejects.toMatchObject({
      code: 'USAGE_INVALID',
      message: expect.not.stringContaining('hush-hush'),
    });
  });
});

describe('the schema', () => {
  it('is not there at all when making it fails in the middle', async () => {
    await sql`CREATE SCHEMA facts; CREATE TABLE facts.sign_ins ()`.execute(database.db);

    await expect(migrate(database.db)).rejects.toThrow('sign_ins');

    const { rows } = await sql`SELECT to_regnamespace('rollcall') AS made`.execute(database.db);
    expect(rows).toEqual([{ made: null }]);
    await sql`DROP SCHEMA facts CASCADE`.execute(database.db);
  });

  it('is made whole by the first of several that need it', async () => {
    await Promise.all([1, 2, 3].map(() => ensureSchema(database.db, { allowMigrate: false })));

    expect(await migrate(database.db)).toBe('current');
    const { rows } = await sql`SELECT count(*) FROM facts.accounts`.execute(database.db);
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('of an earlier version is left alone where it may not be migrated', async () => {
    await setVersion(0.5);

    const ensured = ensureSchema(database.db, { allowMigrate: false });

    await expect(ensured).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
    await setVersion(schemaVersion);
  });

  it('of a newer version is never touched', async () => {
    await setVersion(schemaVersion + 1);

    await expect(migrate(database.db)).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
    await expect(ensureSchema(database.db, { allowMigrate: true })).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
    });
    await setVersion(schemaVersion);
  });
});
