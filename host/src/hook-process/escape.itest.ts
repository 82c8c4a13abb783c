import { createSocket } from 'node:dgram';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectOptions } from './fixtures/options.js';
import { detectLevel, type IsolationLevel } from './level.js';
import { runCollect } from './spawn.js';

interface Outcome {
  readonly id: string;
  readonly escaped: boolean;
  readonly detail: string;
}

/** What the level `flags` is known not to keep in; named in docs and by `rollcall doctor`. */
const knownAtFlags: readonly string[] = [];

const work = await realpath(await mkdtemp(join(tmpdir(), 'rollcall-escape-')));
const folder = join(work, 'plugin');
const reached: string[] = [];
const tcp = createServer((socket) => {
  reached.push('tcp');
  socket.destroy();
});
const file = createServer(() => reached.push('socket file'));
const udp = createSocket('udp4').on('message', () => reached.push('udp'));
let config: Record<string, unknown>;

beforeAll(async () => {
  await cp(fileURLToPath(new URL('fixtures/hostile', import.meta.url)), folder, {
    recursive: true,
  });
  await mkdir(`${folder}-sibling`);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'addon.node'), 'no addon');
  await writeFile(join(work, 'outside.txt'), 'canary');
  await writeFile(join(work, 'outside.mjs'), 'export default "canary"');
  await writeFile(join(`${folder}-sibling`, 'outside.txt'), 'canary');
  const socket = join(work, 's');
  const udpPort = await new Promise<number>((resolve) => {
    udp.bind(0, '127.0.0.1', () => resolve(udp.address().port));
  });
  config = {
    folder,
    outside: join(work, 'outside.txt'),
    outsideModule: pathToFileURL(join(work, 'outside.mjs')).href,
    sibling: join(`${folder}-sibling`, 'outside.txt'),
    addon: join(folder, 'addon.node'),
    hostPid: process.pid,
    port: await listen(tcp, 0),
    socket: await listen(file, socket).then(() => socket),
    udpPort,
  };
});

afterAll(async () => {
  tcp.close();
  file.close();
  udp.close();
  await rm(work, { recursive: true });
});

async function listen(server: Server, where: number | string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(where, resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function attemptsAt(level: IsolationLevel): Promise<readonly Outcome[]> {
  for await (const message of runCollect({ ...collectOptions(folder, config), level })) {
    if (message.type === 'batch')
      return message.records.split('\n').map((line) => JSON.parse(line));
  }
  return [];
}

async function expectKeptIn(level: IsolationLevel, known: readonly string[]): Promise<void> {
  const outcomes = await attemptsAt(level);
  const escaped = outcomes.filter((outcome) => outcome.escaped && !known.includes(outcome.id));

  expect(outcomes.length).toBeGreaterThan(70);
  expect(escaped).toEqual([]);
  expect(JSON.stringify(outcomes)).not.toContain('canary');
  expect(reached).toEqual([]);
  expect((await readdir(tmpdir())).filter((name) => name.startsWith('rollcall-escaped'))).toEqual(
    [],
  );
}

describe('a hostile plugin', () => {
  it('is kept in at the level strong', async ({ skip }) => {
    skip((await detectLevel()).level !== 'strong', 'no namespaces on this machine');
    await expectKeptIn('strong', []);
  });

  it('is kept in at the level flags, as far as that level promises', async () => {
    await expectKeptIn('flags', knownAtFlags);
  });

  it('is not started when a link in its folder leads out', async () => {
    const linked = join(work, 'linked');
    await cp(folder, linked, { recursive: true });
    await symlink('/etc', join(linked, 'link'));

    const run = runCollect(collectOptions(linked, config)).next();

    await expect(run).rejects.toMatchObject({ code: 'PLUGIN_INVALID' });
  });
});
