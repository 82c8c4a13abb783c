import type { Fault, OrgOptions } from '@rollcall/test/org';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { expectEverythingOnce } from './support/everything.js';
import type { Outcome } from './support/rollcall.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson, TestJson } from './support/shapes.js';

let scene: Scene;

async function begin(
  options: OrgOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  scene = await setScene({ users: 40, signIns: 1200, maxPage: 200, ...options }, env);
  await scene.add();
}

function collect(
  env: Readonly<Record<string, string>> = {},
  name = 'Acme',
  of: Scene = scene,
): Promise<Outcome> {
  return of.rollcall.run(['integration', 'collect', name, '--json'], env);
}

function tokenRequests(of: Scene = scene): number {
  return of.org.requests.filter(({ path }) => path.includes('/oauth2/token')).length;
}

const data = { path: '/services/data/v' };
const queries = { path: '/query|/composite' };
const plainQuery = { method: 'GET', path: '/query[/?]' };
const always = { times: 'always' } as const;
/** At least the end of the tenant's reading comes through. */
const later = { skip: 3, times: 'always' } as const;

/** What it is, what goes wrong, the run's error, its hint, and how often a token is asked for at most. */
type Case = readonly [string, Fault, string, RegExp, number];

describe('what stays wrong', () => {
  let shared: Scene;
  let count = 0;

  beforeAll(async () => {
    shared = await setScene({ users: 40, signIns: 1200, maxPage: 200 });
  });

  afterEach(() => shared.org.faults.clear());
  afterAll(() => shared[Symbol.asyncDispose]());

  async function collectWith(fault: Fault): Promise<Outcome> {
    count += 1;
    await shared.add(`Org ${count}`);
    shared.org.log.clear();
    shared.org.faults.add(fault);
    return collect({}, `Org ${count}`, shared);
  }

  const ended: readonly Case[] = [
    [
      'a redirect to another host',
      { kind: 'redirect', to: 'https://new.my.salesforce.com/x', ...always, match: queries },
      'INSTANCE_MOVED',
      /new\.my\.salesforce\.com/,
      1,
    ],
    [
      'a token of another host',
      {
        kind: 'instance-url',
        url: 'https://moved.my.salesforce.com',
        ...{ ...always, match: { path: '/oauth2/token' } },
      },
      'INSTANCE_MOVED',
      /moved\.my\.salesforce\.com/,
      1,
    ],
    [
      'a session that is refused each time',
      { kind: 'session-expired', ...always, match: data },
      'AUTH_LOOP',
      /session/,
      3,
    ],
    [
      'a wall of maintenance pages',
      { kind: 'html-503', ...always, match: data },
      'HTTP_NOT_JSON',
      /again later/,
      1,
    ],
    [
      'connections that are cut',
      { kind: 'reset', ...later, match: data },
      'HTTP_UNAVAILABLE',
      /again later/,
      1,
    ],
    [
      'answers that break off',
      { kind: 'reset-mid-body', ...later, match: data },
      'HTTP_BODY_BROKEN',
      /again/,
      1,
    ],
    [
      'gzip streams with other bytes in them',
      { kind: 'corrupt-gzip', ...later, match: data },
      'HTTP_BODY_BROKEN',
      /again/,
      1,
    ],
    [
      'halves of answers',
      { kind: 'corrupt-json', ...later, match: data },
      'HTTP_BODY_BROKEN',
      /again/,
      1,
    ],
    ['empty answers', { kind: 'empty-body', ...later, match: data }, 'HTTP_NOT_JSON', /./, 1],
    ['pages instead of data', { kind: 'html-200', ...later, match: data }, 'HTTP_NOT_JSON', /./, 1],
    [
      'internal errors',
      { kind: 'server-error', ...later, match: data },
      'PROVIDER_ERROR',
      /ErrorId/,
      1,
    ],
    [
      'too many long requests',
      { kind: 'concurrent-limit', ...later, match: plainQuery },
      'HTTP_UNAVAILABLE',
      /some minutes/,
      1,
    ],
    [
      'locked rows',
      { kind: 'lock-row', ...always, match: plainQuery },
      'PROVIDER_ERROR',
      /again/,
      1,
    ],
    [
      'queries that take too long',
      { kind: 'query-timeout', ...always, match: plainQuery },
      'QUERY_TIMEOUT',
      /quieter/,
      1,
    ],
  ];

  it.each(ended)('ends the run by name: %s', async (_, fault, code, hint, tokens) => {
    const outcome = await collectWith(fault);

    expectEnded(outcome, code, hint);
    expect(tokenRequests(shared)).toBeLessThanOrEqual(tokens);
    expect(tokenRequests(shared)).toBeGreaterThan(0);
  });

  it('goes on once it is mended, and nothing is missing or twice', async () => {
    const broken = await collectWith({ kind: 'reset', ...later, match: data });
    shared.org.faults.clear();

    const outcome = await collect({}, `Org ${count}`, shared);

    expect(broken.code).toBe(1);
    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    await expectEverythingOnce(shared, `Org ${count}`);
  });
});

describe('what the org says of its limits', () => {
  afterEach(() => scene[Symbol.asyncDispose]());

  it('ends the run as paused: the daily limit, reached', async () => {
    await begin();
    scene.org.faults.add({ kind: 'total-requests', ...always, match: { path: '/data/v' } });

    const outcome = await collect();

    const { run } = outcome.json<CollectJson>();
    expect(outcome.code, outcome.stdout).toBe(4);
    expect(run.error).toMatchObject({
      code: 'QUOTA_CEILING',
      hint: expect.stringMatching(/continues by itself/),
    });
    expect(tokenRequests()).toBe(1);
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
    await begin({ limit: 1000, signIns: 9000 });
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
  afterEach(() => scene[Symbol.asyncDispose]());

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
  afterEach(() => scene[Symbol.asyncDispose]());

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
