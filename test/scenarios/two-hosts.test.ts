import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type RunningHost, startHost } from './support/host.js';
import { type PostgresServer, startServer } from './support/postgres-server.js';
import { descendants } from './support/processes.js';
import { expectRefused } from './support/refusal.js';
import { Rollcall } from './support/rollcall.js';
import { addArgs, type Scene, setScene } from './support/scene.js';
import { eventsOf } from './support/sse.js';

const password = 'a-word-of-its-own';
let scene: Scene;
let server: PostgresServer;
let rollcall: Rollcall;
let hosts: [RunningHost, RunningHost];
let id = '';

/** A command line with a home of its own, on the one server. */
function onServer(home: string, env: Readonly<Record<string, string>> = {}): Rollcall {
  return new Rollcall(join(scene.folder, home), { ...environment, ...env });
}

let environment: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  scene = await setScene({ users: 30, signIns: 3000, seed: 8, maxPage: 500 });
  await scene.rollcall.run(['plugin', 'list']);
  server = await startServer(join(scene.folder, 'server'), password);
  environment = {
    HTTPS_PROXY: scene.org.proxyUrl,
    NODE_EXTRA_CA_CERTS: scene.org.caFile,
    CONSUMER_SECRET: scene.org.consumerSecret,
    ROLLCALL_DATABASE_URL: server.url,
    ROLLCALL_MASTER_KEY: randomBytes(32).toString('base64'),
    ROLLCALL_LEASE_SECONDS: '3',
  };
  rollcall = onServer('first');
  id = (await rollcall.json<{ id: string }>(addArgs(scene.org, 'Acme'))).id;
  hosts = [await startHost(rollcall), await startHost(onServer('second'))];
});

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
  await server[Symbol.asyncDispose]();
  await scene[Symbol.asyncDispose]();
});

interface Run {
  readonly id: string;
  readonly status: string;
  readonly endedAt: string | null;
  readonly streams: Readonly<Record<string, { readonly records: number }>>;
}

async function ended(host: RunningHost, runId: string): Promise<Run> {
  const events = await fetch(`${host.url}/api/v1/runs/${runId}/events`, {
    headers: { authorization: `Bearer ${host.token}` },
  });
  for await (const { event } of eventsOf(events)) if (event === 'end') break;
  return host.json<Run>('GET', `/runs/${runId}`);
}

function collect(host: RunningHost): Promise<Run> {
  return host.json<Run>('POST', `/integrations/${id}/collect`, {});
}

async function expectEachOnce(): Promise<void> {
  const out = join(scene.folder, 'out');
  const exported = await rollcall.json<{ records: number }>([
    ...['export', '--entity', 'sign_in', '--out', out],
  ]);
  expect(exported.records).toBe(scene.org.truth.ids('LoginHistory').size);
}

/** Begins a collection and holds an answer of the org; gives the host that works on it, and the other. */
async function collectionHeld() {
  const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
  const run = await collect(hosts[0]);
  await expect.poll(() => scene.org.faults.held(hold), { timeout: 60_000 }).toBe(1);
  const below = await Promise.all(hosts.map(({ pid }) => descendants(pid)));
  const place = below.findIndex((all) => all.some(({ command }) => command.includes('hook-')));
  const [worker, other] = place === 0 ? hosts : [hosts[1], hosts[0]];
  return { run, worker, other, release: () => scene.org.faults.release(hold) };
}

describe('two hosts on one PostgreSQL server', () => {
  it('collect an integration once at a time, whoever is asked, and share its quota', async () => {
    const asked = await Promise.all(hosts.map((host) => collect(host)));

    const runs = await Promise.all(hosts.map((host, place) => ended(host, asked[place]?.id ?? '')));

    expect(new Set(asked.map((run) => run.id)).size).toBe(1);
    expect(runs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    await expectEachOnce();
    const quotas = await Promise.all(hosts.map((host) => host.json('GET', '/quota')));
    expect(quotas[0]).toEqual(quotas[1]);
    expect(quotas[0]).toMatchObject({ quotas: [{ used: scene.org.usage.used }, {}, {}] });
  });

  it('go on without one that is frozen, which changes nothing when it wakes', async () => {
    const { run, worker, other, release } = await collectionHeld();
    process.kill(worker.pid, 'SIGSTOP');
    release();

    const taken = await ended(other, run.id);
    process.kill(worker.pid, 'SIGCONT');
    await worker.json('GET', '/integrations');

    expect(taken.status).toBe('succeeded');
    expect(await other.json('GET', `/runs/${run.id}`)).toEqual(taken);
    await expectEachOnce();
  });

  it('go on without one that was killed', async () => {
    const { run, worker, other, release } = await collectionHeld();
    process.kill(worker.pid, 'SIGKILL');
    release();

    const taken = await ended(other, run.id);

    expect(taken.status).toBe('succeeded');
    await expectEachOnce();
    hosts = [other, await startHost(onServer('third'))];
  });

  it.each([
    ['another key', { ROLLCALL_MASTER_KEY: '0123456789abcdef'.repeat(4) }],
    ['no key', { ROLLCALL_MASTER_KEY: '' }],
  ])('refuse one with %s', async (_, env) => {
    const outcome = await onServer('stranger', env).run(['integration', 'list', '--json']);

    const hints = { says: /key/, hints: /ROLLCALL_MASTER_KEY/ };
    expectRefused(outcome, { exit: 6, code: 'KEY_MISMATCH', ...hints });
  });

  it('refuse a password that is wrong, without showing it', async () => {
    const url = server.url.replace(password, 'a-wrong-word');

    const outcome = await onServer('stranger', { ROLLCALL_DATABASE_URL: url }).run([
      ...['integration', 'list', '--json'],
    ]);

    expect(outcome.stdout + outcome.stderr).not.toContain('a-wrong-word');
    const hints = { says: /127\.0\.0\.1/, hints: /password/ };
    expectRefused(outcome, { exit: 1, code: 'DATABASE_UNAVAILABLE', ...hints });
  });
});
