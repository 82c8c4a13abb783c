import { gzipSync } from 'node:zlib';

import { hasCode } from '@rollcall/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { addTestIntegration } from '../db/testing/temporary-database.js';
import type { DispatcherOptions } from './dispatchers.js';
import { type BrokerFixture, manifestWith, openFixture, providerHost } from './testing/fixture.js';
import { json, type SeenRequest } from './testing/test-provider.js';

let fixture: BrokerFixture;
const never = new AbortController().signal;
const usage = { 'x-usage': 'usage=1/10000' };

beforeAll(async () => {
  fixture = await openFixture('jo:pass%word');
});
afterAll(() => fixture.close());

beforeEach(async () => {
  fixture.provider.seen.length = 0;
  fixture.slept.length = 0;
  fixture.proxy.unknown.clear();
  fixture.proxy.forbidden.clear();
  await fixture.database.pool.query(
    'TRUNCATE rollcall.quota, rollcall.quota_reservation, rollcall.quota_scope',
  );
});

const proxyUrl = () => `http://jo:pass%25word@127.0.0.1:${fixture.proxy.port}`;
const open = (options: Parameters<BrokerFixture['session']>[0] = {}) =>
  fixture.session({ broker: fixture.broker({ proxy: proxyUrl() }), ...options });

function answerWith(answer: (request: SeenRequest, response: Parameters<typeof json>[0]) => void) {
  fixture.provider.answer = (request, response) => {
    if (request.path !== '/oauth/token') return answer(request, response);
    json(response, { access_token: `token-${fixture.provider.at('/oauth/token').length}-abcdef` });
  };
}

describe('the broker', () => {
  it('sends a request with a token through a proxy that asks for credentials', async () => {
    answerWith((_request, response) => json(response, { hello: 'world' }, { headers: usage }));
    const session = await open();

    const answer = await session.request(
      { url: '/data', query: { q: 'a b&c' }, purpose: 'users' },
      1,
      never,
    );

    expect(JSON.parse(Buffer.from(answer.body).toString())).toEqual({ hello: 'world' });
    expect(fixture.provider.at('/data?q=a%20b%26c')[0]?.headers.authorization).toBe(
      'Bearer token-1-abcdef',
    );
    expect(fixture.provider.at('/oauth/token')[0]?.body).toContain(
      'client_secret=the-client-secret',
    );
    expect(session.receipt()).toEqual({ users: 1 });
    expect(await session.quotaView()).toMatchObject([
      { name: 'daily-requests', used: 1, limit: 10_000, ceiling: 7_500, reserved: 0 },
    ]);
  });

  it('says that the proxy asks for authentication', async () => {
    const session = await fixture.session();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'HTTP_PROXY')).toBe(true);
    expect(error.message).toContain('407');
  });

  it('names the host when the proxy cannot find it', async () => {
    fixture.proxy.unknown.add(providerHost);
    const session = await open();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'HTTP_DNS')).toBe(true);
    expect(error.hint).toContain(providerHost);
  });

  it('does not trust an unknown authority', async () => {
    const broker = fixture.broker({ proxy: proxyUrl(), extraCa: null });
    const session = await fixture.session({ broker });

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'HTTP_TLS')).toBe(true);
    expect(error.hint).toContain('NODE_EXTRA_CA_CERTS');
  });

  it('refuses to connect directly to a name that leads to this machine', async () => {
    const loopback = [{ address: '127.0.0.1', family: 4 }];
    const lookup = ((_host: string, _options: object, done: (error: null, found: object) => void) =>
      done(null, loopback)) as DispatcherOptions['lookup'];
    const session = await fixture.session({ broker: fixture.broker({ proxy: '', lookup }) });

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'EGRESS_DENIED')).toBe(true);
    expect(error.message).toContain('private address');
    expect(fixture.provider.seen).toHaveLength(0);
  });

  it('tries again after a reset before the headers, and after a truncated gzip body', async () => {
    let tries = 0;
    answerWith((_request, response) => {
      tries += 1;
      if (tries === 1) return response.destroy();
      const body = gzipSync(JSON.stringify({ rows: Array.from({ length: 500 }, (_, i) => i) }));
      const part = tries === 2 ? body.subarray(0, body.length - 20) : body;
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        ...usage,
      });
      response.end(part);
    });
    const session = await open();

    const answer = await session.request({ url: '/data' }, 1, never);

    expect(JSON.parse(Buffer.from(answer.body).toString()).rows).toHaveLength(500);
    expect(tries).toBe(3);
  });

  it('does not send a POST twice that may have arrived', async () => {
    answerWith((_request, response) => response.destroy());
    const session = await open();

    const error = await session
      .request({ url: '/jobs', method: 'POST', json: {} }, 1, never)
      .catch((thrown) => thrown);

    expect(hasCode(error, 'HTTP_UNAVAILABLE')).toBe(true);
    expect(fixture.provider.at('/jobs')).toHaveLength(1);
  });

  it('waits as long as Retry-After asks', async () => {
    let tries = 0;
    answerWith((_request, response) => {
      tries += 1;
      if (tries > 1) return json(response, {}, { headers: usage });
      json(response, {}, { status: 429, headers: { ...usage, 'retry-after': '7' } });
    });
    const session = await open();

    await session.request({ url: '/data' }, 1, never);

    expect(fixture.slept.some((ms) => ms >= 7_000 && ms < 8_000)).toBe(true);
  });

  it('names the new host of a redirect and never follows it', async () => {
    answerWith((_request, response) => {
      response.writeHead(302, { location: 'https://moved.example.test/data', ...usage }).end();
    });
    const session = await open();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'INSTANCE_MOVED')).toBe(true);
    expect(error.hint).toContain('moved.example.test');
    expect(fixture.proxy.targets.some((target) => target.startsWith('moved'))).toBe(false);
    expect(session.stopped()?.code).toBe('INSTANCE_MOVED');
  });

  it('says what came when a page comes instead of JSON, without the tags', async () => {
    answerWith((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/html' });
      response.end('<html><body><h1>Down</h1> for maintenance, the-client-secret</body></html>');
    });
    const session = await open();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'HTTP_NOT_JSON')).toBe(true);
    expect(error.message).toContain('Down for maintenance');
    expect(error.message).not.toContain('the-client-secret');
    expect(fixture.provider.at('/data')).toHaveLength(4);
  });

  it('bounds what a small body inflates to', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1_024 * 1_024));
    answerWith((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        ...usage,
      });
      response.end(bomb);
    });
    const session = await open();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'HTTP_BODY_TOO_LARGE')).toBe(true);
  });

  it('keeps no place for a stream that is a page instead of JSON', async () => {
    answerWith((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', ...usage });
      response.end('<p>Maintenance</p>');
    });
    const [quota] = manifestWith().quota ?? [];
    const session = await open({
      manifest: manifestWith({ quota: quota === undefined ? [] : [{ ...quota, concurrency: 1 }] }),
    });
    const ask = () =>
      session.stream({ url: '/page', method: 'POST', expect: 'json' }, AbortSignal.timeout(5_000));

    await expect(ask()).rejects.toMatchObject({ code: 'HTTP_NOT_JSON' });
    await expect(ask()).rejects.toMatchObject({ code: 'HTTP_NOT_JSON' });
  });

  it('streams in parts, and says when the body breaks off later', async () => {
    answerWith((request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', ...usage });
      response.write('a,b\n1,2\n');
      if (request.path === '/whole') response.end('3,4\n');
      else setTimeout(() => response.destroy(), 30);
    });
    const session = await open();

    const whole = await session.stream({ url: '/whole' }, never);
    const parts: Uint8Array[] = [];
    for await (const part of whole.body) parts.push(part);
    const broken = await session.stream({ url: '/broken' }, never);
    const read = async () => {
      for await (const _part of broken.body);
    };
    const error = await read().catch((thrown) => thrown);

    expect(Buffer.concat(parts).toString()).toBe('a,b\n1,2\n3,4\n');
    expect(hasCode(error, 'HTTP_BODY_BROKEN')).toBe(true);
  });

  it('fetches a new token once for many requests of two processes', async () => {
    let good = 'token-1-abcdef';
    answerWith((request, response) => {
      const isGood = request.headers.authorization === `Bearer ${good}`;
      if (isGood) return json(response, {}, { headers: usage });
      json(response, { error: 'expired' }, { status: 401, headers: usage });
    });
    await addTestIntegration(fixture.database, 'shared');
    const first = await open({ integrationId: 'shared' });
    const second = await open({ integrationId: 'shared' });
    await first.request({ url: '/data' }, 1, never);
    await second.request({ url: '/data' }, 1, never);
    good = 'token-2-abcdef';

    const answers = await Promise.all(
      [first, second].flatMap((session) =>
        Array.from({ length: 4 }, () => session.request({ url: '/data' }, 1, never)),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(fixture.provider.at('/oauth/token')).toHaveLength(2);
  });

  it('gives up on a provider that refuses each new token', async () => {
    answerWith((_request, response) =>
      json(response, { error: 'expired' }, { status: 401, headers: usage }),
    );
    const session = await open();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);
    const later = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'AUTH_LOOP')).toBe(true);
    expect(hasCode(later, 'AUTH_LOOP')).toBe(true);
    expect(fixture.provider.at('/oauth/token')).toHaveLength(3);
  });

  it('tries refused credentials once, and tells the manifest’s words', async () => {
    fixture.provider.answer = (_request, response) =>
      json(response, { error: 'invalid_client', error_description: 'bad' }, { status: 400 });
    const session = await open();

    const errors = await Promise.all(
      Array.from({ length: 5 }, () =>
        session.request({ url: '/data' }, 1, never).catch((thrown) => thrown),
      ),
    );

    expect(errors.every((error) => hasCode(error, 'AUTH_REFUSED'))).toBe(true);
    expect(errors[0]).toMatchObject({ message: 'The secret is wrong', setupStep: 'app' });
    expect(fixture.provider.at('/oauth/token')).toHaveLength(1);
    expect(fixture.provider.seen).toHaveLength(1);
  });

  it('refuses a token that leads to an undeclared host', async () => {
    const manifest = manifestWith({
      baseUrl: { from: 'token', value: '{config.url}', pointer: '/instance_url' },
    });
    fixture.provider.answer = (_request, response) =>
      json(response, { access_token: 'abcdefgh', instance_url: 'https://moved.example.test' });
    const session = await open({ manifest });

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'INSTANCE_MOVED')).toBe(true);
    expect(error.message).toContain('moved.example.test');
  });

  it('stops at an answer without the usage, and reads the endpoint where there is one', async () => {
    answerWith((_request, response) => json(response, { daily: { max: 100, left: 90 } }));
    const [quota] = manifestWith().quota ?? [];
    if (quota === undefined) throw new Error('no quota');
    const endpoint = { url: '/limits', limit: '/daily/max', remaining: '/daily/left' };
    const withEndpoint = manifestWith({
      quota: [{ ...quota, usage: { ...quota.usage, endpoint } }],
    });
    const blind = await open();
    const seeing = await open({ manifest: withEndpoint, pluginId: 'other' });

    const error = await blind.request({ url: '/data' }, 1, never).catch((thrown) => thrown);
    await seeing.request({ url: '/data' }, 1, never);
    await seeing.request({ url: '/data' }, 1, never);

    expect(hasCode(error, 'QUOTA_UNREADABLE')).toBe(true);
    expect(blind.stopped()?.code).toBe('QUOTA_UNREADABLE');
    expect(fixture.provider.at('/limits')).toHaveLength(1);
    expect((await seeing.quotaView())[0]).toMatchObject({ used: 10, limit: 100 });
  });

  it('stops waiting when it is aborted, and counts the request as spent', async () => {
    const arrived = Promise.withResolvers<void>();
    answerWith((request, response) => {
      if (request.path === '/first') return json(response, {}, { headers: usage });
      arrived.resolve();
    });
    const session = await open();
    await session.request({ url: '/first' }, 1, never);
    const controller = new AbortController();

    const request = session
      .request({ url: '/slow' }, 1, controller.signal)
      .catch((thrown) => thrown);
    await arrived.promise;
    controller.abort();

    expect(hasCode(await request, 'RUN_CANCELLED')).toBe(true);
    expect((await session.quotaView())[0]).toMatchObject({ used: 1, reserved: 1 });
    expect(session.stopped()).toBeUndefined();
  });

  it('sends nothing after it is closed', async () => {
    const session = await open();

    await session.close();
    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'RUN_CANCELLED')).toBe(true);
    expect(fixture.provider.seen).toHaveLength(0);
  });

  it('keeps the token of an integration that is not saved to itself', async () => {
    answerWith((_request, response) => json(response, {}, { headers: usage }));
    const session = await open({ integrationId: 'unsaved', lease: undefined });

    await session.request({ url: '/data' }, 1, never);
    await session.request({ url: '/data' }, 1, never);

    expect(fixture.provider.at('/oauth/token')).toHaveLength(1);
    const { rows } = await fixture.database.pool.query(
      "SELECT * FROM rollcall.token WHERE integration_id = 'unsaved'",
    );
    expect(rows).toEqual([]);
  });

  it('waits for the provider when it says that requests come too fast', async () => {
    let tries = 0;
    answerWith((_request, response) => {
      tries += 1;
      if (tries < 3) json(response, [{ errorCode: 'TOO_FAST' }], { status: 403, headers: usage });
      else json(response, {}, { headers: usage });
    });
    const session = await open();

    const answer = await session.request({ url: '/jobs', method: 'POST', json: {} }, 1, never);

    expect(answer.status).toBe(200);
    expect(session.receipt()).toEqual({ other: 3 });
  });
});
