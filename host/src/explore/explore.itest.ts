import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { readAccount } from './account-detail.js';
import { listAccounts } from './account-list.js';
import { readSignIn } from './sign-in-detail.js';
import { signInFacets } from './sign-in-facets.js';
import type { SignInFilter } from './sign-in-filter.js';
import { bucketSecondsFor, signInHistogram } from './sign-in-histogram.js';
import { listSignIns } from './sign-in-list.js';

const now = new Date('2026-06-01T12:00:00Z');
const everything = { values: {} };
const period = { from: new Date('2026-05-01T00:00:00Z'), to: new Date('2026-06-01T00:00:00Z') };
const own = `'s', 1, '\\x00', '2026-06-01', '2026-06-01', NULL`;
const ownColumns = 'stream, pass, content_hash, first_seen, last_seen, gone_at';

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await database.pool.query(`
    INSERT INTO facts.licence_pools (integration_id, id, name, layer, ${ownColumns}) VALUES ('i1', 'L1', 'Full', 'base', ${own});
    INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, ${ownColumns}) VALUES
      ('i1', 'R1', 'Admin', 'profile', '{data.modify_all}', ${own});
    INSERT INTO facts.accounts (integration_id, id, username, state, kind, licence_id, profile_id, last_sign_in_at, ${ownColumns}) VALUES
      ('i1', 'a1', 'Ada', 'active', 'human', 'L1', 'R1', '2026-05-20', ${own}),
      ('i1', 'a2', 'bob', 'frozen', 'human', 'L1', NULL, NULL, ${own}),
      ('i1', 'a3', 'carol', 'active', 'service', NULL, NULL, '2026-05-01', ${own}),
      ('i2', 'b1', 'bert', 'active', 'human', NULL, NULL, '2026-05-30', ${own});
    INSERT INTO facts.app_grants (integration_id, id, account_id, app_name, last_used_at, ${ownColumns}) VALUES
      ('i1', 'g1', 'a3', 'Loader', '2026-05-28', ${own});
    INSERT INTO facts.factors (integration_id, id, account_id, methods, ${ownColumns}) VALUES ('i1', 'f1', 'a1', '{totp}', ${own});
    INSERT INTO facts.factor_events (integration_id, id, "time", account_id, sign_in_id, outcome, ${ownColumns}) VALUES
      ('i1', 'v3', '2026-05-10', 'a1', 's3', 'success', ${own}),
      ('i1', 'v6', '2026-05-10', 'a1', 's6', 'success', ${own}),
      ('i1', 'v9', '2026-05-10', 'a1', 's9', 'failure', ${own});
    INSERT INTO facts.sign_ins (integration_id, id, "time", account_id, outcome, method, country, source_ip, application, ${ownColumns})
      SELECT i, 's' || n, '2026-05-10T00:00:00.123456Z'::timestamptz + (n / 2) * interval '1 hour',
        CASE WHEN n % 3 = 0 THEN 'a1' END, CASE WHEN n % 5 = 0 THEN 'failure' ELSE 'success' END, 'password',
        CASE WHEN n % 4 = 0 THEN 'DE' WHEN n % 4 = 1 THEN 'FR' END,
        CASE WHEN n % 2 = 0 THEN '203.0.113.' || n ELSE 'the provider' END, 'Browser', ${own}
      FROM generate_series(1, 20) n, unnest(ARRAY['i1', 'i2']) i;
  `);
});

afterAll(() => database?.close());

async function allOf(filter: SignInFilter, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listSignIns(database.pool, ['i1', 'i2'], filter, { limit, cursor });
    ids.push(...page.rows.map(({ integrationId, id }) => `${integrationId} ${id}`));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

describe('the list of sign-ins', () => {
  it('gives each once, whatever the size of a page, also those of one instant', async () => {
    const whole = await allOf(everything, 100);

    expect(new Set(whole).size).toBe(40);
    for (const limit of [1, 3, 7]) expect(await allOf(everything, limit)).toEqual(whole);
  });

  it.each<[string, Partial<SignInFilter>, number]>([
    ['an account', { accounts: ['a1'] }, 12],
    ['not an account', { accounts: ['!a1'] }, 28],
    ['no account', { accounts: [''] }, 28],
    ['part of a name', { text: 'AD' }, 6],
    [
      'a period',
      { from: new Date('2026-05-10T05:00:00Z'), to: new Date('2026-05-10T06:00:00Z') },
      4,
    ],
    ['a value', { values: { country: ['DE'] } }, 10],
    ['two fields', { values: { country: ['DE', 'FR'], outcome: ['failure'] } }, 4],
    ['not a value', { values: { country: ['!DE'] } }, 30],
    ['what is not told', { values: { country: [''] } }, 20],
    ['a second factor', { values: { mfa: ['yes'] } }, 2],
    ['not a second factor', { values: { mfa: ['!yes'] } }, 38],
    ['a network', { networks: ['203.0.113.0/28'] }, 14],
    ['an address', { networks: ['203.0.113.4'] }, 2],
    ['not a network', { networks: ['!203.0.113.0/24'] }, 20],
  ])('takes %s', async (_what, filter, count) => {
    expect(await allOf({ ...everything, ...filter }, 100)).toHaveLength(count);
  });

  it('finds the sign-ins of many who have a text in their names', async () => {
    await database.pool.query(`
      INSERT INTO facts.accounts (integration_id, id, username, state, kind, ${ownColumns})
        SELECT 'i3', 'c' || n, 'crowd.' || n, 'active', 'human', ${own} FROM generate_series(1, 201) n;
      INSERT INTO facts.sign_ins (integration_id, id, "time", account_id, outcome, ${ownColumns})
        SELECT 'i3', 's' || n, '2026-05-10', 'c' || n, 'success', ${own} FROM generate_series(1, 202) n;
    `);
    const countOf = async (text: string) => {
      const { total } = await signInFacets(database.pool, ['i3'], { values: {}, text });
      return total;
    };

    expect([await countOf('CROWD'), await countOf('crowd.20'), await countOf('none')]).toEqual([
      201, 3, 0,
    ]);
  });

  it('refuses a cursor of another list', async () => {
    const page = { limit: 1, cursor: Buffer.from('["1"]').toString('base64url') };

    await expect(listSignIns(database.pool, ['i1'], everything, page)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

describe('one sign-in', () => {
  it('has all that is known of it', async () => {
    const found = await readSignIn(database.pool, { integrationId: 'i1', id: 's6' });

    expect(found).toMatchObject({
      time: '2026-05-10T03:00:00.123Z',
      username: 'Ada',
      mfa: 'yes',
      network: '203.0.113.0/24',
      cipherSuite: null,
      firstSeen: '2026-06-01T00:00:00.000Z',
    });
    expect(found).not.toHaveProperty('micros');
  });

  it('is nothing where there is none', async () => {
    expect(await readSignIn(database.pool, { integrationId: 'i1', id: 's99' })).toBeUndefined();
  });
});

describe('sign-ins counted', () => {
  it('over time, in at most 120 spans', async () => {
    const histogram = await signInHistogram(database.pool, ['i1', 'i2'], {
      ...everything,
      ...period,
    });

    const counted = histogram.buckets.reduce((sum, each) => sum + each.succeeded + each.failed, 0);
    expect(counted).toBe(40);
    expect(histogram.bucketSeconds).toBe(bucketSecondsFor(period.from, period.to));
    expect(
      (period.to.getTime() - period.from.getTime()) / 1000 / histogram.bucketSeconds,
    ).toBeLessThanOrEqual(120);
  });

  it('by value, each field without regard to its own filter', async () => {
    const filter = { ...period, values: { country: ['DE'] } };

    const { total, fields } = await signInFacets(database.pool, ['i1'], filter);

    expect(total).toBe(5);
    expect(fields.country.map(({ value, signIns }) => [value, signIns])).toEqual([
      [null, 10],
      ['DE', 5],
      ['FR', 5],
    ]);
    expect(fields.network).toEqual([{ value: '203.0.113.0/24', signIns: 5, failures: 1 }]);
  });

  it('by value under every other filter, over all integrations', async () => {
    const values = { country: ['DE'], outcome: ['!failure'], mfa: ['unknown'] };

    const { total, failures, fields } = await signInFacets(database.pool, ['i1', 'i2'], {
      ...period,
      values,
    });

    // Sign-ins 4, 8, 12 and 16 are of DE and good; 20 is of DE and failed; 3 and 6 of i1 are verified.
    expect([total, failures]).toEqual([8, 0]);
    expect(fields.outcome.map(({ value, signIns }) => [value, signIns])).toEqual([
      ['success', 8],
      ['failure', 2],
    ]);
    expect(fields.mfa.map(({ value, signIns }) => [value, signIns])).toEqual([['unknown', 8]]);
    expect(fields.country.map(({ value, signIns }) => [value, signIns])).toEqual([
      [null, 14],
      ['DE', 8],
      ['FR', 8],
    ]);
  });

  it('by networks, and by what is no address as it is told', async () => {
    const { fields } = await signInFacets(database.pool, ['i1'], { ...period, values: {} });

    expect(fields.network).toEqual([
      { value: '203.0.113.0/24', signIns: 10, failures: 2 },
      { value: 'the provider', signIns: 10, failures: 2 },
    ]);
  });

  it('by nothing where nothing matches', async () => {
    const values = { country: ['AQ'] };

    expect(await signInFacets(database.pool, ['i1'], { ...period, values })).toMatchObject({
      total: 0,
      failures: 0,
      fields: { outcome: [], network: [] },
    });
  });
});

describe('the list of accounts', () => {
  const namesOf = async (filter: Parameters<typeof listAccounts>[2], limit = 10) =>
    (
      await listAccounts(database.pool, ['i1', 'i2'], filter, { now, sort: 'username', limit })
    ).rows.map(({ username }) => username);

  it('is sorted by name over all integrations, in pages', async () => {
    const first = await listAccounts(
      database.pool,
      ['i1', 'i2'],
      {},
      { now, sort: 'username', limit: 2 },
    );
    const second = await listAccounts(
      database.pool,
      ['i1', 'i2'],
      {},
      {
        now,
        sort: 'username',
        limit: 2,
        cursor: first.next ?? '',
      },
    );

    expect([...first.rows, ...second.rows].map(({ username }) => username)).toEqual([
      'Ada',
      'bert',
      'bob',
      'carol',
    ]);
    expect(second.next).toBeNull();
  });

  it('takes filters', async () => {
    expect(await namesOf({ isAdministrator: true })).toEqual(['Ada']);
    expect(await namesOf({ hasFactor: true })).toEqual(['Ada']);
    expect(await namesOf({ licence: 'L1' })).toEqual(['Ada', 'bob']);
    expect(await namesOf({ state: ['frozen'] })).toEqual(['bob']);
    expect(await namesOf({ text: 'B' })).toEqual(['bert', 'bob']);
    expect(await namesOf({ unusedSince: new Date('2026-05-15T00:00:00Z') })).toEqual(['bob']);
  });

  it('says the last use of any kind, factors and licences', async () => {
    const { rows } = await listAccounts(
      database.pool,
      ['i1'],
      {},
      { now, sort: 'lastSignIn', limit: 9 },
    );

    expect(rows).toMatchObject([
      { username: 'Ada', licences: ['Full'], factors: ['totp'], isAdministrator: true },
      { username: 'carol', lastUse: { by: 'token' }, factors: [] },
      { username: 'bob', lastUse: null, findings: 0 },
    ]);
  });
});

describe('the page of an account', () => {
  it('has all that is known of it', async () => {
    const detail = await readAccount(database.pool, { integrationId: 'i1', accountId: 'a1', now });

    expect(detail).toMatchObject({
      account: { username: 'Ada', profile: 'Admin', managerId: null },
      licences: [{ name: 'Full', layer: 'base' }],
      access: [{ capability: 'data.modify_all', paths: [{ role: 'Admin', via: 'profile' }] }],
      tokens: [],
      factors: ['totp'],
      timeline: [{ day: '2026-05-10', succeeded: 5, failed: 1 }],
      // Sign-ins 3, 6, 15 and 18 name none, 12 and 9 one each.
      countries: [
        { country: null, signIns: 4 },
        { country: 'DE', signIns: 1 },
        { country: 'FR', signIns: 1 },
      ],
    });
  });

  it('is nothing for an account that is not there', async () => {
    const key = { integrationId: 'i2', accountId: 'a1', now };

    expect(await readAccount(database.pool, key)).toBeUndefined();
  });
});
