import { describe, expect, it } from 'vitest';

import { TOKEN_ERRORS } from '../auth/token-errors.js';
import { TestCaller } from '../testing/caller.js';

const runAsId = (caller: TestCaller): string => caller.org.people[1]?.id ?? '';

describe('issueToken', () => {
  it('issues a token, records the sign-in and re-uses a live session', async () => {
    const caller = new TestCaller();
    const before = caller.org.data.signIns.size;

    const first = await caller.requestToken();
    const second = await caller.requestToken();

    expect(first).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', instance_url: caller.org.url },
    });
    expect(first.body).not.toHaveProperty('expires_in');
    expect(second.body).toMatchObject({
      access_token: (first.body as { access_token: string }).access_token,
    });
    expect(caller.org.data.signIns.size).toBe(before + 2);
    const rows = await caller.query(
      'SELECT LoginSubType, Application, Status FROM LoginHistory ORDER BY LoginTime DESC LIMIT 1',
    );
    expect(rows.body).toMatchObject({
      records: [
        {
          LoginSubType: 'OauthClientCredentials',
          Application: 'Identity Collector',
          Status: 'Success',
        },
      ],
    });
  });

  it('accepts Basic credentials', async () => {
    const caller = new TestCaller();
    const { consumerKey, consumerSecret } = caller.org.app;
    const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');

    const answered = await caller.send(
      'POST',
      '/services/oauth2/token',
      { authorization: `Basic ${basic}` },
      'grant_type=client_credentials',
    );

    expect(answered.status).toBe(200);
  });

  it.each([
    [{ client_id: '3MVG9wrong' }, 'invalid_client_id', 'client identifier invalid'],
    [{ client_secret: ' spaced ' }, 'invalid_client', 'invalid client credentials'],
    [{ grant_type: 'password' }, 'unsupported_grant_type', 'grant type not supported'],
    [{ scope: 'api' }, 'invalid_request', 'scope parameter not supported'],
    [{ client_id: null }, 'invalid_request', 'missing required parameter: client_id'],
    [{ client_secret: '' }, 'invalid_request', 'missing required parameter: client_secret'],
  ])('refuses the form %j', async (changes, code, message) => {
    const caller = new TestCaller();

    expect(await caller.requestToken(changes)).toMatchObject({ status: 400, code, message });
  });

  it.each(Object.entries(TOKEN_ERRORS))(
    'refuses with %s on demand',
    async (name, [status, code, message]) => {
      const caller = new TestCaller();
      caller.org.app.refuseWith = name as keyof typeof TOKEN_ERRORS;

      expect(await caller.requestToken()).toMatchObject({ status, code, message });
    },
  );

  it('refuses login hosts', async () => {
    const caller = new TestCaller();

    const answered = await caller.requestToken({}, 'login.salesforce.com');

    expect(answered).toMatchObject({
      code: 'invalid_grant',
      message: 'request not supported on this domain',
    });
  });

  it('refuses a frozen run-as user, and shows it in the history', async () => {
    const caller = new TestCaller();
    const logins = caller.org.data.rows('UserLogin');
    const own = logins.all().find((login) => login.UserId === runAsId(caller));
    logins.update(String(own?.Id), { IsFrozen: true });

    const answered = await caller.requestToken();

    expect(answered.message).toBe('inactive user');
    const read = caller.org.data.signIns.reader('Status');
    expect(read(caller.org.data.signIns.size - 1)).toBe('User is Inactive');
  });
});

describe('sessions', () => {
  it('slide with use and end when idle; a locator outlives them', async () => {
    const caller = new TestCaller({ users: 300 });
    const first = await caller.query('SELECT Id FROM User', {
      'sforce-query-options': 'batchSize=200',
    });
    const { nextRecordsUrl } = first.body as { nextRecordsUrl: string };
    caller.org.clock.advance(caller.org.app.sessionTimeoutMs + 1);

    const late = await caller.get(nextRecordsUrl);
    await caller.signIn();
    const again = await caller.get(nextRecordsUrl);

    expect(late).toMatchObject({ status: 401, code: 'INVALID_SESSION_ID' });
    expect(again).toMatchObject({ status: 200, body: { totalSize: 300 } });
  });

  it('are told apart by introspection and ended by revocation', async () => {
    const caller = new TestCaller();
    const { access_token: token } = (await caller.requestToken()).body as { access_token: string };
    const { consumerKey, consumerSecret } = caller.org.app;
    const form = new URLSearchParams({
      token,
      client_id: consumerKey,
      client_secret: consumerSecret,
    }).toString();

    const live = await caller.send('POST', '/services/oauth2/introspect', {}, form);
    await caller.send('POST', '/services/oauth2/revoke', {}, form);
    const dead = await caller.send('POST', '/services/oauth2/introspect', {}, form);

    const { exp, iat } = live.body as { exp: number; iat: number };
    expect(exp - iat).toBe(7200);
    expect(dead.body).toEqual({ active: false });
  });
});
