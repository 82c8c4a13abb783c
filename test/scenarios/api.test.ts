import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type RunningHost, startHost } from './support/host.js';
import { type Scene, setScene } from './support/scene.js';
import { eventsOf, type ServerEvent } from './support/sse.js';

let scene: Scene;
let host: RunningHost;
let id = '';

beforeAll(async () => {
  scene = await setScene({ users: 40, signIns: 4000, maxPage: 500 });
  host = await startHost(scene.rollcall);
  const made = await host.json<{ id: string }>('POST', '/integrations', {
    plugin: 'salesforce',
    name: 'Acme',
    config: { salesforceUrl: scene.org.salesforceUrl, consumerKey: scene.org.consumerKey },
    secrets: { consumerSecret: scene.org.consumerSecret },
  });
  id = made.id;
});

afterAll(async () => {
  await host.stop();
  await scene[Symbol.asyncDispose]();
});

interface Run {
  readonly id: string;
  readonly status: string;
  readonly [field: string]: unknown;
}

interface Checked {
  readonly valid: boolean;
  readonly faults: readonly { readonly pointer: string }[];
}

/** Asks for a run and gives it when it has ended. */
async function finished(path: string, body?: unknown): Promise<Run> {
  const run = await host.json<Run>('POST', `/integrations/${id}/${path}`, body);
  await readAll(run.id);
  return host.json<Run>('GET', `/runs/${run.id}`);
}

async function readAll(runId: string, after?: string): Promise<readonly ServerEvent[]> {
  const all: ServerEvent[] = [];
  for await (const event of eventsOf(await follow(runId, after))) all.push(event);
  return all;
}

function follow(runId: string, after?: string): Promise<Response> {
  return fetch(`${host.url}/api/v1/runs/${runId}/events`, {
    headers: {
      authorization: `Bearer ${host.token}`,
      ...(after === undefined ? {} : { 'last-event-id': after }),
    },
  });
}

describe('whoever has no token', () => {
  it.each(['/integrations', '/runs', '/quota', '/plugins', '/reports/licences'])(
    'is refused at %s',
    async (path) => {
      const without = await fetch(`${host.url}/api/v1${path}`);
      const wrong = await fetch(`${host.url}/api/v1${path}`, {
        headers: { authorization: 'Bearer rct_wrong' },
      });

      expect([without.status, wrong.status]).toEqual([401, 401]);
      expect(without.headers.get('content-type')).toContain('application/problem+json');
      expect(await without.json()).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    },
  );

  it('may ask whether the host is well, and how the API is used', async () => {
    const answers = await Promise.all(
      ['/healthz', '/readyz', '/api/v1/openapi.json'].map((path) => fetch(host.url + path)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('is refused under a foreign host name', async () => {
    const headers = { host: 'evil.example' };

    const [response] = await once(request(`${host.url}/healthz`, { headers }).end(), 'response');

    response.resume();
    expect(response.statusCode).toBe(403);
  });
});

describe('openapi.json', () => {
  it('describes every route', async () => {
    const document = await host.json<{
      openapi: string;
      paths: Record<string, Record<string, { summary?: string; responses?: object }>>;
    }>('GET', '/openapi.json');

    expect(document.openapi).toMatch(/^3\.1/);
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
      ),
    );
    expect(routes).toEqual(
      expect.arrayContaining([
        'GET /plugins',
        'GET /plugins/{id}',
        'POST /plugins/{id}/config/validate',
        'POST /plugins/{id}/config/test',
        'GET /integrations',
        'POST /integrations',
        'GET /integrations/{id}',
        'PATCH /integrations/{id}',
        'DELETE /integrations/{id}',
        'POST /integrations/{id}/test',
        'POST /integrations/{id}/plan',
        'POST /integrations/{id}/collect',
        'POST /integrations/{id}/pause',
        'POST /integrations/{id}/resume',
        'GET /runs',
        'GET /runs/{id}',
        'GET /runs/{id}/events',
        'POST /runs/{id}/cancel',
        'GET /quota',
        'GET /reports/licences',
        'GET /reports/sign-ins',
      ]),
    );
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.every(({ summary }) => summary !== undefined)).toBe(true);
  });
});

describe('a file of the setup guide', () => {
  const name = 'Rollcall_Integration.permissionset-meta.xml';

  it('is offered for download, by API and command line, as the plugin ships it', async () => {
    const shipped = new URL(`../../plugins/salesforce/${name}`, import.meta.url);
    const text = await readFile(shipped, 'utf8');

    const answer = await host.call('GET', `/plugins/salesforce/setup-files/${name}`);
    const shown = await scene.rollcall.run(['plugin', 'show', 'salesforce']);
    const printed = await scene.rollcall.run(['plugin', 'show', 'salesforce', '--file', name]);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    expect(await answer.text()).toBe(text);
    expect(shown.stdout).toContain(`rollcall plugin show salesforce --file ${name} > ${name}`);
    expect(printed.stdout.trimEnd()).toBe(text.trimEnd());
  });

  it('that there is not is refused with those that there are', async () => {
    const answer = await host.call('GET', '/plugins/salesforce/setup-files/plugin.json');

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining(name),
    });
  });
});

describe('an integration', () => {
  it('is tested, planned and collected', async () => {
    const test = await finished('test');
    const plan = await finished('plan');
    const collect = await finished('collect');

    expect(test).toMatchObject({ status: 'succeeded', connected: true });
    expect(plan).toMatchObject({ status: 'succeeded', plan: { fits: true } });
    expect(collect).toMatchObject({ status: 'succeeded', error: null });
    const shown = await host.json<{ records: Record<string, number> }>(
      'GET',
      `/integrations/${id}`,
    );
    expect(shown.records).toMatchObject({
      sign_ins: scene.org.truth.ids('LoginHistory').size,
      accounts: 40,
    });
  });

  it('leaves a log of what connector and host did, without secrets', async () => {
    const { runs } = await host.json<{ runs: Run[] }>('GET', '/runs?limit=1');

    const logged = await host.call('GET', `/runs/${runs[0]?.id}/logs`);

    const text = await logged.text();
    const { lines }: { lines: readonly { message: string }[] } = JSON.parse(text);
    expect(lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['a worker begins', 'accounts: done', 'the run succeeded']),
    );
    expect(text).not.toContain(scene.org.consumerSecret);
  });

  it('is shown in lists, quota and reports', async () => {
    const runs = await host.json<{ runs: Run[] }>('GET', '/runs?limit=2');
    const quota = await host.json<{ quotas: unknown[] }>('GET', '/quota');
    const licences = await host.json<{ pools: unknown[] }>('GET', '/reports/licences');
    const signIns = await host.json<{ signIns: number }>('GET', '/reports/sign-ins');

    expect(runs.runs.length).toBe(2);
    expect(quota.quotas.length).toBeGreaterThan(0);
    expect(licences.pools.length).toBeGreaterThan(0);
    expect(signIns.signIns).toBeGreaterThan(0);
  });

  it('that is paused refuses to collect until it is resumed', async () => {
    await host.json('POST', `/integrations/${id}/pause`);
    const refused = await host.call('POST', `/integrations/${id}/collect`);
    await host.json('POST', `/integrations/${id}/resume`);
    const run = await finished('collect', { streams: ['tenant'] });

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'INTEGRATION_PAUSED' });
    expect(run.status).toBe('succeeded');
  });
});

describe('a form that is not saved', () => {
  const path = '/plugins/salesforce/config/test';
  const config = () => ({
    salesforceUrl: scene.org.salesforceUrl,
    consumerKey: scene.org.consumerKey,
  });

  interface Tested {
    readonly connected: boolean;
    readonly message: string;
    readonly checks: readonly { readonly id: string; readonly status: string }[];
  }

  it('is tested, with the secret that was entered or with the stored one', async () => {
    const secrets = { consumerSecret: scene.org.consumerSecret };
    const before = await host.json<{ runs: Run[] }>('GET', '/runs?limit=1');

    const entered = await host.json<Tested>('POST', path, { config: config(), secrets });
    const stored = await host.json<Tested>('POST', path, { config: config(), integrationId: id });

    expect(entered).toMatchObject({ connected: true, message: 'Connected!' });
    expect(stored).toMatchObject({ connected: true, message: 'Connected!' });
    expect(stored.checks.map((check) => check.id)).toEqual(entered.checks.map(({ id }) => id));
    const after = await host.json<{ runs: Run[] }>('GET', '/runs?limit=1');
    expect(after.runs[0]?.id).toBe(before.runs[0]?.id);
    const { integrations } = await host.json<{ integrations: unknown[] }>('GET', '/integrations');
    expect(integrations.length).toBe(1);
  });

  it('says what is wrong with it, and shows no secret', async () => {
    const secrets = { consumerSecret: 'not-the-right-secret' };

    const refused = await host.json<Tested>('POST', path, { config: config(), secrets });
    const invalid = await host.call('POST', path, { config: {}, secrets });
    const elsewhere = await host.call('POST', path, {
      config: { ...config(), consumerKey: 'another-key' },
      integrationId: id,
    });

    expect(refused.connected).toBe(false);
    expect(JSON.stringify(refused)).not.toContain('not-the-right-secret');
    expect(refused.checks.some(({ status }) => status === 'failed')).toBe(true);
    expect(await invalid.json()).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(await elsewhere.json()).toMatchObject({ code: 'SECRET_REENTER' });
  });
});

describe('the events of a run', () => {
  it('come to the end, and again from the last one that was seen', async () => {
    const run = await host.json<Run>('POST', `/integrations/${id}/collect`, {});

    const all = await readAll(run.id);

    expect(all.at(-1)).toMatchObject({ event: 'end', data: '{"status":"succeeded"}' });
    const middle = Math.floor(all.length / 2);
    expect(await readAll(run.id, all[middle]?.id)).toEqual(all.slice(middle + 1));
    const ids = all.slice(0, -1).map((event) => BigInt(event.id ?? 0));
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('lose nothing when the connection breaks off during the run', async () => {
    const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
    const run = await host.json<Run>('POST', `/integrations/${id}/collect`, {});
    const before: ServerEvent[] = [];
    for await (const event of eventsOf(await follow(run.id))) {
      before.push(event);
      break;
    }
    scene.org.faults.release(hold);

    const after = await readAll(run.id, before.at(-1)?.id);

    expect([...before, ...after]).toEqual(await readAll(run.id));
  });

  it('are not those of another collection that leaves out what is asked for', async () => {
    const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
    const open = await host.json<Run>('POST', `/integrations/${id}/collect`, {
      streams: ['tenant', 'roles'],
    });

    const same = await host.json<Run>('POST', `/integrations/${id}/collect`, {
      streams: ['roles'],
    });
    const other = await host.call('POST', `/integrations/${id}/collect`, { streams: ['accounts'] });
    scene.org.faults.release(hold);
    await readAll(open.id);

    expect(same.id).toBe(open.id);
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'RUN_OPEN' });
  });

  it('end with a cancellation', async () => {
    const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
    const run = await host.json<Run>('POST', `/integrations/${id}/collect`, {});
    const following = readAll(run.id);
    await expect.poll(() => scene.org.faults.held(hold), { timeout: 60_000 }).toBe(1);

    const cancelled = await host.call('POST', `/runs/${run.id}/cancel`);
    const events = await following;
    scene.org.faults.release(hold);

    expect(cancelled.status).toBe(202);
    expect(events.at(-1)).toMatchObject({ event: 'end', data: '{"status":"cancelled"}' });
  });
});

describe('a wrong request', () => {
  const good = { plugin: 'salesforce', name: 'Other', config: {}, secrets: {} };
  const cases = [
    ['an unknown field', { ...good, nmae: 'x' }, 400, 'INPUT_INVALID', /nmae/],
    ['no name', { plugin: 'salesforce', config: {} }, 400, 'INPUT_INVALID', /name/],
    ['a wrong form', good, 400, 'CONFIG_INVALID', /Salesforce URL.*Consumer Key/s],
    ['an unknown plugin', { ...good, plugin: 'salesforse' }, 404, 'NOT_FOUND', /salesforce/],
  ] as const;

  it.each(cases)('is answered with problem details: %s', async (_, body, status, code, says) => {
    const response = await host.call('POST', '/integrations', body);

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = await response.json();
    expect(problem).toMatchObject({
      type: `urn:rollcall:error:${code}`,
      title: expect.stringMatching(/\S/),
      status,
      code,
      hint: expect.stringMatching(/\S/),
    });
    expect(JSON.stringify(problem)).toMatch(says);
  });

  it('of a form that is not saved yet lists every mistake by pointer', async () => {
    const body = { config: { salesforceUrl: 'https://login.salesforce.com', consumerKye: 'x' } };

    const path = '/plugins/salesforce/config/validate';
    const checked = await host.json<Checked>('POST', path, body);

    expect(checked.valid).toBe(false);
    expect(checked.faults.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/salesforceUrl', '/consumerKye', '/consumerKey', '/consumerSecret']),
    );
  });

  it('for what is not there says so', async () => {
    const unknown = await host.call('GET', '/integrations/Acne');
    const noRoute = await host.call('GET', '/nothing');
    const noJson = await fetch(`${host.url}/api/v1/integrations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      body: '{ oops',
    });

    expect([unknown.status, noRoute.status, noJson.status]).toEqual([404, 404, 400]);
    expect(await unknown.json()).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringMatching(/Acme/),
    });
  });
});
