import { randomBytes, timingSafeEqual } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../db/tables.js';
import { keyCheck } from './envelope.js';

/** Where the master key comes from. */
export interface KeySource {
  /** Value of `ROLLCALL_MASTER_KEY`; it comes before the file. */
  readonly given: string | undefined;
  /** The home; the file is `master.key` in it. */
  readonly home: string;
  /** Whether a file may be made: for the embedded database only, and never beside an existing one. */
  readonly mayGenerate: boolean;
}

const keyBytes = 32;
const checkName = 'key_check';

/**
 * Reads a master key: 32 bytes as base64, base64url or hex.
 * @param source where the text was found, for the error
 * @throws `KEY_MISMATCH` when it is none; the value is not shown
 */
export function parseMasterKey(text: string, source = 'ROLLCALL_MASTER_KEY'): Buffer {
  const trimmed = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, 'base64');
  throw new RollcallError(
    'KEY_MISMATCH',
    `the master key in ${source} is not 32 bytes in base64 or hex`,
    {
      hint: 'Make one with "openssl rand -base64 32", for a new database. For an existing one use the key that it was made with.',
    },
  );
}

/** A new master key. */
export function generateMasterKey(): Buffer {
  return randomBytes(keyBytes);
}

/**
 * Gives the master key of a database whose schema exists, and makes sure that it is the right one:
 * a new database takes the key on, an existing one must know it.
 * @throws `KEY_MISMATCH` when there is no key, or another one than the database was made with
 */
export async function openMasterKey(db: Kysely<Tables>, source: KeySource): Promise<Buffer> {
  const known = await readCheck(db);
  if (known === undefined) {
    await requireNoSecrets(db);
    return takeOn(db, await firstKey(source));
  }
  const candidates = await existingKeys(source);
  const found = candidates.find((key) => isSame(keyCheck(key), known));
  if (found === undefined) throw mismatch(candidates.length > 0, source);
  // A rotation was cut short between the database and the file: the next key is the key.
  if (source.given === undefined && found === candidates[1]) await promoteNextKey(source.home);
  return found;
}

/**
 * Makes sure that `masterKey` is still the database's, and that no rotation changes it before the
 * transaction ends. Call it before rows with ciphertexts are locked.
 * @throws `KEY_MISMATCH` when it was rotated by another process
 */
export async function assertKey(trx: Kysely<Tables>, masterKey: Buffer): Promise<void> {
  const row = await checkRow(trx).forShare().executeTakeFirst();
  requireSame(row?.value, masterKey);
}

/**
 * Like `assertKey`, and waits for everybody else who relies on the key; until the end of the
 * transaction nobody else can.
 * @throws `KEY_MISMATCH`
 */
export async function assertKeyAlone(trx: Kysely<Tables>, masterKey: Buffer): Promise<void> {
  const row = await checkRow(trx).forUpdate().executeTakeFirst();
  requireSame(row?.value, masterKey);
}

/** Replaces the check value; part of the transaction that re-wraps every data key. */
export async function writeCheck(trx: Kysely<Tables>, masterKey: Buffer): Promise<void> {
  await trx
    .updateTable('rollcall.meta')
    .set({ value: keyCheck(masterKey) })
    .where('key', '=', checkName)
    .execute();
}

/** What re-wraps everything: the vault. */
export interface KeyRotator {
  rotate(newKey: Buffer, keep: () => Promise<void>): Promise<void>;
}

/** Where a new master key lies: a file, or `undefined` where the environment gives it. */
export interface RotatedKey {
  readonly file: string | undefined;
}

/**
 * Changes the master key and everything that is wrapped by it. A key file is replaced, by `next` or
 * by a key made here. Where the environment gives the key, `next` is needed, and whoever sets the
 * variable has to change it.
 * @throws `USAGE_INVALID` without a new key for the environment; `KEY_MISMATCH` when `next` is no key,
 *   or another process was faster
 */
export async function rotateMasterKey(
  { given, home }: Pick<KeySource, 'given' | 'home'>,
  vault: KeyRotator,
  next: string | undefined,
): Promise<RotatedKey> {
  const newKey = next === undefined ? undefined : parseMasterKey(next, '--new-key');
  if (given === undefined) {
    await rotateKeyFile(home, vault, newKey);
    return { file: keyFile(home) };
  }
  if (newKey === undefined) {
    throw new RollcallError(
      'USAGE_INVALID',
      'ROLLCALL_MASTER_KEY gives the key, so a new one is needed',
      {
        hint: 'Make one with "openssl rand -base64 32", and name it with --new-key env:VARIABLE.',
      },
    );
  }
  await vault.rotate(newKey, async () => undefined);
  return { file: undefined };
}

/**
 * Changes the key file and everything that is wrapped by it. The new key lies beside the old one
 * while the database changes, and whichever of the two the database knows is used: a crash at any
 * point locks nobody out.
 * @throws `KEY_MISMATCH` when another process was faster
 */
export async function rotateKeyFile(
  home: string,
  vault: KeyRotator,
  newKey = generateMasterKey(),
): Promise<void> {
  await vault.rotate(newKey, () => writeNextKey(home, newKey));
  await promoteNextKey(home);
}

async function writeNextKey(home: string, key: Buffer): Promise<void> {
  await rm(nextKeyFile(home), { force: true });
  await writeKey(nextKeyFile(home), key);
  await syncDirectory(home);
}

async function promoteNextKey(home: string): Promise<void> {
  // When it is not there, another process met the two and has done it.
  await rename(nextKeyFile(home), keyFile(home)).catch(allowCode('ENOENT'));
  await syncDirectory(home);
}

function keyFile(home: string): string {
  return join(home, 'master.key');
}

function nextKeyFile(home: string): string {
  return join(home, 'master.key.next');
}

async function existingKeys({ given, home }: KeySource): Promise<readonly Buffer[]> {
  if (given !== undefined) return [parseMasterKey(given)];
  const texts = await Promise.all([keyFile(home), nextKeyFile(home)].map(readKeyText));
  // The order tells the two apart, so a missing first one keeps its place.
  const [first, next] = texts;
  if (first === undefined && next === undefined) return [];
  const firstKey = first === undefined ? Buffer.alloc(0) : parseMasterKey(first, keyFile(home));
  return next === undefined ? [firstKey] : [firstKey, parseMasterKey(next, nextKeyFile(home))];
}

async function firstKey(source: KeySource): Promise<Buffer> {
  const [existing] = await existingKeys(source);
  if (existing !== undefined && existing.length > 0) return existing;
  if (!source.mayGenerate) throw mismatch(false, source);
  const path = keyFile(source.home);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeKey(draft, generateMasterKey());
  try {
    // Unlike a rename, a link fails when another process was faster; its key is then the one.
    await link(draft, path).catch(allowCode('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(dirname(path));
  return parseMasterKey((await readKeyText(path)) ?? '', path);
}

async function takeOn(db: Kysely<Tables>, key: Buffer): Promise<Buffer> {
  await db
    .insertInto('rollcall.meta')
    .values({ key: checkName, value: keyCheck(key) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await assertKey(db, key);
  return key;
}

async function readCheck(db: Kysely<Tables>): Promise<string | undefined> {
  const row = await checkRow(db).executeTakeFirst();
  return row?.value;
}

function checkRow(db: Kysely<Tables>) {
  return db.selectFrom('rollcall.meta').select('value').where('key', '=', checkName);
}

function requireSame(known: string | undefined, masterKey: Buffer): void {
  if (isSame(known ?? '', keyCheck(masterKey))) return;
  throw new RollcallError('KEY_MISMATCH', 'the master key was rotated by another process', {
    hint: 'Restart this process so that it reads the new key.',
  });
}

async function requireNoSecrets(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM rollcall.secret UNION ALL SELECT 1 FROM rollcall.token LIMIT 1
  `.execute(db);
  if (rows.length === 0) return;
  throw new RollcallError('KEY_MISMATCH', 'the database has secrets but does not know its key', {
    hint: 'Restore the database whole: the table rollcall.meta belongs to it.',
  });
}

function mismatch(hasKey: boolean, { given, home }: KeySource): RollcallError {
  const file = keyFile(home);
  if (given !== undefined) {
    return new RollcallError('KEY_MISMATCH', 'ROLLCALL_MASTER_KEY is not the key of this database');
  }
  return new RollcallError(
    'KEY_MISMATCH',
    hasKey ? `${file} is not the key of this database` : `there is no master key in ${file}`,
    {
      hint: `Set ROLLCALL_MASTER_KEY, or put ${file} back: the key that this database was made with. A new one cannot read its secrets.`,
    },
  );
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function readKeyText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new RollcallError('KEY_MISMATCH', `the master key in ${path} cannot be read`, {
      hint: `Run Rollcall as the owner of ${path}, or set ROLLCALL_MASTER_KEY.`,
      cause: error,
    });
  }
}

async function writeKey(path: string, key: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

function allowCode(code: string): (error: unknown) => void {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return;
    throw error;
  };
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}
