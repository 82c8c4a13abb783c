import { describe, expect, it } from 'vitest';

import { aRun, type FakeAnswers, fakeHost } from '../cli/testing/fake-host.js';
import { buildServer } from './server.js';

const token = 'rct_admin';

function serverWith(answers: FakeAnswers = {}) {
  const host = fakeHost(answers);
  const server = buildServer(host, { version: '0.1.0', consoleFolder: '/nowhere/console' });
  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
    server.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}`, host: 'localhost:7420' },
      ...(payload === undefined ? {} : { payload }),
    });
  return { host, server, ask };
}

describe('the guard', () => {
  it.each([
    ['/api/v1/integrations', undefined, 401],
    ['/api/v1/integrations', 'Bearer wrong', 401],
    ['/api/v1/integrations', `Bearer ${token}`, 200],
    ['/metrics', undefined, 401],
    ['/healthz', undefined, 200],
    ['/api/v1/openapi.json', undefined, 200],
    ['/', undefined, 200],
  ])('answers %s with %s by %i', async (url, authorization, status) => {
    const { server } = serverWith();

    const answer = await server.inject({
      url,
      headers: { host: '127.0.0.1:7420', ...(authorization ? { authorization } : {}) },
    });

    expect(answer.statusCode).toBe(status);
  });

  it('refuses a foreign name, also for public routes', async () => {
    const { server } = serverWith();

    const answer = await server.inject({ url: '/healthz', headers: { host: 'evil.example:7420' } });

    expect(answer.statusCode).toBe(403);
  });

  it('sends no CORS header', async () => {
    const { server } = serverWith();

    const answer = await server.inject({
      url: '/healthz',
      headers: { host: 'localhost', origin: 'https://evil.example' },
    });

    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('errors', () => {
  it('are problem details with code and hint', async () => {
    const { ask } = serverWith();

    const answer = await ask('GET', '/integrations/Prodction');

    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toEqual({
      type: 'urn:rollcall:error:NOT_FOUND',
      title: 'Not found',
      status: 404,
      detail: 'there is no integration "Prodction"',
      code: 'NOT_FOUND',
      hint: 'Did you mean "Production"?',
    });
  });

  it('list every mistake of a body', async () => {
    const { ask, host } = serverWith();

    const answer = await ask('POST', '/integrations', { plugin: 1, config: {}, extra: true });

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'INPUT_INVALID',
      faults: [
        { message: "must have required property 'name'" },
        { message: 'has no "extra"' },
        { pointer: '/plugin', message: 'must be string' },
      ],
    });
    expect(host.changes).toEqual([]);
  });

  it('tell nothing of what was not expected', async () => {
    const { server, host } = serverWith();
    host.quotas = async () => {
      throw new Error('password=hunter2');
    };

    const answer = await server.inject({
      url: '/api/v1/quota',
      headers: { authorization: `Bearer ${token}`, host: 'localhost' },
    });

    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('hunter2');
  });

  it.each([
    ['{', 'application/json', 400],
    ['<a/>', 'text/xml', 415],
  ])('answer the body %s of type %s by %i', async (payload, type, status) => {
    const { server } = serverWith();

    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/integrations',
      headers: {
        authorization: `Bearer ${token}`,
        host: 'localhost',
        'content-type': type,
      },
      payload,
    });

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toHaveProperty('hint');
  });
});

describe('integrations', () => {
  it('are added with secrets that never come back', async () => {
    const { ask, host } = serverWith();

    const answer = await ask('POST', '/integrations', {
      plugin: 'acme',
      name: 'New',
      config: { url: 'https://a.example' },
      secrets: { clientSecret: 's3cret' },
    });

    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe('/api/v1/integrations/int-1');
    expect(answer.body).not.toContain('s3cret');
    expect(host.changes).toMatchObject([{ with: { secrets: { clientSecret: 's3cret' } } }]);
  });

  it('are edited field by field; null removes', async () => {
    const { ask, host } = serverWith();

    await ask('PATCH', '/integrations/int-1', { secrets: { clientSecret: null } });

    expect(host.changes).toEqual([{ what: 'edit', with: { secrets: { clientSecret: null } } }]);
  });

  it.each([
    ['test', 'testConnectivity'],
    ['plan', 'plan'],
    ['collect', 'collect'],
  ])('take %s as a run in the background', async (path, hook) => {
    const { ask, host } = serverWith();

    const answer = await ask('POST', `/integrations/Production/${path}`);

    expect(answer.statusCode).toBe(202);
    expect(answer.headers.location).toBe('/api/v1/runs/run-1');
    expect(host.changes).toMatchObject([{ what: 'request', with: { hook } }]);
  });

  it('are none when nothing is due', async () => {
    const { ask, host } = serverWith({ nothingDue: true });

    const answer = await ask('POST', '/integrations/Production/collect', { due: true });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ run: { id: null, status: 'succeeded' }, streams: {} });
    expect(host.changes).toEqual([]);
  });

  it('take a request whose body is announced and empty', async () => {
    const { server } = serverWith();

    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/integrations/Production/collect',
      headers: {
        authorization: `Bearer ${token}`,
        host: 'localhost',
        'content-type': 'application/json',
      },
    });

    expect(answer.statusCode).toBe(202);
  });

  it('are listed page by page', async () => {
    const { ask, host } = serverWith();
    const [only] = await host.integrations.list();
    const three = ['a', 'b', 'c'].map((id) => ({ ...only, id }) as typeof only & { id: string });
    host.integrations.list = async () => three as never;

    const first = (await ask('GET', '/integrations?limit=2')).json();
    const second = (await ask('GET', `/integrations?limit=2&cursor=${first.next}`)).json();

    expect(first.integrations.map(({ id }: { id: string }) => id)).toEqual(['a', 'b']);
    expect(second).toMatchObject({ integrations: [{ id: 'c' }], next: null });
  });
});

describe('runs', () => {
  it('are read page by page, each after the last one of the page before', async () => {
    const { ask, host } = serverWith();
    const all = ['r3', 'r2', 'r1'].map((id) => aRun('collect', { id }));
    host.runs.list = async (_integration, limit, after) => {
      const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
      return all.slice(start, start + (limit ?? 50));
    };

    const first = (await ask('GET', '/runs?limit=2')).json();
    const second = (await ask('GET', `/runs?limit=2&cursor=${first.next}`)).json();

    expect(first.runs.map(({ id }: { id: string }) => id)).toEqual(['r3', 'r2']);
    expect(second).toMatchObject({ runs: [{ id: 'r1' }], next: null });
  });
});

describe('a form', () => {
  it('is checked without being stored', async () => {
    const { ask, host } = serverWith();

    const answer = await ask('POST', '/plugins/acme/config/validate', { config: {} });

    expect(answer.json()).toEqual({ valid: true, faults: [] });
    expect(host.changes).toEqual([]);
  });

  const check = { id: 'url', title: 'The address is right', status: 'passed' };
  const told = { ...check, detail: null, hint: null, setupStep: null };
  const outcome = { connected: true, message: 'Connected!', checks: [told] };

  it('is tested without being stored, with the answer of a test', async () => {
    const { ask, host } = serverWith();

    const form = { config: { url: 'x' }, secrets: { clientSecret: null }, integrationId: 'int-1' };
    const answer = await ask('POST', '/plugins/acme/config/test', form);

    expect(answer.json()).toEqual(outcome);
    expect(host.changes).toEqual([{ what: 'prepare', with: { ...form, options: {} } }]);
  });

  it('is tested check by check where events are asked for', async () => {
    const { server } = serverWith();

    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/plugins/acme/config/test',
      headers: {
        authorization: `Bearer ${token}`,
        host: 'localhost',
        accept: 'text/event-stream',
      },
      payload: { config: {} },
    });

    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(answer.body).toBe(
      [
        'retry: 2000',
        `event: check\ndata: ${JSON.stringify(told)}`,
        `event: end\ndata: ${JSON.stringify(outcome)}`,
        '',
      ].join('\n\n'),
    );
  });
});

describe('the usage of quotas', () => {
  it('is told over time', async () => {
    const { ask, host } = serverWith();

    const answer = await ask('GET', '/quota/history?hours=2');

    const at = new Date(host.clock.now().getTime() - 2 * 3_600_000).toISOString();
    const usage = { used: 10, limit: 100, ours: 4, pausedUntil: null };
    expect(answer.json()).toEqual({
      samples: [{ name: 'daily', scope: 'acme:T1', at, ...usage }],
    });
  });
});

describe('the log of a run', () => {
  const line = { id: '7', at: '2026-06-01T12:00:00.000Z', level: 'info', source: 'host' } as const;

  it('is read line by line', async () => {
    const { ask } = serverWith({ log: [{ ...line, message: 'it began', fields: {} }] });

    const answer = await ask('GET', '/runs/run-1/logs?level=info');

    expect(answer.json()).toEqual({
      lines: [{ ...line, message: 'it began', fields: {} }],
      next: null,
    });
  });

  it.each(['/runs/run-1/logs?level=loud', '/runs/run-1/logs?cursor=eA'])(
    'is refused at %s',
    async (path) => {
      expect((await serverWith().ask('GET', path)).statusCode).toBe(400);
    },
  );
});

describe('the events of a run', () => {
  const at = '2026-06-01T12:00:00.000Z';
  const events = ['1', '2', '3'].map((id) => ({
    id,
    at,
    type: 'stream' as const,
    data: { stream: 'accounts', records: Number(id) },
  }));

  it('come as server-sent events and end with the status', async () => {
    const { ask } = serverWith({ events, run: aRun('collect') });

    const answer = await ask('GET', '/runs/run-1/events');

    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(answer.body).toBe(
      [
        'retry: 2000',
        ...events.map(
          ({ id, type, data }) =>
            `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ at, data })}`,
        ),
        'event: end\ndata: {"status":"succeeded"}',
        '',
      ].join('\n\n'),
    );
  });

  it('continue after the last one that was seen', async () => {
    const { server } = serverWith({ events, run: aRun('collect') });

    const answer = await server.inject({
      url: '/api/v1/runs/run-1/events',
      headers: { authorization: `Bearer ${token}`, host: 'localhost', 'last-event-id': '2' },
    });

    expect(answer.body).not.toContain('id: 2');
    expect(answer.body).toContain('id: 3');
  });

  it('of an unknown run are a problem, not an empty stream', async () => {
    const { ask } = serverWith();

    expect((await ask('GET', '/runs/other/events')).statusCode).toBe(404);
  });
});

describe('OpenAPI', () => {
  it('describes a route with the schema that validates', async () => {
    const { server } = serverWith();

    const answer = await server.inject({
      url: '/api/v1/openapi.json',
      headers: { host: 'localhost' },
    });

    const api = answer.json();
    expect(api.openapi).toBe('3.1.0');
    const { schema } =
      api.paths['/api/v1/integrations'].post.requestBody.content['application/json'];
    expect(schema).toMatchObject({
      additionalProperties: false,
      required: ['plugin', 'name', 'config'],
    });
  });
});
