import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Access, makeAccess } from '../access/access.js';
import { fakeHost } from '../cli/testing/fake-host.js';
import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { buildServer } from './server.js';
import { Browser } from './testing/browser.js';

const password = 'four words without sense';
const hour = 3_600_000;
let database: TemporaryDatabase;
let clock: MemoryClock;
let access: Access;
let server: ReturnType<typeof buildServer>;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
});

beforeEach(async () => {
  await database.pool.query(
    'TRUNCATE rollcall."user", rollcall.one_time_link, rollcall.sign_in_limit, rollcall.audit_log CASCADE',
  );
  clock = new MemoryClock();
  access = makeAccess(database.db, clock);
  server = buildServer({ ...fakeHost(), access }, { version: '0.1.0' });
});

afterAll(async () => {
  await database?.close();
});

/** Somebody with a password, and signed in with it. */
async function signedIn(role: 'viewer' | 'operator' | 'administrator'): Promise<Browser> {
  const login = `${role}@example.com`;
  const user = await access.users.add({ name: role, login, role });
  const { token } = await access.links.makeFor(user.id);
  const browser = new Browser(server);
  await browser.begin('/welcome', { token, password });
  return browser;
}

function codeOf(answer: { json(): unknown }): unknown {
  const body: unknown = answer.json();
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}

describe('the link for the first administrator', () => {
  it('makes one of however many use it at once', async () => {
    const { token } = await access.links.makeFirst();
    const use = (name: string) =>
      new Browser(server).begin('/welcome', {
        token,
        name,
        login: `${name}@example.com`,
        password,
      });

    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(use));

    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410, 410, 410]);
    expect(await access.users.list()).toMatchObject([{ role: 'administrator' }]);
  });

  it('is worth nothing when there is an administrator by another, or after a day', async () => {
    const [one, two] = [await access.links.makeFirst(), await access.links.makeFirst()];
    clock.advance(23 * hour);
    const use = (token: string) =>
      new Browser(server).begin('/welcome', { token, name: 'A', login: 'a@example.com', password });

    const first = await use(one.token);
    const second = await use(two.token);
    const [user] = await access.users.list();
    const { token } = await access.links.makeFor(user?.id ?? '');
    clock.advance(24 * hour);
    const late = await use(token);

    expect([first.statusCode, codeOf(second), codeOf(late)]).toEqual([
      200,
      'LINK_INVALID',
      'LINK_INVALID',
    ]);
  });

  it('stays when the password is refused', async () => {
    const { token } = await access.links.makeFirst();
    const given = { token, name: 'A', login: 'a@example.com' };

    const weak = await new Browser(server).begin('/welcome', { ...given, password: 'short' });
    const strong = await new Browser(server).begin('/welcome', { ...given, password });

    expect([weak.statusCode, strong.statusCode]).toEqual([400, 200]);
  });
});

describe('a session', () => {
  it('never begins with a value that the browser brought', async () => {
    await signedIn('viewer');
    const victim = new Browser(server);
    victim.cookie = 'rollcall=planted-by-somebody-else';

    await victim.begin('/session', { login: 'viewer@example.com', password });
    const first = victim.cookie;
    await victim.begin('/session', { login: 'viewer@example.com', password });
    const replaced = new Browser(server);
    replaced.cookie = first;

    expect(first).not.toContain('planted');
    expect(victim.cookie).not.toBe(first);
    expect((await replaced.send('GET', '/session')).statusCode).toBe(401);
  });

  it('is not in the database itself', async () => {
    const browser = await signedIn('viewer');

    const { rows } = await database.pool.query('SELECT t::text AS row FROM rollcall.session t');

    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(browser.cookie.split('=')[1]);
  });

  it('ends after 12 hours without use, and after seven days with it', async () => {
    const idle = await signedIn('viewer');
    const busy = await signedIn('operator');
    const statusOf = async (browser: Browser) => (await browser.send('GET', '/session')).statusCode;

    const seen: number[] = [];
    for (let elapsed = 0; elapsed < 7 * 24; elapsed += 11) {
      seen.push(await statusOf(busy));
      clock.advance(11 * hour);
    }

    expect(new Set(seen)).toEqual(new Set([200]));
    expect([await statusOf(idle), await statusOf(busy)]).toEqual([401, 401]);
  });

  it('ends when the role changes, when the password does, and when somebody signs out everywhere', async () => {
    const changed = await signedIn('viewer');
    const here = await signedIn('operator');
    const there = new Browser(server);
    await there.begin('/session', { login: 'operator@example.com', password });
    const everywhere = await signedIn('administrator');

    const { id } = await access.users.get('viewer@example.com');
    await access.users.edit(id, { role: 'operator' });
    await here.send('POST', '/session/password', { present: password, next: `${password}!` });
    await everywhere.send('DELETE', '/sessions');

    const after = await Promise.all(
      [changed, here, there, everywhere].map((browser) => browser.send('GET', '/session')),
    );
    expect(after.map(({ statusCode }) => statusCode)).toEqual([401, 200, 401, 401]);
  });
});

describe('a request that another site makes a browser send', () => {
  const wish = { name: 'Renamed' };

  it.each([
    ['without the token', { 'x-csrf-token': '' }],
    ['with the token of another session', { 'x-csrf-token': 'a'.repeat(43) }],
    ['from another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['from elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused %s', async (_, headers) => {
    const browser = await signedIn('viewer');

    const answer = await browser.send('PATCH', '/session', wish, headers);

    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'CSRF_REFUSED']);
    expect(await access.users.get('viewer@example.com')).toMatchObject({ name: 'viewer' });
  });

  it('is told by its origin where the browser says nothing else', async () => {
    const browser = await signedIn('viewer');
    const from = (origin: string) =>
      server.inject({
        url: '/api/v1/session',
        headers: { host: 'localhost:7420', cookie: browser.cookie, origin },
      });

    const own = await from('http://localhost:7420');
    const foreign = await from('http://localhost:3000');
    const opaque = await from('null');

    expect([own, foreign, opaque].map(({ statusCode }) => statusCode)).toEqual([200, 403, 403]);
  });

  it('cannot sign the browser in as somebody else either', async () => {
    await signedIn('viewer');

    const answer = await new Browser(server).send(
      'POST',
      '/session',
      { login: 'viewer@example.com', password },
      { 'sec-fetch-site': 'cross-site' },
    );

    expect(codeOf(answer)).toBe('CSRF_REFUSED');
  });
});

describe('signing in before there is anybody', () => {
  it('says where to begin', async () => {
    const answer = await new Browser(server).send('POST', '/session', {
      login: 'user@example.com',
      password,
    });

    expect(answer.json()).toMatchObject({ status: 404, hint: expect.stringContaining('welcome') });
  });
});

describe('guessing a password', () => {
  const guess = (login: string, given = 'wrong password again') =>
    new Browser(server).send('POST', '/session', { login, password: given });

  it('is slowed down after five guesses, for people that do not exist alike', async () => {
    await signedIn('viewer');

    for (const login of ['viewer@example.com', 'nobody@example.com']) {
      const codes: unknown[] = [];
      for (let tries = 0; tries < 6; tries += 1) codes.push(codeOf(await guess(login)));

      expect(codes).toEqual([...Array(5).fill('SIGN_IN_REFUSED'), 'SIGN_IN_LIMITED']);
    }
    const right = await guess('viewer@example.com', password);
    clock.advance(30_000);
    const later = await guess('viewer@example.com', password);

    expect(right.headers['retry-after']).toBe('30');
    expect([right.statusCode, later.statusCode]).toEqual([429, 200]);
  });

  it('gets no more guesses when they are made at once', async () => {
    await signedIn('viewer');

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => guess('viewer@example.com')),
    );

    const judged = answers.filter(({ statusCode }) => statusCode === 401);
    expect(judged).toHaveLength(5);
  });

  it('is slowed down by address, too, whatever the logins', async () => {
    await signedIn('viewer');
    const codes: unknown[] = [];
    for (let person = 0; person < 31; person += 1) {
      codes.push(codeOf(await guess(`person-${person}@example.com`)));
    }

    expect(codes.filter((code) => code === 'SIGN_IN_REFUSED')).toHaveLength(30);
    expect(codes.at(-1)).toBe('SIGN_IN_LIMITED');
  });
});

describe('the audit log', () => {
  it('holds what was done, what was refused, and who tried to sign in; never what was typed', async () => {
    const administrator = await signedIn('administrator');
    const viewer = await signedIn('viewer');
    const wish = { name: 'New', login: 'new@example.com', role: 'viewer' };

    await viewer.send('POST', '/users', wish);
    await administrator.send('POST', '/users', wish);
    await new Browser(server).send('POST', '/session', { login: 'my-password-oh', password });
    const { entries } = (await administrator.send('GET', '/audit?limit=3')).json<{
      entries: { action: string; result: string; actor: { name: string }; object: string | null }[];
    }>();

    expect(
      entries.map(({ action, result, actor, object }) => [action, result, actor.name, object]),
    ).toEqual([
      ['session.begin', 'refused', 'somebody', null],
      ['user.add', 'done', 'administrator@example.com', 'new@example.com'],
      ['user.add', 'refused', 'viewer@example.com', null],
    ]);
  });

  it('is read page by page', async () => {
    const administrator = await signedIn('administrator');
    await signedIn('viewer');
    await signedIn('operator');

    const first = (await administrator.send('GET', '/audit?limit=2')).json();
    const second = (await administrator.send('GET', `/audit?limit=2&cursor=${first.next}`)).json();

    expect([first.entries.length, second.entries.length, second.next]).toEqual([2, 1, null]);
  });
});

describe('users', () => {
  it('are never left without an administrator', async () => {
    const administrator = await signedIn('administrator');
    const { id } = await access.users.get('administrator@example.com');

    const removed = await administrator.send('DELETE', `/users/${id}`);
    const demoted = await administrator.send('PATCH', `/users/${id}`, { role: 'viewer' });

    expect([codeOf(removed), codeOf(demoted)]).toEqual([
      'LAST_ADMINISTRATOR',
      'LAST_ADMINISTRATOR',
    ]);
  });

  it('make tokens that may no more than they', async () => {
    const operator = await signedIn('operator');

    const more = await operator.send('POST', '/tokens', { name: 'more', scope: 'admin' });
    const same = await operator.send('POST', '/tokens', { name: 'same', scope: 'operate' });
    const again = await operator.send('POST', '/tokens', { name: 'same', scope: 'read' });

    expect([more, same, again].map(({ statusCode }) => statusCode)).toEqual([403, 201, 409]);
    expect(same.json()).toMatchObject({ scope: 'operate', user: 'operator@example.com' });
  });
});
