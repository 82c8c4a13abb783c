import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type RunningHost, startHost } from './support/host.js';
import { descendants } from './support/processes.js';
import { unpack } from './support/repack.js';
import type { Outcome } from './support/rollcall.js';
import { type Scene, setScene } from './support/scene.js';
import {
  type Secrets,
  type Trace,
  tracesBelow,
  tracesIn,
  tracesOfProcess,
} from './support/traces.js';

const wrongSecret = 'WRONG0SECRET0OF0A0PERSON0WHO0MISTYPED0IT';
let scene: Scene;
/** Access tokens, as the org saw them. */
const tokens = new Set<string>();
/** Everything that commands printed. */
const printed: Outcome[] = [];

async function secrets(): Promise<Secrets> {
  const master = (await readFile(join(scene.rollcall.home, 'master.key'), 'utf8')).trim();
  return {
    'consumer secret': scene.org.consumerSecret,
    'mistyped consumer secret': wrongSecret,
    'master key': master,
    'master key as bytes': Buffer.from(master, 'base64'),
    ...Object.fromEntries([...tokens].map((token, index) => [`access token ${index}`, token])),
  };
}

async function run(...args: string[]): Promise<void> {
  printed.push(await scene.rollcall.run(args, { ROLLCALL_LOG_LEVEL: 'trace' }));
  printed.push(await scene.rollcall.run([...args, '--json'], { ROLLCALL_LOG_LEVEL: 'trace' }));
}

beforeAll(async () => {
  scene = await setScene({ users: 40, signIns: 2500 });
  scene.org.onRequest = ({ headers }) => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (token !== undefined) tokens.add(token);
  };
  await scene.add();
  await run('integration', 'test', 'Acme');
  await run('integration', 'plan', 'Acme');
  await run('integration', 'collect', 'Acme');
  scene.org.faults.add({ kind: 'session-expired', match: { path: '/data/v' } });
  await run('integration', 'collect', 'Acme');
  printed.push(
    await scene.rollcall.run(
      ['integration', 'edit', 'Acme', '--secret', 'consumerSecret=env:TYPED', '--json'],
      { TYPED: wrongSecret },
    ),
  );
  scene.org.sessions.expireAll();
  await run('integration', 'test', 'Acme');
  await run('integration', 'collect', 'Acme');
  await run('integration', 'edit', 'Acme', '--secret', 'consumerSecret=env:CONSUMER_SECRET');
  await run('integration', 'show', 'Acme');
  await run('integration', 'list');
  await run('runs');
  await run('quota');
  await run('doctor');
  await run('report', 'licences');
  await run('report', 'sign-ins');
  await run('export', '--out', join(scene.folder, 'facts'));
}, 300_000);

afterAll(() => scene[Symbol.asyncDispose]());

describe('a secret', () => {
  it('was used: there were tokens, and a refused one', async () => {
    expect(tokens.size).toBeGreaterThanOrEqual(2);
    expect(printed.some(({ stdout }) => stdout.includes('AUTH_REFUSED'))).toBe(true);
    expect(printed.some(({ code }) => code === 0)).toBe(true);
  });

  it('is in nothing that a command prints', async () => {
    const all = printed.map(({ stdout, stderr }) => stdout + stderr).join('\n');

    expect(tracesIn('output', Buffer.from(all), await secrets())).toEqual([]);
  });

  it('is in no file of the home, the database and its log of changes included', async () => {
    const isKey = (path: string) => path.endsWith('/master.key');

    const found = await tracesBelow(scene.rollcall.home, await secrets(), isKey);

    expect(found).toEqual([]);
    // what is no secret is found in the same files
    const shown = { key: scene.org.consumerKey };
    expect(await tracesBelow(join(scene.rollcall.home, 'postgres'), shown)).not.toEqual([]);
  });

  it('is in no export', async () => {
    expect(await tracesBelow(join(scene.folder, 'facts'), await secrets())).toEqual([]);
  });

  it('is in no answer of the API', async () => {
    await using host = await startHost(scene.rollcall, { ROLLCALL_LOG_LEVEL: 'trace' });
    const { integrations } = await host.json<Listed>('GET', '/integrations');
    const { runs } = await host.json<Listed>('GET', '/runs');
    const cookie = await signIn(host.url);
    const { findings } = await host.json<Listed>('GET', '/findings');
    const { accounts } = await host.json<Listed>('GET', '/accounts');
    const { signIns } = await host.json<Listed>('GET', '/sign-ins?from=2020-01-01');
    const evidence = await makePacks(host);
    const { paths } = await host.json<Described>('GET', '/openapi.json');
    const gets = Object.entries(paths).filter(
      ([path, methods]) => path.startsWith('/api/v1') && methods.get,
    );
    const ids = {
      integrations: integrations?.[0]?.id,
      runs: runs?.[0]?.id,
      findings: findings?.[0]?.id,
      accounts: accounts?.[0]?.id,
      plugins: 'salesforce',
      reviews: evidence.review,
      'sign-ins': signIns?.[0]?.id,
    };
    const bodies: string[] = [];
    for (const [path, methods] of gets) {
      const [, noun = ''] = /^\/api\/v1\/([^/]+)/.exec(path) ?? [];
      const id = Object.entries(ids).find(([name]) => name === noun)?.[1] ?? '';
      const of = path
        .replace('{integration}', ids.integrations ?? '')
        .replace('{id}', id)
        .replace('{name}', 'Rollcall_Integration.permissionset-meta.xml')
        .replace('{sha256}', evidence.sha256);
      // It alone cannot be asked without saying what is compared.
      const query = path.endsWith('/access/differences') ? '?from=2020-01-01' : '';
      const url = `${host.url}${of}${query}`;
      // A token opens all but what is about the browser's own session: that a signed-in person asks.
      const headers =
        methods.get?.['x-access'] === 'session'
          ? { cookie }
          : { authorization: `Bearer ${host.token}` };
      const response = await fetch(url, { headers });
      expect(response.status, path).toBe(200);
      bodies.push(await readable(response));
    }
    bodies.push(await host.stop());

    expect(gets.length).toBeGreaterThan(8);
    expect(tracesIn('API', Buffer.from(bodies.join('\n')), await secrets())).toEqual([]);
  });

  it('is in no environment, argument or memory of the process that runs the plugin', async () => {
    const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/data/v' }, skip: 3 });
    const collecting = scene.rollcall.start(['integration', 'collect', 'Acme', '--json']);
    await expect.poll(() => scene.org.faults.held(hold), { timeout: 60_000 }).toBe(1);
    const all = await descendants(collecting.process.pid ?? 0);
    const hooks = all.filter(({ command }) => command.includes('hook-process'));

    // the search sees what the plugin does have
    const known = { ...(await secrets()), 'no secret': scene.org.salesforceUrl };
    const found = await Promise.all(
      hooks.map(({ pid }) => tracesOfProcess(pid, known).catch(gone)),
    );
    scene.org.faults.release(hold);
    const outcome = await collecting.outcome;

    const traces = found.flat();
    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    expect(traces.filter(({ secret }) => secret !== 'no secret')).toEqual([]);
    expect(traces.some(({ where }) => where.endsWith('/mem'))).toBe(true);
  });
});

/** A process that helps another to start is soon gone. */
function gone(error: unknown): readonly Trace[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}

interface Listed {
  readonly integrations?: readonly { readonly id: string }[];
  readonly runs?: readonly { readonly id: string }[];
  readonly findings?: readonly { readonly id: string }[];
  readonly accounts?: readonly { readonly id: string }[];
  readonly signIns?: readonly { readonly id: string }[];
}

interface Described {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly 'x-access'?: string } }>>;
}

/** Makes a pack of a review, and one of a period's sign-ins. */
async function makePacks(host: RunningHost) {
  const kind = { kind: 'access' };
  const { id: review } = await host.json<{ id: string }>('POST', '/reviews', kind);
  const { lines } = await host.json<{ lines: readonly { readonly line: number }[] }>(
    'GET',
    `/reviews/${review}/lines?limit=500`,
  );
  const all = { lines: lines.map(({ line }) => line), decision: 'accept' };
  await host.json('POST', `/reviews/${review}/decisions`, all);
  const end = { reviewer: 'Ada', statement: 'Everything was looked at.' };
  await host.json('POST', `/reviews/${review}/complete`, end);
  await host.json('POST', `/reviews/${review}/evidence`);
  const pack = await host.json<{ sha256: string }>('POST', '/reports/sign-ins/evidence', {});
  return { review, sha256: pack.sha256 };
}

/** What an answer says; of an archive what its files say. */
async function readable(response: Response): Promise<string> {
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.headers.get('content-type')?.includes('zip')) return body.toString();
  const path = join(scene.folder, 'answer.zip');
  await writeFile(path, body);
  return Buffer.concat([...(await unpack(path)).values()]).toString();
}

/** Signs the first administrator in by the one-time link, and gives the session's cookie. */
async function signIn(url: string): Promise<string> {
  const { link } = await scene.rollcall.json<{ link: string }>(['user', 'welcome']);
  const token = /#t=(.+)$/.exec(link)?.[1];
  const person = { name: 'Ada', login: 'ada@example.com', password: 'a long pass phrase of hers' };
  const response = await fetch(`${url}/api/v1/welcome`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token, ...person }),
  });
  expect(response.status, await response.text()).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
