import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findTools } from './level.js';

const here = dirname(fileURLToPath(import.meta.url));
// beside the hook process's bundle, where the host's own bundle lies
const host = join(here, `../../dist/orphan-${process.pid}.mjs`);

let folder = '';

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'rollcall-orphan-')));
  await cp(join(here, 'fixtures/broken'), folder, { recursive: true });
  await mkdir(dirname(host), { recursive: true });
  await build({
    entryPoints: [join(here, 'fixtures/host-to-kill.ts')],
    bundle: true,
    packages: 'external',
    alias: { '@rollcall/core': join(here, '../../../core/src/index.ts') },
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    outfile: host,
  });
});

afterAll(async () => {
  await rm(host);
  await rm(folder, { recursive: true });
});

async function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (text) => resolve(String(text).trim()));
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
  });
}

async function isAlive(pid: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s+Z/m.test(status);
}

describe('a hook process whose host is killed', () => {
  it.each(['loop', 'ignoring'])('ends as well, also when it does not listen: %s', async (way) => {
    const tools = await findTools();
    const child = spawn(process.execPath, [host, folder, way], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pids = (await firstLine(child)).split(' ');

    child.kill('SIGKILL');

    if (tools.setpriv === undefined && way === 'loop') return; // no such promise without it
    await expect.poll(() => Promise.all(pids.map(isAlive)), { timeout: 5000 }).not.toContain(true);
  });
});
