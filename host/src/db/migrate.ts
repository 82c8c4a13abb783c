import { RollcallError } from '@rollcall/core';
import { type Kysely, sql } from 'kysely';

import { migrations, schemaVersion } from './migrations/migrations.js';
import type { Tables } from './tables.js';

/** How a database's schema compares with the one that this program works with. */
export type SchemaState = 'empty' | 'current' | 'older' | 'newer';

/** Whether an existing database of an earlier version may be migrated: by `start` and `migrate` only. */
export interface SchemaPolicy {
  readonly allowMigrate: boolean;
}

/** Any number that nothing else in the database uses. */
const lockId = 7_420_001;
const versionKey = 'schema_version';

/** The rule (pure): a database of version 0 is empty. */
function stateOf(version: number): SchemaState {
  if (version === 0) return 'empty';
  if (version === schemaVersion) return 'current';
  return version < schemaVersion ? 'older' : 'newer';
}

/**
 * Brings the schema to this program's version, all steps in one transaction under a lock: several
 * processes may call it at once, and a crash leaves the version before.
 * Gives the state that it found.
 * @throws `SCHEMA_MISMATCH` for a newer database
 */
export async function migrate(db: Kysely<Tables>): Promise<SchemaState> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(${lockId}::bigint)`.execute(trx);
    const version = await readVersion(trx);
    const state = stateOf(version);
    if (state === 'newer') throw mismatch(version);
    for (const migration of migrations.slice(version)) {
      await sql.raw(migration.sql()).execute(trx);
    }
    if (state !== 'current') await writeVersion(trx);
    return state;
  });
}

/**
 * What every command does before it uses the database: an empty one is initialised, one of an earlier
 * version is migrated only where the policy allows it.
 * @throws `SCHEMA_MISMATCH` when it is of another version and may not be changed
 */
export async function ensureSchema(db: Kysely<Tables>, policy: SchemaPolicy): Promise<void> {
  const version = await readVersion(db);
  const state = stateOf(version);
  if (state === 'current') return;
  if (state === 'newer' || (state === 'older' && !policy.allowMigrate)) throw mismatch(version);
  await migrate(db);
}

async function readVersion(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ meta: string | null }>`
    SELECT to_regclass('rollcall.meta')::text AS meta
  `.execute(db);
  if (rows[0]?.meta === null) return 0;
  const row = await db
    .selectFrom('rollcall.meta')
    .select('value')
    .where('key', '=', versionKey)
    .executeTakeFirst();
  return Number(row?.value ?? 0);
}

async function writeVersion(db: Kysely<Tables>): Promise<void> {
  await db
    .insertInto('rollcall.meta')
    .values({ key: versionKey, value: String(schemaVersion) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(schemaVersion) }))
    .execute();
}

function mismatch(version: number): RollcallError {
  const isNewer = version > schemaVersion;
  return new RollcallError(
    'SCHEMA_MISMATCH',
    `the database has schema ${version}, this Rollcall works with ${schemaVersion}`,
    {
      hint: isNewer
        ? 'A newer Rollcall has migrated it. Use that version.'
        : 'Stop every other Rollcall that uses it, then run "rollcall migrate".',
    },
  );
}
