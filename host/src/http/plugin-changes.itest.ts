import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { MemoryClock } from '@rollcall/core/testing';
import type { LightMyRequestResponse } from 'fastify';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Access, makeAccess } from '../access/access.js';
import { fakeHost } from '../cli/testing/fake-host.js';
import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import type { HookLevel } from '../host-port.js';
import { writeArchive } from '../plugins/archive.js';
import { PluginRegistry } from '../plugins/registry.js';
import { sampleText } from '../plugins/testing/sample-manifest.js';
import { buildServer } from './server.js';
import { Browser } from './testing/browser.js';

const id = 'acme-directory';
let root: string;
let database: TemporaryDatabase;
let access: Access;
let plugins: PluginRegistry;
let level: HookLevel;
let server: ReturnType<typeof buildServer>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall-upload-'));
  database = await openTemporaryDatabase('schema');
});

beforeEach(async () => {
  await database.pool.query(
    'TRUNCATE rollcall."user", rollcall.audit_log, rollcall.plugin CASCADE',
  );
  const clock = new MemoryClock();
  access = makeAccess(database.db, clock);
  level = 'strong';
  plugins = new PluginRegistry({
    database,
    clock,
    bundledFolder: join(root, 'bundled'),
    folders: { root: join(root, 'plugins'), randomName: () => 'fresh' },
  });
  const host = {
    ...fakeHost(),
    access,
    plugins,
    isolation: async () => ({ level, detail: 'as the test says' }),
  };
  server = buildServer(host, { version: '0.1.0' });
});

afterAll(async () => {
  await database?.close();
  await rm(root, { recursive: true, force: true });
});

async function signedIn(role: 'operator' | 'administrator'): Promise<Browser> {
  const login = `${role}@example.com`;
  const user = await access.users.add({ name: role, login, role });
  const { token } = await access.links.makeFor(user.id);
  const browser = new Browser(server);
  await browser.begin('/welcome', { token, password: 'four words without sense' });
  return browser;
}

function archive(code = 'export default {};'): Promise<Buffer> {
  return writeArchive(
    new Map([
      ['plugin.json', Buffer.from(sampleText())],
      ['dist/index.js', Buffer.from(code)],
    ]),
  );
}

function upload(browser: Browser, path: string, body: Buffer): Promise<LightMyRequestResponse> {
  return browser.send('POST', path, body, { 'content-type': 'application/gzip' });
}

async function digestOf(browser: Browser, body: Buffer): Promise<string> {
  const answer = await upload(browser, '/plugins/inspect', body);
  return answer.json<{ digest: string }>().digest;
}

const installed = async () => (await plugins.list()).map(({ manifest }) => manifest.id);
const audited = async () =>
  (await access.audit.list({ limit: 10, action: 'plugin' })).map(
    ({ action, object, result, actor }) => [actor.name, action, object, result],
  );

describe('a plugin that is uploaded', () => {
  it('is shown with all that it asks for, and not installed', async () => {
    const browser = await signedIn('administrator');

    const answer = await upload(browser, '/plugins/inspect', await archive());

    expect(answer.statusCode).toBe(200);
    const { egress, permissions, streams } = JSON.parse(sampleText());
    expect(answer.json()).toMatchObject({
      id,
      egress,
      permissions: permissions ?? [],
      streams,
      isolation: { level: 'strong' },
      present: null,
    });
    expect(await installed()).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  it('is installed by the digest that was shown, and removed, and both are recorded', async () => {
    const browser = await signedIn('administrator');
    const body = await archive();
    const digest = await digestOf(browser, body);

    const added = await upload(browser, `/plugins?digest=${digest}`, body);
    const present = await upload(browser, '/plugins/inspect', body);
    const listed = await installed();
    const removed = await browser.send('DELETE', `/plugins/${id}`);

    expect([added.statusCode, removed.statusCode]).toEqual([201, 204]);
    expect(added.json()).toMatchObject({ id, digest, source: 'added' });
    expect(present.json()).toMatchObject({ present: { digest } });
    expect([listed, await installed()]).toEqual([[id], []]);
    const who = 'administrator@example.com';
    expect(await audited()).toEqual([
      [who, 'plugin.remove', id, 'done'],
      [who, 'plugin.add', expect.stringContaining(id), 'done'],
    ]);
  });

  it('is not installed when it is another than the one that was shown', async () => {
    const browser = await signedIn('administrator');
    const digest = await digestOf(browser, await archive());

    const answer = await upload(
      browser,
      `/plugins?digest=${digest}`,
      await archive('export default 2;'),
    );

    expect(answer.json()).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    expect(await installed()).toEqual([]);
    expect((await audited())[0]).toContain('failed');
  });

  it('needs the risk accepted where its process is not fenced in by the system', async () => {
    const browser = await signedIn('administrator');
    const body = await archive();
    const digest = await digestOf(browser, body);
    level = 'flags';

    const refused = await upload(browser, `/plugins?digest=${digest}`, body);
    const accepted = await upload(browser, `/plugins?digest=${digest}&acceptRisk=true`, body);

    expect(refused.json()).toMatchObject({ code: 'PLUGIN_NOT_ACCEPTED' });
    expect(accepted.json()).toMatchObject({ id, riskAccepted: true });
  });

  it('is taken from administrators only', async () => {
    const browser = await signedIn('operator');
    const body = await archive();

    const answers = [
      await upload(browser, '/plugins/inspect', body),
      await upload(browser, '/plugins?digest=any', body),
      await browser.send('DELETE', `/plugins/${id}`),
    ];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
    expect(await installed()).toEqual([]);
    expect(await audited()).toEqual([
      ['operator@example.com', 'plugin.remove', id, 'refused'],
      ['operator@example.com', 'plugin.add', undefined, 'refused'],
    ]);
  });
});

describe('an archive that is none', () => {
  it.each([
    ['no gzip file', () => Buffer.from('plugin')],
    ['a path that leads out', () => leadingOut()],
    ['no manifest', () => writeArchive(new Map([['a.js', Buffer.from('1')]]))],
  ])('is refused: %s', async (_, make) => {
    const browser = await signedIn('administrator');

    const answer = await upload(browser, '/plugins/inspect', await make());

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: expect.stringMatching(/^(PLUGIN|MANIFEST)_INVALID$/),
    });
  });

  it('is refused when it is too large, or absent', async () => {
    const browser = await signedIn('administrator');

    const large = await upload(browser, '/plugins/inspect', Buffer.alloc(21 * 1024 * 1024));
    const absent = await browser.send('POST', '/plugins/inspect');

    expect([large.statusCode, absent.statusCode]).toEqual([413, 400]);
    expect(absent.json()).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

async function leadingOut(): Promise<Buffer> {
  const packing = pack();
  packing.entry({ name: 'plugin.json' }, sampleText());
  packing.entry({ name: '../../escaped.js' }, '1');
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) if (chunk instanceof Buffer) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}
