import { describe, expect, it } from 'vitest';

import { recordsOf, TestCaller } from '../testing/caller.js';
import type { Fault } from './fault.js';

const ANSWERS: readonly (readonly [Fault, number, string | undefined])[] = [
  [{ kind: 'html-200' }, 200, undefined],
  [{ kind: 'html-503' }, 503, undefined],
  [{ kind: 'server-error' }, 500, 'UNKNOWN_EXCEPTION'],
  [{ kind: 'server-error', status: 503 }, 503, 'SERVER_UNAVAILABLE'],
  [{ kind: 'too-many-requests', retryAfterSeconds: 7 }, 429, 'too many requests'],
  [{ kind: 'session-expired' }, 401, 'INVALID_SESSION_ID'],
  [{ kind: 'session-not-valid-for-rest' }, 401, 'INVALID_SESSION_ID'],
  [{ kind: 'query-timeout' }, 400, 'QUERY_TIMEOUT'],
  [{ kind: 'lock-row' }, 400, 'UNABLE_TO_LOCK_ROW'],
  [{ kind: 'locator-gone' }, 400, 'INVALID_QUERY_LOCATOR'],
  [{ kind: 'concurrent-limit' }, 403, 'REQUEST_LIMIT_EXCEEDED'],
  [{ kind: 'total-requests' }, 403, 'REQUEST_LIMIT_EXCEEDED'],
  [{ kind: 'redirect', to: 'https://elsewhere.example/' }, 302, undefined],
  [{ kind: 'answer', status: 418, body: '[]' }, 418, undefined],
];

describe('faults', () => {
  it.each(ANSWERS)('answer once in place of the org: %j', async (fault, status, code) => {
    const caller = new TestCaller();
    await caller.signIn();
    caller.org.faults.add(fault);

    expect(await caller.query('SELECT COUNT() FROM User')).toMatchObject({ status, code });
    await caller.signIn();
    expect((await caller.query('SELECT COUNT() FROM User')).status).toBe(200);
  });

  it('meet only the requests they match', async () => {
    const caller = new TestCaller();
    await caller.signIn();
    caller.org.faults.add({ kind: 'query-timeout', match: { path: 'FROM LoginHistory' } });

    expect((await caller.query('SELECT COUNT() FROM User')).status).toBe(200);
    expect((await caller.query('SELECT COUNT() FROM LoginHistory')).code).toBe('QUERY_TIMEOUT');
  });

  it('do not count what the org never saw', async () => {
    const caller = new TestCaller();
    await caller.signIn();
    caller.org.faults.add({ kind: 'html-503' });

    await caller.get('/sobjects');

    expect(caller.org.usage.used).toBe(0);
  });

  it('shorten pages without ending the query', async () => {
    const caller = new TestCaller({ users: 300 });
    caller.org.faults.add({ kind: 'short-page', rows: 37, times: 'always' });

    const first = await caller.query('SELECT Id FROM User');
    const all = await caller.queryAll('SELECT Id FROM User');

    expect(recordsOf(first)).toHaveLength(37);
    expect(new Set(all.map(({ Id }) => Id)).size).toBe(300);
  });

  it('name another instance in the token reply', async () => {
    const caller = new TestCaller();
    caller.org.faults.add({ kind: 'instance-url', url: 'https://evil.example' });

    expect((await caller.requestToken()).body).toMatchObject({
      instance_url: 'https://evil.example',
    });
  });
});
