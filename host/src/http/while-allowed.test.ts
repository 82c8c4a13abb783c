import { once } from 'node:events';

import { expect, it } from 'vitest';

import { fakeHost } from '../cli/testing/fake-host.js';
import { buildServer } from './server.js';

it.each([
  ['session', 'viewer', { cookie: 'rollcall=viewer' }],
  ['token', 'read', { authorization: 'Bearer rct_read' }],
])('a followed run ends with the %s that it was asked with', async (_, id, credentials) => {
  const host = fakeHost();
  // Events that never come: while they are waited for, somebody signs out.
  host.runs.events = async function* (_run, _after, signal) {
    host.access.ended.add(id);
    if (signal && !signal.aborted) await once(signal, 'abort');
    yield* [];
  };
  const server = buildServer(host, { version: '0.1.0', heartbeatMs: 5 });

  const answer = await server.inject({
    url: '/api/v1/runs/run-1/events',
    headers: { host: 'localhost', ...credentials },
  });

  expect(answer.statusCode).toBe(200);
  expect(answer.body).toMatch(/^retry: 2000\n/);
  expect(answer.body).not.toContain('event: end');
  await server.close();
});
