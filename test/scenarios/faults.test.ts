import type { Fault } from '@rollcall/test/org';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { expectEverythingOnce } from './support/everything.js';
import { type Scene, setScene } from './support/scene.js';

let scene: Scene;
let count = 0;

beforeAll(async () => {
  scene = await setScene({ users: 40, signIns: 1200, maxPage: 200 });
});

afterEach(() => {
  scene.org.faults.clear();
  scene.org.onRequest = undefined;
});

afterAll(() => scene[Symbol.asyncDispose]());

/** Every request for sign-ins, in whatever transport. */
const signIns = { path: '/query|/composite' };
const plainQuery = { method: 'GET', path: '/query[/?]' };
const secondPage = { match: signIns, skip: 1 };
const token = { match: { path: '/oauth2/token' } };

/** A new integration of the org collects everything from the beginning. Gives how often it signed in. */
async function expectMended(spoil: () => void): Promise<number> {
  count += 1;
  const name = `Org ${count}`;
  await scene.add(name);
  scene.org.log.clear();
  spoil();

  const outcome = await scene.rollcall.run(['integration', 'collect', name, '--json']);

  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
  scene.org.faults.clear();
  await expectEverythingOnce(scene, name);
  return scene.org.requests.filter(({ path }) => path.includes('/oauth2/token')).length;
}

function hasMetFault(): boolean {
  return scene.org.requests.some(({ faults }) => faults.length > 0);
}

describe('what goes wrong once during a collection', () => {
  const mended: readonly (readonly [string, Fault, number])[] = [
    ['a reset connection', { kind: 'reset', ...secondPage }, 1],
    ['a connection reset in the middle of an answer', { kind: 'reset-mid-body', ...secondPage }, 1],
    ['a gzip stream that breaks off', { kind: 'truncated-gzip', ...secondPage }, 1],
    ['a gzip stream with other bytes in it', { kind: 'corrupt-gzip', ...secondPage }, 1],
    ['half an answer', { kind: 'corrupt-json', ...secondPage }, 1],
    ['an empty answer', { kind: 'empty-body', ...secondPage }, 1],
    ['a page instead of data', { kind: 'html-200', ...secondPage }, 1],
    ['a maintenance page', { kind: 'html-503', ...secondPage }, 1],
    ['an internal error', { kind: 'server-error', status: 500, ...secondPage }, 1],
    ['a bad gateway', { kind: 'server-error', status: 502, ...secondPage }, 1],
    ['a server that is too busy', { kind: 'server-error', status: 503, ...secondPage }, 1],
    ['a gateway that waited too long', { kind: 'server-error', status: 504, ...secondPage }, 1],
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
    ['a sign-in that was cut off', { kind: 'reset', ...token }, 2],
    ['a maintenance page in place of a token', { kind: 'html-503', ...token }, 2],
  ];

  it.each(mended)('is mended: %s', async (_, fault, tokens) => {
    const signedIn = await expectMended(() => scene.org.faults.add(fault));

    expect(hasMetFault()).toBe(true);
    expect(signedIn).toBe(tokens);
  });

  /** Of plain queries: in a composite these are answers of its parts. */
  const ofQueries: readonly (readonly [string, Fault])[] = [
    ['a query that takes too long', { kind: 'query-timeout', match: plainQuery }],
    ['a locked row', { kind: 'lock-row', match: plainQuery }],
    ['a query locator that is gone', { kind: 'locator-gone', match: { path: '/query/' } }],
  ];

  it.each(ofQueries)('is mended: %s', async (_, fault) => {
    await expectMended(() => scene.org.faults.add(fault));

    expect(hasMetFault()).toBe(true);
  });

  it('is mended: every connection cut at once', async () => {
    let seen = 0;

    await expectMended(() => {
      scene.org.onRequest = ({ path }) => {
        if (path.includes('/query')) seen += 1;
        if (seen === 4) scene.org.network.dropTunnels();
      };
    });

    expect(seen).toBeGreaterThanOrEqual(4);
  });
});
