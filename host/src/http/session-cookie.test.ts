import { afterAll, describe, expect, it } from 'vitest';

import { fakeHost } from '../cli/testing/fake-host.js';
import { buildServer, type ServerOptions } from './server.js';

const servers: ReturnType<typeof buildServer>[] = [];

afterAll(() => Promise.all(servers.map((server) => server.close())));

/** What the server sets when somebody signs in. */
async function signIn(options: Partial<ServerOptions>, headers: Record<string, string> = {}) {
  const server = buildServer(fakeHost(), { version: '0.1.0', ...options });
  servers.push(server);
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { host: 'localhost:7420', ...headers },
    payload: { login: 'viewer@example.com', password: 'any' },
  });
  return { status: answer.statusCode, cookie: String(answer.headers['set-cookie'] ?? '') };
}

const publicUrl = 'https://rollcall.example.com';

describe('the cookie of a session', () => {
  it('is out of reach of scripts and other sites', async () => {
    const { cookie } = await signIn({});

    expect(cookie).toMatch(/^rollcall=/);
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Expires=']) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).not.toContain('Domain');
  });

  it.each([
    ['other machines reach the host', { isBeyondLoopback: true }, {}],
    ['people use https', { publicUrl }, { host: 'rollcall.example.com' }],
    [
      'a trusted proxy was asked by https',
      { trustedProxies: ['127.0.0.1'] },
      { 'x-forwarded-proto': 'https' },
    ],
  ])('goes by https only when %s', async (_, options, headers) => {
    const { cookie } = await signIn(options, headers);

    expect(cookie).toMatch(/^__Host-rollcall=/);
    expect(cookie).toContain('Secure');
  });

  it('takes no word of proxies that are not trusted', async () => {
    const { cookie } = await signIn({}, { 'x-forwarded-proto': 'https' });

    expect(cookie).not.toContain('Secure');
  });

  it('is not set where the browser would not keep it', async () => {
    const plain = await signIn(
      { isBeyondLoopback: true },
      { host: '192.0.2.7:7420', origin: 'http://192.0.2.7:7420' },
    );

    expect(plain).toEqual({ status: 403, cookie: '' });
  });
});
