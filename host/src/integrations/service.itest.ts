import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { PluginRegistry } from '../plugins/registry.js';
import { sampleText } from '../plugins/testing/sample-manifest.js';
import { openMasterKey } from '../secrets/key.js';
import { Vault } from '../secrets/vault.js';
import { IntegrationService } from './service.js';

const clock = { now: () => new Date('2026-02-03T04:05:06.789Z'), providerNow: () => new Date(0) };
const origin = 'https://acme.example.com';
const input = {
  plugin: 'acme-directory',
  name: 'Acme production',
  config: { url: `${origin}/`, clientId: 'abc' },
  secrets: { clientSecret: 'top-secret-value' },
};

let database: TemporaryDatabase;
let vault: Vault;
let root = '';

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  const keyOptions = { given: undefined, home: database.home, mayGenerate: true };
  vault = new Vault({
    db: database.db,
    masterKey: await openMasterKey(database.db, keyOptions),
    clock,
  });
  root = await mkdtemp(join(tmpdir(), 'rollcall-itest-'));
});

afterAll(async () => {
  await database.close();
  await rm(root, { recursive: true, force: true });
});

beforeEach(async () => {
  await sql`TRUNCATE rollcall.integration, rollcall.plugin, facts.accounts CASCADE`.execute(
    database.db,
  );
  await rm(root, { recursive: true, force: true });
});

async function folder(path: string, change?: (manifest: Record<string, unknown>) => void) {
  const target = join(root, path);
  await mkdir(join(target, 'dist'), { recursive: true });
  await writeFile(join(target, 'plugin.json'), sampleText(change));
  await writeFile(join(target, 'dist/index.js'), 'export default {};');
  return target;
}

function newRegistry(): PluginRegistry {
  return new PluginRegistry({
    database,
    bundledFolder: join(root, 'bundled'),
    folders: { root: join(root, 'home'), randomName: () => randomBytes(8).toString('hex') },
    clock,
  });
}

async function open(): Promise<{ registry: PluginRegistry; service: IntegrationService }> {
  const registry = newRegistry();
  expect(await registry.sync()).toEqual([]);
  const parts = { database, plugins: registry, secrets: vault, clock, random: randomBytes };
  return { registry, service: new IntegrationService(parts) };
}

async function openWithPlugin() {
  await folder('bundled/acme');
  return open();
}

async function count(table: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM ${sql.raw(table)}`.execute(database.db);
  return rows[0]?.n ?? -1;
}

describe('IntegrationService', () => {
  it('stores an integration that the vault can serve', async () => {
    const { service } = await openWithPlugin();

    const added = await service.add({ ...input, options: { ceiling: '60' } });

    expect(added).toMatchObject({
      id: expect.stringMatching(/^acme-production-[a-z2-7]{4}$/),
      config: { url: origin, clientId: 'abc', region: 'eu', days: 30 },
      options: { ceiling: 60 },
      paused: false,
    });
    expect(JSON.stringify(added)).not.toContain('top-secret');
    const ref = { integrationId: added.id, field: 'clientSecret', origin };
    expect(await vault.getSecret(ref)).toBe('top-secret-value');
    expect(await service.get('ACME Production')).toEqual(added);
    expect(await service.get(added.id)).toEqual(added);
  });

  it('takes a name once, in any case, also when two come at once', async () => {
    const { service } = await openWithPlugin();

    const results = await Promise.allSettled([
      service.add(input),
      service.add({ ...input, name: 'ACME production ' }),
      service.add({ ...input, name: 'acme Production' }),
    ]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await count('rollcall.integration')).toBe(1);
    await service.add({ ...input, name: 'Acme test' });
    await expect(service.edit('Acme test', { name: 'ACME PRODUCTION' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    expect((await service.edit('acme test', { name: 'Acme Test' })).name).toBe('Acme Test');
  });

  it('leaves nothing behind when a secret cannot be stored', async () => {
    const { registry } = await openWithPlugin();
    const broken = {
      putSecret: () => Promise.reject(new Error('no disk')),
      listFields: () => Promise.resolve([]),
      remove: () => Promise.resolve(),
    };
    const parts = { database, plugins: registry, secrets: broken, clock, random: randomBytes };

    await expect(new IntegrationService(parts).add(input)).rejects.toThrow('no disk');

    expect(await count('rollcall.integration')).toBe(0);
  });

  it('forgets token and test when the connection changes, and binds secrets to the new origin', async () => {
    const { service } = await openWithPlugin();
    const { id } = await service.add(input);
    await vault.withTokenLock(id, origin, (locked) => locked.put('token'));
    await sql`UPDATE rollcall.integration SET connected = true`.execute(database.db);
    const config = { url: 'https://other.example.com' };

    await expect(service.edit(id, { config })).rejects.toMatchObject({ code: 'SECRET_REENTER' });
    expect((await service.get(id)).connected).toBe(true);
    const edited = await service.edit(id, { config, secrets: { clientSecret: 'new-secret' } });

    expect(edited.connected).toBeUndefined();
    expect(await count('rollcall.token')).toBe(0);
    const ref = { integrationId: id, field: 'clientSecret', origin: config.url };
    expect(await vault.getSecret(ref)).toBe('new-secret');
    await expect(vault.getSecret({ ...ref, origin })).rejects.toMatchObject({
      code: 'SECRET_REENTER',
    });
  });

  it('tells of a ceiling that was raised, and of no other change', async () => {
    const { registry } = await openWithPlugin();
    const raised: (number | undefined)[] = [];
    const service = new IntegrationService({
      ...{ database, plugins: registry, secrets: vault, clock, random: randomBytes },
      onCeilingRaised: async ({ options }) => void raised.push(options.ceiling),
    });
    const { id } = await service.add({ ...input, options: { ceiling: 50 } });

    for (const ceiling of [60, 60, 40, null]) await service.edit(id, { options: { ceiling } });

    expect(raised).toEqual([60, undefined]);
  });

  it('names the nearest integration when there is none', async () => {
    const { service } = await openWithPlugin();
    await service.add(input);

    await expect(service.get('acme prodction')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hint: 'Did you mean "Acme production"?',
    });
    await expect(service.add({ ...input, plugin: 'acme' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('pauses and resumes', async () => {
    const { service } = await openWithPlugin();
    const { id } = await service.add(input);

    expect((await service.pause(id)).paused).toBe(true);
    expect((await service.resume('acme production')).paused).toBe(false);
  });

  it('binds to one tenant', async () => {
    const { service } = await openWithPlugin();
    const { id } = await service.add(input);
    await service.bindTenant(id, 'T1', 'Acme');
    await service.bindTenant(id, 'T1', 'Acme Ltd');

    await expect(service.bindTenant(id, 'T2', 'Evil')).rejects.toMatchObject({
      code: 'TENANT_CHANGED',
    });
    expect(await service.get(id)).toMatchObject({ tenantId: 'T1', tenantName: 'Acme Ltd' });
  });

  it('removes an integration with what it collected, and nothing of another', async () => {
    const { service } = await openWithPlugin();
    const { id } = await service.add(input);
    const other = await service.add({ ...input, name: 'Other' });
    for (const [owner, account] of [
      [id, 'a'],
      [id, 'b'],
      [other.id, 'a'],
    ]) {
      await sql`INSERT INTO facts.accounts (integration_id, id, stream, content_hash, first_seen, last_seen)
        VALUES (${owner}, ${account}, 'accounts', '', now(), now())`.execute(database.db);
    }
    await sql`INSERT INTO rollcall.lease VALUES (${id}, 1, 'me', null, now())`.execute(database.db);
    expect(await service.facts(id)).toEqual({ accounts: 2 });

    expect(await service.remove('Acme production')).toEqual({ removed: { accounts: 2 } });

    expect(await count('rollcall.lease')).toBe(0);
    expect(await count('rollcall.secret')).toBe(1);
    expect(await service.facts(other.id)).toEqual({ accounts: 1 });
    await expect(service.get(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('adoptBundled', () => {
  it('moves to the next version, and drops the one before', async () => {
    const first = await openWithPlugin();
    const before = await first.service.add(input);
    await folder('bundled/acme', (manifest) => Object.assign(manifest, { version: '1.3.0' }));

    const { registry, service } = await open();
    expect(await service.adoptBundled()).toEqual([]);

    const after = await service.get(before.id);
    expect(after.pluginDigest).toBe((await registry.get('acme-directory')).digest);
    expect(after.pluginDigest).not.toBe(before.pluginDigest);
    expect(await count('rollcall.plugin')).toBe(1);
  });

  it('stays with a version that it cannot leave, and still has its files', async () => {
    const first = await openWithPlugin();
    const before = await first.service.add(input);
    await folder('bundled/acme', (manifest) => Object.assign(manifest, { version: '2.0.0' }));

    const { registry, service } = await open();
    expect(await service.adoptBundled()).toEqual(['Acme production']);

    const { pluginDigest } = await service.get(before.id);
    expect(pluginDigest).toBe(before.pluginDigest);
    expect(await (await registry.byDigest(pluginDigest)).directory()).toContain(pluginDigest);
  });
});

describe('PluginRegistry', () => {
  const options = { acceptRisk: true, level: 'flags' } as const;
  const added = (version: string) => (manifest: Record<string, unknown>) =>
    Object.assign(manifest, { id: 'added', version });

  it('finds bundled plugins, and runs them from where they are', async () => {
    const { registry } = await openWithPlugin();

    const plugin = await registry.get('acme-directory');

    expect(plugin).toMatchObject({ source: 'bundled', active: true, riskAccepted: false });
    expect(await plugin.directory()).toBe(join(root, 'bundled/acme'));
    await expect(registry.get('acme-directry')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hint: 'Did you mean "acme-directory"?',
    });
  });

  it('does not go back to an older bundled version', async () => {
    const { registry } = await openWithPlugin();
    const { digest } = await registry.get('acme-directory');
    await folder('bundled/acme', (manifest) => Object.assign(manifest, { version: '1.1.0' }));

    const older = await open();

    expect((await older.registry.get('acme-directory')).digest).toBe(digest);
  });

  it('adds a plugin once its risk is accepted, and again without effect', async () => {
    const { registry } = await openWithPlugin();
    const path = await folder('added', added('1.0.0'));

    await expect(registry.add(path, { ...options, acceptRisk: false })).rejects.toMatchObject({
      code: 'PLUGIN_NOT_ACCEPTED',
    });
    const plugin = await registry.add(path, options);
    const again = await registry.add(path, { ...options, acceptRisk: false });

    expect(plugin).toMatchObject({ source: 'added', active: true, riskAccepted: true });
    expect(again.digest).toBe(plugin.digest);
    expect((await registry.inspect(path)).hosts).toEqual(['{config.url}']);
    const directory = await plugin.directory();
    expect(directory).toBe(join(root, 'home', plugin.digest));
    await rm(join(directory, 'dist/index.js'));
    expect(await (await registry.byDigest(plugin.digest)).directory()).toBe(directory);
  });

  it('keeps what an integration pins when another version comes', async () => {
    const { registry, service } = await openWithPlugin();
    const first = await registry.add(await folder('one', added('1.0.0')), options);
    const integration = await service.add({ ...input, plugin: 'added' });
    const second = await registry.add(await folder('two', added('1.1.0')), options);

    expect((await registry.get('added')).digest).toBe(second.digest);
    expect((await service.get(integration.id)).pluginDigest).toBe(first.digest);
    expect((await registry.byDigest(first.digest)).active).toBe(false);
    await expect(registry.remove('added')).rejects.toMatchObject({
      code: 'PLUGIN_IN_USE',
      message: expect.stringContaining('"Acme production"'),
    });
    await service.remove(integration.id);
    await registry.remove('added');
    await expect(registry.get('added')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives the bundled one back when the added one is removed', async () => {
    const { registry } = await openWithPlugin();
    const path = await folder('newer', (manifest) => Object.assign(manifest, { version: '9.0.0' }));
    await registry.add(path, options);
    expect((await (await open()).registry.get('acme-directory')).source).toBe('added');

    await registry.remove('acme-directory');

    expect((await registry.get('acme-directory')).source).toBe('bundled');
    await expect(registry.remove('acme-directory')).rejects.toMatchObject({
      code: 'USAGE_INVALID',
    });
  });

  it('goes on without a bundled plugin that is broken', async () => {
    await folder('bundled/acme');
    await folder('bundled/broken', (manifest) => Object.assign(manifest, { id: 'Broken!' }));
    const registry = newRegistry();

    const problems = await registry.sync();

    expect(problems.map(({ directory }) => directory)).toEqual([join(root, 'bundled/broken')]);
    expect(await registry.list()).toHaveLength(1);
  });
});
