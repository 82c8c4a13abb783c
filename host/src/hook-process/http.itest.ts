import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { type HttpRequest, RollcallError } from '@rollcall/core';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { collectOptions, noHttp } from './fixtures/options.js';
import type { HookAnswer, HookHttp } from './http-door.js';
import { runCollect } from './spawn.js';

let folder = '';

/** The plugin brings its own copies of core and tsyringe, which share nothing with the host's but symbols. */
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'rollcall-asking-')));
  await build({
    entryPoints: [fileURLToPath(new URL('fixtures/asking/index.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    outfile: join(folder, 'index.mjs'),
  });
});

afterAll(() => rm(folder, { recursive: true }));

async function ask(how: string, http: Partial<HookHttp>) {
  const options = collectOptions(folder, { how });
  const run = runCollect({ ...options, http: { ...noHttp, ...http } });
  for await (const message of run) {
    if (message.type === 'batch') return JSON.parse(message.records.split('\n')[0] ?? '');
  }
}

function answer(body: string | Uint8Array, more: Partial<HookAnswer> = {}): HookAnswer {
  return {
    status: 200,
    headers: {},
    body: Buffer.from(body),
    providerOffsetMs: 3_600_000,
    ...more,
  };
}

describe('the lent Http', () => {
  it('gives parsed JSON to a plugin with its own tsyringe, and sets the provider’s clock', async () => {
    const record = await ask('json', { request: async () => answer('{"a":"ä"}') });

    expect(record.seen).toEqual({ a: 'ä' });
    expect(Date.parse(record.after) - Date.parse(record.before)).toBeGreaterThan(3_000_000);
  });

  it('sends JSON as JSON, so that the host can see what the request carries', async () => {
    const requests: HttpRequest[] = [];
    const request = async (sent: HttpRequest) => {
      requests.push(sent);
      return answer('{}');
    };

    await ask('post', { request });

    expect(requests).toEqual([
      { method: 'POST', url: '/post', json: { queries: [1, 2] }, expect: 'json' },
    ]);
  });

  it('inflates a body that the host hands over unopened', async () => {
    const request = async () => answer(gzipSync('{"zipped":true}'), { encoding: 'gzip' });

    expect((await ask('json', { request })).seen).toEqual({ zipped: true });
  });

  it('refuses a body that inflates to more than 16 MiB', async () => {
    const request = async () => answer(gzipSync(Buffer.alloc(20_000_000)), { encoding: 'gzip' });

    await expect(ask('json', { request })).rejects.toMatchObject({ code: 'HTTP_BODY_TOO_LARGE' });
  });

  it('asks again when JSON is broken, and gives up after three attempts', async () => {
    const attempts: number[] = [];
    const request = async (_request: HttpRequest, attempt: number) => {
      attempts.push(attempt);
      return answer('{"half":');
    };

    await expect(ask('json', { request })).rejects.toMatchObject({ code: 'HTTP_BODY_BROKEN' });
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('passes on what the broker refuses, with code and hint', async () => {
    const refusal = new RollcallError('QUOTA_CEILING', 'full', {
      hint: 'Wait.',
      setupStep: 'quota',
    });
    const request = async () => {
      throw refusal;
    };

    await expect(ask('json', { request, stopped: () => refusal })).rejects.toMatchObject({
      code: 'QUOTA_CEILING',
      hint: 'Wait.',
      setupStep: 'quota',
    });
  });

  it('streams a body of any size with back-pressure', async () => {
    const stream = async () => ({ ...answer(''), body: parts(40) });

    expect((await ask('stream', { stream })).seen).toBe(40 * 3_000_000);
  });

  it('tells a body that breaks off', async () => {
    const stream = async () => ({ ...answer(''), body: parts(2, true) });

    await expect(ask('stream', { stream })).rejects.toMatchObject({ code: 'HTTP_BODY_BROKEN' });
  });

  it('ends the request when the plugin stops reading its body', async () => {
    let aborted = false;
    const stream = async (_request: HttpRequest, signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return { ...answer(''), body: parts(1000) };
    };

    expect((await ask('partOfStream', { stream })).seen).toBeGreaterThan(0);
    expect(aborted).toBe(true);
  });
});

async function* parts(count: number, breaks = false): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < count; part += 1) yield Buffer.alloc(3_000_000);
  if (breaks) throw new RollcallError('HTTP_BODY_BROKEN', 'the connection was lost');
}
