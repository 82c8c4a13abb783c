import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import { generateMasterKey, openMasterKey, rotateKeyFile, rotateMasterKey } from './key.js';
import { Vault } from './vault.js';

const origin = 'https://api.example.com';
const clock = { now: () => new Date(0), providerNow: () => new Date(0) };

let database: TemporaryDatabase;
let vault: Vault;
let masterKey: Buffer;
let count = 0;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  masterKey = await openKey();
  vault = newVault(masterKey);
});

afterAll(() => database.close());

function openKey(mayGenerate = true): Promise<Buffer> {
  return openMasterKey(database.db, { given: undefined, home: database.home, mayGenerate });
}

function newVault(key: Buffer): Vault {
  return new Vault({ db: database.db, masterKey: key, clock });
}

function putToken(integrationId: string, origin: string, value: string): Promise<number> {
  return vault.withTokenLock(integrationId, origin, (locked) => locked.put(value));
}

async function newIntegration(): Promise<string> {
  count += 1;
  const id = `integration-${count}`;
  await addTestIntegration(database, id);
  return id;
}

async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
  const contents = await Promise.all(paths.map((path) => readFile(path).catch(() => Buffer.of())));
  return paths.filter((_, index) => contents[index]?.includes(text));
}

describe('the master key', () => {
  it('is kept in a file that only the owner can read', async () => {
    const { mode } = await stat(join(database.home, 'master.key'));

    expect(mode & 0o777).toBe(0o600);
    expect(await openKey()).toEqual(masterKey);
  });

  it('is never made anew beside a database that knows another', async () => {
    const file = join(database.home, 'master.key');
    await rename(file, `${file}.away`);

    await expect(openKey()).rejects.toMatchObject({ code: 'KEY_MISMATCH' });

    await rename(`${file}.away`, file);
    expect(await readdir(database.home)).not.toContain('master.key.next');
  });

  it('is refused when it is another one than the database was made with', async () => {
    const given = generateMasterKey().toString('hex');

    const opened = openMasterKey(database.db, { given, home: database.home, mayGenerate: true });

    await expect(opened).rejects.toMatchObject({ code: 'KEY_MISMATCH' });
  });
});

describe('the vault', () => {
  it('gives back what was stored last', async () => {
    const ref = { integrationId: await newIntegration(), field: 'clientSecret', origin };

    await vault.putSecret(ref, 'first');
    await vault.putSecret(ref, 'second ✓');

    expect(await vault.getSecret(ref)).toBe('second ✓');
    expect(await vault.listFields(ref.integrationId)).toEqual(['clientSecret']);
  });

  it('does not give a secret to another address, field or integration', async () => {
    const ref = { integrationId: await newIntegration(), field: 'a', origin };
    await vault.putSecret(ref, 'a secret value');

    await expect(
      vault.getSecret({ ...ref, origin: 'https://evil.example.com' }),
    ).rejects.toMatchObject({ code: 'SECRET_REENTER' });
    await database.db
      .updateTable('rollcall.secret')
      .set({ field: 'b' })
      .where('field', '=', 'a')
      .where('integration_id', '=', ref.integrationId)
      .execute();
    await expect(vault.getSecret({ ...ref, field: 'b' })).rejects.toMatchObject({
      code: 'SECRET_REENTER',
    });
  });

  it('removes one secret, or all of an integration with its token', async () => {
    const integrationId = await newIntegration();
    await vault.putSecret({ integrationId, field: 'a', origin }, 'one');
    await vault.putSecret({ integrationId, field: 'b', origin }, 'two');
    await putToken(integrationId, origin, 'token');

    await vault.remove(integrationId, 'a');
    expect(await vault.listFields(integrationId)).toEqual(['b']);
    await vault.remove(integrationId);

    expect(await vault.listFields(integrationId)).toEqual([]);
    expect(await vault.getToken(integrationId, origin)).toBeUndefined();
  });

  it('leaves nothing in clear in the files of the database', async () => {
    const integrationId = await newIntegration();
    await vault.putSecret({ integrationId, field: 'a', origin }, 'canary-of-the-secret');
    await putToken(integrationId, origin, 'canary-of-the-token');
    await sql`CREATE TABLE public.control AS SELECT 'canary-in-clear' AS value`.execute(
      database.db,
    );
    await sql`CHECKPOINT`.execute(database.db);

    expect(await filesWith(database.home, 'canary-of-the-')).toEqual([]);
    expect(await filesWith(database.home, 'canary-in-clear')).not.toEqual([]);
  });

  it('lets one of several processes fetch a token, and gives it to the others', async () => {
    const integrationId = await newIntegration();
    let fetched = 0;
    const refresh = (one: Vault) =>
      one.withTokenLock(integrationId, origin, async (locked) => {
        if (locked.current !== undefined) return locked.current.value;
        fetched += 1;
        await locked.put(`token ${fetched}`);
        return `token ${fetched}`;
      });

    const tokens = await Promise.all(
      [vault, newVault(masterKey), newVault(masterKey)].map(refresh),
    );

    expect(tokens).toEqual(['token 1', 'token 1', 'token 1']);
    expect(await vault.getToken(integrationId, origin)).toEqual({
      value: 'token 1',
      generation: 1,
    });
  });

  it('keeps the token before when fetching a new one fails', async () => {
    const integrationId = await newIntegration();
    await putToken(integrationId, origin, 'good');

    const failed = vault.withTokenLock(integrationId, origin, async (locked) => {
      await locked.put('bad');
      await locked.setRefusedInARow(1);
      throw new Error('the provider is down');
    });

    await expect(failed).rejects.toThrow('the provider is down');
    expect(await vault.getToken(integrationId, origin)).toEqual({ value: 'good', generation: 1 });
  });

  it('does not give a token to another address', async () => {
    const integrationId = await newIntegration();
    await putToken(integrationId, origin, 'token');

    expect(await vault.getToken(integrationId, 'https://evil.example.com')).toBeUndefined();
  });

  it('reads everything after the key was rotated, and keeps old processes from storing', async () => {
    const ref = { integrationId: await newIntegration(), field: 'a', origin };
    await vault.putSecret(ref, 'kept');
    await putToken(ref.integrationId, origin, 'kept token');
    const old = newVault(masterKey);

    await rotateKeyFile(database.home, vault);

    expect(await vault.getSecret(ref)).toBe('kept');
    expect(await vault.getToken(ref.integrationId, origin)).toMatchObject({ value: 'kept token' });
    await expect(old.putSecret(ref, 'late')).rejects.toMatchObject({ code: 'KEY_MISMATCH' });
    await expect(old.getSecret(ref)).rejects.toMatchObject({ code: 'KEY_MISMATCH' });
    await expect(rotateKeyFile(database.home, old)).rejects.toMatchObject({ code: 'KEY_MISMATCH' });
    expect(await newVault(await openKey(false)).getSecret(ref)).toBe('kept');
  });

  it('finds the new key when a rotation was cut short after the database changed', async () => {
    const newKey = generateMasterKey();
    await vault.rotate(newKey, () =>
      writeFile(join(database.home, 'master.key.next'), newKey.toString('base64')),
    );

    const opened = [await openKey(false), await openKey(false)];

    expect(opened).toEqual([newKey, newKey]);
    expect(await readdir(database.home)).not.toContain('master.key.next');
  });

  it('keeps the old key when a rotation fails before the database changed', async () => {
    const before = await openKey(false);
    const failing = {
      rotate: async (key: Buffer, keep: () => Promise<void>) => {
        await vault.rotate(key, async () => {
          await keep();
          throw new Error('killed');
        });
      },
    };

    await expect(rotateKeyFile(database.home, failing)).rejects.toThrow('killed');

    expect(await openKey(false)).toEqual(before);
  });

  it('is opened by the new key only when the environment gave the old one', async () => {
    const before = await openKey(false);
    const next = generateMasterKey();
    const { home } = database;
    const source = { given: before.toString('hex'), home };
    const open = (given: Buffer) =>
      openMasterKey(database.db, { given: given.toString('hex'), home, mayGenerate: false });

    await expect(rotateMasterKey(source, newVault(before), undefined)).rejects.toMatchObject({
      code: 'USAGE_INVALID',
    });
    await rotateMasterKey(source, newVault(before), next.toString('base64'));

    await expect(open(before)).rejects.toMatchObject({ code: 'KEY_MISMATCH' });
    expect(await open(next)).toEqual(next);
  });
});
