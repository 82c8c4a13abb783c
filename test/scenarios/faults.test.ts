import type { Fault, OrgOptions } from '@rollcall/test/org';
import { afterEach, describe, expect, it } from 'vitest';

import { expectEverythingOnce } from './support/everything.js';
import type { Outcome } from './support/rollcall.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson, TestJson } from './support/shapes.js';

let scene: Scene;

afterEach(() => scene[Symbol.asyncDispose]());

async function begin(
  options: OrgOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  scene = await setScene({ users: 40, signIns: 3000, maxPage: 500, ...options }, env);
  await scene.add();
}

function collect(env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return scene.rollcall.run(['integration', 'collect', 'Acme', '--json'], env);
}

function tokenRequests(): number {
  return scene.org.requests.filter(({ path }) => path.includes('/oauth2/token')).length;
}

/** Every request for sign-ins, in whatever transport. */
const signIns = { path: '/query|/composite' };
const plainQuery = { method: 'GET', path: '/query[/?]' };
const secondPage = { match: signIns, skip: 1 };

describe('what goes wrong once during a collection', () => {
  const mended: readonly (readonly [string, Fault, number])[] = [
    ['a reset connection', { kind: 'reset', ...secondPage }, 1],
    ['a connection reset in the middle of an answer', { kind: 'reset-mid-body', ...secondPage }, 1],
    ['a gzip stream that breaks off', { kind: 'truncated-gzip', ...secondPage }, 1],
    ['half an answer', { kind: 'corrupt-json', ...secondPage }, 1],
    ['an empty answer', { kind: 'empty-body', ...secondPage }, 1],
    ['a page instead of data', { kind: 'html-200', ...secondPage }, 1],
    ['a maintenance page', { kind: 'html-503', ...secondPage }, 1],
    ['an internal error', { kind: 'server-error', status: 500, ...secondPage }, 1],
    ['a bad gateway', { kind: 'server-error', status: 502, ...secondPage }, 1],
    ['too many requests', { kind: 'too-many-requests', retryAfterSeconds: 1, ...secondPage }, 1],
    ['too many long requests at once', { kind: 'concurrent-limit', ...secondPage }, 1],
    ['an expired session', { kind: 'session-expired', ...secondPage }, 2],
    ['a session that an administrator ended', { kind: 'session-revoked', ...secondPage }, 2],
    [
      'pages shorter than asked for',
      { kind: 'short-page', rows: 200, times: 'always', match: signIns },
      1,
    ],
    ['an answer that takes its time', { kind: 'delay', ms: 300, ...secondPage }, 1],
    ['a clock that is an hour off', { kind: 'date-skew', ms: 3_600_000, times: 'always' }, 1],
  ];

  it.each(mended)('is mended: %s', async (_, fault, tokens) => {
    await begin();
    scene.org.faults.add(fault);

    const outcome = await collect();

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    expect(scene.org.requests.some(({ faults }) => faults.length > 0)).toBe(true);
    expect(tokenRequests()).toBe(tokens);
    await expectEverythingOnce(scene);
  });

  /** Of plain queries: in a composite these are answers of its parts. */
  const ofQueries: readonly (readonly [string, Fault])[] = [
    ['a query that takes too long', { kind: 'query-timeout', match: plainQuery }],
    ['a locked row', { kind: 'lock-row', match: plainQuery }],
    ['a query locator that is gone', { kind: 'locator-gone', match: { path: '/query/' } }],
  ];

  it.each(ofQueries)('is mended: %s', async (_, fault) => {
    await begin();
    scene.org.faults.add(fault);

    const outcome = await collect();

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    expect(scene.org.requests.some(({ faults }) => faults.length > 0)).toBe(true);
    await expectEverythingOnce(scene);
  });

  it('is mended: every connection cut at once', async () => {
    await begin();
    let seen = 0;
    scene.org.onRequest = ({ path }) => {
      if (path.includes('/query')) seen += 1;
      if (seen === 4) scene.org.network.dropTunnels();
    };

    const outcome = await collect();

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    await expectEverythingOnce(scene);
  });
});

describe('what stays wrong', () => {
  type Case = readonly [string, Fault, string, RegExp, number];
  const ended: readonly Case[] = [
    [
      'a redirect to another host',
      {
        kind: 'redirect',
        to: 'https://new.my.salesforce.com/x',
        times: 'always',
        match: { path: '/query|/composite' },
      },
      'INSTANCE_MOVED',
      /new\.my\.salesforce\.com/,
      1,
    ],
    [
      'a token of another host',
      {
        kind: 'instance-url',
        url: 'https://moved.my.salesforce.com',
        times: 'always',
        match: { path: '/oauth2/token' },
      },
      'INSTANCE_MOVED',
      /moved\.my\.salesforce\.com/,
      1,
    ],
    [
      'a session that is refused each time',
      { kind: 'session-expired', times: 'always', match: { path: '/services/data/v' } },
      'AUTH_LOOP',
      /session/,
      3,
    ],
    [
      'the daily limit, reached',
      { kind: 'total-requests', times: 'always', match: { path: '/data/v' } },
      'QUOTA_CEILING',
      /continues by itself/,
      1,
    ],
    [
      'a wall of maintenance pages',
      { kind: 'html-503', times: 'always', match: { path: '/services/data/v' } },
      'HTTP_NOT_JSON',
      /again later/,
      1,
    ],
  ];

  it.each(ended)('ends the run by name: %s', async (_, fault, code, hint, tokens) => {
    await begin();
    scene.org.faults.add(fault);

    const outcome = await collect();

    const { run } = outcome.json<CollectJson>();
    expect(outcome.code, outcome.stdout).toBe(code === 'QUOTA_CEILING' ? 4 : 1);
    expect(run.error).toMatchObject({ code, hint: expect.stringMatching(hint) });
    expect(tokenRequests()).toBeLessThanOrEqual(tokens);
    expect(tokenRequests()).toBeGreaterThan(0);
  });

  it.each(['garbage', 'absent'] as const)(
    'is told by name where usage cannot be read at all (the header is %s), and hardly anything was sent',
    async (form) => {
      await begin();
      scene.org.faults.add({ kind: 'limit-header', form, times: 'always' });
      const refusal = '[{"errorCode":"API_DISABLED","message":"no"}]';
      const limits = { path: '/limits' };
      scene.org.faults.add({
        ...{ kind: 'answer', status: 403, body: refusal, times: 'always', match: limits },
      });

      const outcome = await collect();

      expectEnded(outcome, 'QUOTA_UNREADABLE', /limit/);
      const sent = scene.org.requests.filter(({ path }) => /\/data\/v\d/.test(path));
      expect(sent.length).toBeLessThanOrEqual(2);
    },
  );

  it('keeps below the ceiling when only the limits resource tells the usage', async () => {
    await begin({ limit: 1000, signIns: 9000, maxPage: 200 });
    scene.org.usage.used = 738;
    scene.org.faults.add({ kind: 'limit-header', form: 'absent', times: 'always' });

    const outcome = await collect();

    expect(outcome.code, outcome.stdout).toBe(4);
    expect(scene.org.usage.used).toBeLessThanOrEqual(750);
  });

  it.each(['per-app', 'bursts'] as const)(
    'may look like it: the limit header with %s is read',
    async (form) => {
      await begin();
      scene.org.change({ limitHeader: form });

      const outcome = await collect();

      expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
      const { quota } = outcome.json<CollectJson>();
      expect(quota).toMatchObject({ limit: scene.org.usage.limit });
      expect(quota.used).toBeGreaterThan(0);
    },
  );
});

describe('a wrong secret', () => {
  it('is tried once, by collect and by test', async () => {
    await begin();
    scene.org.app.consumerSecret = 'ROTATED';

    const collected = await collect();
    const afterCollect = tokenRequests();
    const tested = await scene.rollcall.run(['integration', 'test', 'Acme', '--json']);

    expect(collected.code).toBe(1);
    expect(collected.json<CollectJson>().run.error).toMatchObject({
      code: 'AUTH_REFUSED',
      message: expect.stringMatching(/Consumer Secret/),
      hint: expect.stringMatching(/Setup → /),
    });
    expect(afterCollect).toBe(1);
    expect(tested.code).toBe(3);
    expect(tokenRequests()).toBe(2);
    const failed = tested.json<TestJson>().checks.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ setupStep: 'credentials' });
  });
});

describe('the way to the org', () => {
  it('may lead through a proxy that asks for a password', async () => {
    await begin({ proxyCredentials: 'me:pass-word' });

    const outcome = await collect();

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    expect(outcome.stdout + outcome.stderr).not.toContain('pass-word');
  });

  const blocked = {
    'a proxy that refuses us': [{ HTTPS_PROXY: 'nobody' }, 'HTTP_PROXY', /HTTPS_PROXY/],
    'a proxy that is not there': [
      { HTTPS_PROXY: 'http://127.0.0.1:9' },
      'HTTP_PROXY',
      /HTTPS_PROXY/,
    ],
    'an authority that is not trusted': [
      { NODE_EXTRA_CA_CERTS: '' },
      'HTTP_TLS',
      /NODE_EXTRA_CA_CERTS/,
    ],
  } as const;

  it.each(Object.entries(blocked))(
    'is told by name when it is blocked: %s',
    async (_, [env, code, hint]) => {
      await begin({ proxyCredentials: 'me:secret-word' });
      const withoutPassword = scene.org.proxyUrl.replace(/\/\/.*@/, '//');
      const isNobody = 'HTTPS_PROXY' in env && env.HTTPS_PROXY === 'nobody';

      const outcome = await collect(isNobody ? { HTTPS_PROXY: withoutPassword } : env);

      expectEnded(outcome, code, hint);
      expect(outcome.stdout + outcome.stderr).not.toContain('secret-word');
    },
  );

  it('is told by name when the proxy knows no such host', async () => {
    scene = await setScene();
    const nowhere = ['--set', 'salesforceUrl=https://nobody--x.sandbox.my.salesforce.mil'];
    await scene.add('Acme', nowhere);

    expectEnded(await collect(), 'HTTP_DNS', /does not exist.*address/);
  });
});

function expectEnded(outcome: Outcome, code: string, hint: RegExp): void {
  expect(outcome.code, outcome.stdout).toBe(1);
  expect(outcome.json<CollectJson>().run.error).toMatchObject({
    code,
    hint: expect.stringMatching(hint),
  });
}
