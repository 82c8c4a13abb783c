import { describe, expect, it } from 'vitest';

import { LEAST_PRIVILEGE } from './permissions.js';
import { recordsOf, TestCaller } from './testing/caller.js';

const LIMIT_INFO = 'Sforce-Limit-Info';

describe('versions', () => {
  it('are listed without a token and without counting', async () => {
    const { org, send } = bind(new TestCaller());

    const answered = await send('GET', '/services/data/', {});

    expect(answered.body).toContainEqual({
      label: "Winter '27",
      url: '/services/data/v68.0',
      version: '68.0',
    });
    expect(answered.headers).not.toHaveProperty(LIMIT_INFO);
    expect(org.usage.used).toBe(0);
  });

  it.each([
    [69, 404, 'NOT_FOUND'],
    [30, 410, 'GONE'],
  ])('refuse v%d.0', async (version, status, code) => {
    const caller = new TestCaller();
    caller.version = version;

    expect(await caller.get('/limits')).toMatchObject({ status, code });
  });

  it('warn when they are deprecated', async () => {
    const caller = new TestCaller();
    caller.version = 40;

    expect((await caller.get('/limits')).headers).toHaveProperty('Warning');
  });
});

describe('counting', () => {
  it('counts a composite once and a batch by its parts', async () => {
    const caller = new TestCaller();
    const parts = ['limits', 'query?q=SELECT+Id+FROM+User+LIMIT+1', 'sobjects'];
    const compositeRequest = parts.map((part, n) => ({
      method: 'GET',
      url: `/services/data/v66.0/${part}`,
      referenceId: `r${n}`,
    }));
    const batchRequests = parts.map((part) => ({ method: 'GET', url: `v66.0/${part}` }));

    const composite = await caller.call(
      'POST',
      '/composite',
      {},
      JSON.stringify({ compositeRequest }),
    );
    const afterComposite = caller.org.usage.used;
    const batch = await caller.call(
      'POST',
      '/composite/batch',
      {},
      JSON.stringify({ batchRequests }),
    );

    expect(afterComposite).toBe(1);
    expect(caller.org.usage.used).toBe(4);
    expect(composite.body).toMatchObject({
      compositeResponse: [{ httpStatusCode: 200, referenceId: 'r0' }, {}, {}],
    });
    expect(batch.body).toMatchObject({ hasErrors: false, results: [{ statusCode: 200 }, {}, {}] });
    expect(batch.headers[LIMIT_INFO]).toBe(`api-usage=4/${caller.org.usage.limit}`);
  });

  it('refuses at the limit until requests age out', async () => {
    const caller = new TestCaller({ limit: 3 });
    for (let i = 0; i < 3; i += 1) await caller.get('/sobjects');

    const refused = await caller.get('/sobjects');
    caller.org.clock.advance(25 * 3_600_000);
    await caller.signIn();

    expect(refused).toMatchObject({
      status: 403,
      code: 'REQUEST_LIMIT_EXCEEDED',
      message: 'TotalRequests Limit exceeded.',
    });
    expect(refused.headers[LIMIT_INFO]).toBe('api-usage=3/3');
    expect((await caller.get('/sobjects')).status).toBe(200);
  });

  it('keeps a failed composite part apart from the others', async () => {
    const caller = new TestCaller();
    const compositeRequest = ['SELECT Id FROM User LIMIT 1', 'SELECT Id FROM Nothing'].map(
      (soql, n) => ({
        method: 'GET',
        url: `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`,
        referenceId: `q${n}`,
      }),
    );

    const answered = await caller.call(
      'POST',
      '/composite',
      {},
      JSON.stringify({ compositeRequest }),
    );

    expect(answered.body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 200 },
        { httpStatusCode: 400, body: [{ errorCode: 'INVALID_TYPE' }] },
      ],
    });
  });
});

describe('permissions', () => {
  const OBJECTS = [
    'UserLogin',
    'AuthSession',
    'LoginGeo',
    'VerificationHistory',
    'TwoFactorMethodsInfo',
    'SetupAuditTrail',
    'UserRole',
    'PermissionSet',
    'LoginHistory',
  ];
  const statuses = async (caller: TestCaller): Promise<Record<string, number>> => {
    const answers = await Promise.all(
      OBJECTS.map((name) => caller.query(`SELECT Id FROM ${name} LIMIT 1`)),
    );
    return Object.fromEntries(OBJECTS.map((name, n) => [name, answers[n]?.status ?? 0]));
  };

  it('hide objects that need more than the least privilege', async () => {
    const caller = new TestCaller({ permissions: LEAST_PRIVILEGE });

    expect(await statuses(caller)).toEqual({
      UserLogin: 400,
      AuthSession: 200,
      LoginGeo: 400,
      VerificationHistory: 400,
      TwoFactorMethodsInfo: 200,
      SetupAuditTrail: 200,
      UserRole: 200,
      PermissionSet: 200,
      LoginHistory: 200,
    });
  });

  it('leave only the own rows of the sign-in history', async () => {
    const caller = new TestCaller({ permissions: ['ApiEnabled'] });

    const rows = await caller.queryAll('SELECT UserId FROM LoginHistory');

    expect(new Set(rows.map(({ UserId }) => UserId))).toEqual(new Set([caller.org.people[1]?.id]));
  });

  it('hide single fields', async () => {
    const caller = new TestCaller({ permissions: LEAST_PRIVILEGE });

    const refused = await caller.query('SELECT NumberOfFailedLogins FROM User');
    const described = await caller.get('/sobjects/User/describe');

    expect(refused.code).toBe('INVALID_FIELD');
    expect(JSON.stringify(described.body)).not.toContain('NumberOfFailedLogins');
  });

  it('may be changed while the org runs, and show in UserPermissionAccess', async () => {
    const caller = new TestCaller();
    caller.org.change({ permissions: ['ApiEnabled', 'ViewSetup'] });

    const [access] = recordsOf(
      await caller.query(
        'SELECT PermissionsViewSetup, PermissionsManageUsers FROM UserPermissionAccess',
      ),
    );

    expect(access).toMatchObject({ PermissionsViewSetup: true, PermissionsManageUsers: false });
    expect((await caller.get('/limits')).status).toBe(200);
    caller.org.change({ permissions: ['ApiEnabled'] });
    expect((await caller.get('/limits')).code).toBe('FORBIDDEN');
    caller.org.change({ permissions: [] });
    expect((await caller.get('/limits')).code).toBe('API_CURRENTLY_DISABLED');
  });
});

describe('edges', () => {
  it('refuses odd headers, methods, paths and long requests in the documented ways', async () => {
    const caller = new TestCaller();
    await caller.signIn();

    const odd = await caller.get('/limits', { authorization: 'Digest abc' });
    const put = await caller.call('PUT', '/sobjects');
    const missing = await caller.get('/nowhere');
    const long = await caller.query(`SELECT Id FROM User WHERE Name = '${'x'.repeat(17_000)}'`);

    expect(odd).toMatchObject({ status: 401, code: 'INVALID_AUTH_HEADER' });
    expect(put).toMatchObject({
      status: 405,
      message: "HTTP Method 'PUT' not allowed. Allowed are HEAD,GET",
    });
    expect(missing).toMatchObject({
      status: 404,
      message: 'The requested resource does not exist',
    });
    expect(long.status).toBe(414);
  });

  it('answers 304 to a description the caller has', async () => {
    const caller = new TestCaller();
    const first = await caller.get('/sobjects/User/describe');

    const second = await caller.get('/sobjects/User/describe', {
      'if-modified-since': first.headers['Last-Modified'] ?? '',
    });

    expect(second.status).toBe(304);
  });

  it('reads one row, and says how a wrong id is wrong', async () => {
    const caller = new TestCaller();
    const id = caller.org.people[0]?.id ?? '';

    expect((await caller.get(`/sobjects/User/${id}?fields=Id,Name`)).body).toMatchObject({
      Id: id,
    });
    expect((await caller.get(`/sobjects/Profile/${id}`)).code).toBe('MALFORMED_ID');
    expect((await caller.get('/sobjects/User/nobody')).code).toBe('NOT_FOUND');
  });
});

function bind(caller: TestCaller) {
  return { org: caller.org, send: caller.send.bind(caller) };
}
