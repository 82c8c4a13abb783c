import { describe, expect, it } from 'vitest';

import { fakeHost } from '../../cli/testing/fake-host.js';
import type { Host } from '../../host-port.js';
import { buildServer } from '../server.js';

function serverWith(list: Host['findings']['list'] | undefined = undefined) {
  const fake = fakeHost();
  const host = list ? { ...fake, findings: { ...fake.findings, list } } : fake;
  const server = buildServer(host, { version: '0.1.0', consoleFolder: '/nowhere/console' });
  const headers = { authorization: 'Bearer rct_admin', host: 'localhost:7420' };
  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    server.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
  return { host, ask };
}

describe('findings', () => {
  it('are filtered by every repeated parameter', async () => {
    let asked: unknown;
    const { ask } = serverWith(async (filter, page) => {
      asked = { filter, page };
      return { findings: [], next: undefined };
    });

    const answer = await ask('GET', '/findings?status=open&severity=high&severity=critical&q=x');

    expect(answer.json()).toEqual({
      findings: [],
      counts: { status: {}, severity: {}, check: {} },
      next: null,
    });
    expect(asked).toMatchObject({
      filter: { status: ['open'], severity: ['high', 'critical'], text: 'x' },
      page: { sort: 'severity', limit: 50 },
    });
  });

  it.each(['rubbish', Buffer.from('{"id":1}').toString('base64url')])(
    'refuse the cursor %s',
    async (cursor) => {
      const { ask } = serverWith();

      const answer = await ask('GET', `/findings?cursor=${cursor}`);

      expect([answer.statusCode, answer.json().code]).toEqual([400, 'INPUT_INVALID']);
    },
  );

  it('are changed many at once, in the name of who asks', async () => {
    const { host, ask } = serverWith();

    const answer = await ask('POST', '/findings/actions', {
      ids: ['a1b2c3', 'a1b2c3', 'd4e5f6'],
      action: 'mute',
      until: '30d',
    });

    expect(answer.statusCode).toBe(200);
    expect(host.changes).toMatchObject([
      {
        what: 'mute',
        with: {
          ids: ['a1b2c3', 'd4e5f6'],
          action: { until: new Date('2026-07-01T12:00:00Z') },
          actor: expect.stringContaining('(API token)'),
        },
      },
    ]);
  });

  it.each([
    ['/findings/a1b2c3/close', { disposition: 'wontfix' }],
    ['/findings/a1b2c3/close', {}],
    ['/findings/a1b2c3/mute', {}],
    ['/findings/actions', { ids: [], action: 'reopen' }],
    ['/findings/actions', { ids: ['a1b2c3'], action: 'close' }],
  ])('are not changed by %s with %j', async (url, body) => {
    const { host, ask } = serverWith();

    const answer = await ask('POST', url, body);

    expect(answer.statusCode).toBe(400);
    expect(host.changes).toEqual([]);
  });
});
