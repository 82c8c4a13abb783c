import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fakeHost } from '../cli/testing/fake-host.js';
import { buildServer } from './server.js';

let folder: string;
let server: ReturnType<typeof buildServer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-console-'));
  await mkdir(join(folder, 'console', 'assets'), { recursive: true });
  const files = {
    'console/index.html': '<meta property="csp-nonce" nonce="ROLLCALL_NONCE"><div id="root"></div>',
    'console/scheme.js': 'scheme',
    'console/assets/index-1a2b.js': 'plain',
    'console/assets/index-1a2b.js.br': 'smaller',
    'secret.txt': 'outside',
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  server = buildServer(fakeHost(), { version: '0.1.0', consoleFolder: join(folder, 'console') });
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ url, headers: { host: 'localhost', ...headers } });

describe('the console', () => {
  it.each(['/', '/sign-in', '/integrations/int-1/runs/run-1?sort=name'])(
    'answers %s with its page, under a policy for that answer alone',
    async (url) => {
      const [first, second] = [await get(url), await get(url)];

      const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1];
      const policy = String(first.headers['content-security-policy']);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(first.headers['cache-control']).toBe('no-store');
      expect(second.body).not.toBe(first.body);
    },
  );

  it('lends files that never change for ever, the smaller one where it is understood', async () => {
    const plain = await get('/assets/index-1a2b.js');
    const small = await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip, br' });

    expect(plain.headers['cache-control']).toContain('immutable');
    expect([plain.body, small.body]).toEqual(['plain', 'smaller']);
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.headers['content-type']).toContain('javascript');
  });

  it('asks again for files that may change', async () => {
    expect((await get('/scheme.js')).headers['cache-control']).toBe('no-cache');
  });

  it.each(['/assets/old-9z.js', '/api/v1/nothing', '/api'])('has nothing at %s', async (url) => {
    const answer = await get(url);

    expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '//secret.txt'])(
    'leads nowhere else by %s',
    async (url) => {
      expect((await get(url)).body).not.toContain('outside');
    },
  );
});

describe('every answer', () => {
  it.each([
    '/',
    '/scheme.js',
    '/healthz',
    '/api/v1/openapi.json',
    '/api/v1/session',
    '/api/v1/nothing',
  ])('at %s stays out of frames and foreign pages', async (url) => {
    const { headers } = await get(url);

    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toHaveProperty('permissions-policy');
  });
});

describe('where no console is served', () => {
  it('says how to build it, or nothing at all', async () => {
    const notBuilt = buildServer(fakeHost(), { version: '0.1.0', consoleFolder: '/nowhere' });
    const without = buildServer(fakeHost(), { version: '0.1.0' });
    const at = { url: '/', headers: { host: 'localhost' } };

    const [said, nothing] = [await notBuilt.inject(at), await without.inject(at)];
    await Promise.all([notBuilt.close(), without.close()]);

    expect(said.body).toContain('were not built');
    expect(nothing.statusCode).toBe(404);
  });
});
