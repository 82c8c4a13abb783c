import { describe, expect, it } from 'vitest';

import { fakeHost } from '../../cli/testing/fake-host.js';
import { buildServer } from '../server.js';

function aServer() {
  const host = fakeHost();
  const server = buildServer(host, { version: '0.1.0', consoleFolder: '/nowhere/console' });
  const headers = { authorization: 'Bearer rct_admin', host: 'localhost:7420' };
  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    server.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
  return { host, ask };
}

describe('reviews', () => {
  it('are started for an integration and a period', async () => {
    const { host, ask } = aServer();

    const answer = await ask('POST', '/reviews', {
      ...{ kind: 'sign-ins', integration: 'Production', from: '2026-05-01', to: '2026-05-31' },
    });

    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe(`/api/v1/reviews/${answer.json().id}`);
    expect(host.changes).toMatchObject([
      {
        what: 'review start',
        with: {
          wish: {
            ...{ kind: 'sign-ins', integration: { id: 'int-1' } },
            ...{ from: new Date('2026-05-01T00:00:00Z'), to: new Date('2026-06-01T00:00:00Z') },
          },
          by: expect.stringContaining('(API token)'),
        },
      },
    ]);
  });

  it('are shown with what they rest on, and their lines page by page', async () => {
    const { ask } = aServer();

    const detail = await ask('GET', '/reviews/3f9a2c11');
    const lines = await ask('GET', '/reviews/3f9a2c11/lines?limit=1&decision=none');

    expect(detail.json()).toMatchObject({
      title: 'Sign-ins of Production, 2026-05-01 to 2026-06-01',
      figures: { signIns: 0 },
      difference: null,
      pack: null,
    });
    expect(lines.json()).toMatchObject({
      lines: [{ line: 1, title: 'Country DE', decision: null, facts: { signIns: 3 } }],
      next: null,
    });
  });

  it.each([
    ['/reviews', { kind: 'licences' }],
    ['/reviews', { kind: 'access', from: 'May' }],
    ['/reviews/3f9a2c11/decisions', { lines: [], decision: 'accept' }],
    ['/reviews/3f9a2c11/decisions', { lines: [0], decision: 'accept' }],
    ['/reviews/3f9a2c11/decisions', { lines: [1], decision: 'keep' }],
    ['/reviews/3f9a2c11/complete', { reviewer: 'Ada' }],
    ['/reviews/3f9a2c11/evidence', undefined],
  ])('are not changed by %s with %j', async (url, body) => {
    const { host, ask } = aServer();

    const answer = await ask('POST', url, body);

    expect([answer.statusCode, host.changes]).toEqual([400, []]);
  });

  it('have no pack to fetch before it is made', async () => {
    const answer = await aServer().ask('GET', '/reviews/3f9a2c11/evidence');

    expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
  });
});
