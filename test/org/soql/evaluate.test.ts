import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Row } from '../data/row-table.js';
import { recordsOf, TestCaller } from '../testing/caller.js';
import { Truth } from '../truth.js';

let caller: TestCaller;
let truth: Truth;

beforeAll(async () => {
  caller = new TestCaller({ users: 700, signIns: 3000 });
  truth = new Truth(caller.org);
});

const ids = (records: readonly Record<string, unknown>[]): unknown[] => records.map(({ Id }) => Id);

describe('paging', () => {
  const object = fc.constantFrom(
    ['LoginHistory', 'LoginTime'],
    ['User', 'CreatedDate'],
    ['PermissionSetAssignment', 'SystemModstamp'],
    ['SetupAuditTrail', 'CreatedDate'],
    ['LoginGeo', 'LoginTime'],
  );
  const order = fc.constantFrom(
    '',
    'ORDER BY $T',
    'ORDER BY $T DESC, Id DESC',
    'ORDER BY $T, Id',
    'ORDER BY Id DESC',
  );

  it('returns every row once, whatever the order and the size of pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        object,
        order,
        fc.integer({ min: 150, max: 2100 }),
        async ([name, time], by, size) => {
          const soql = `SELECT Id FROM ${name} ${by.replace('$T', time ?? '')}`;
          const found = ids(
            await caller.queryAll(soql, { 'sforce-query-options': `batchSize=${size}` }),
          );
          expect(new Set(found)).toEqual(truth.ids(name ?? ''));
          expect(found).toHaveLength(truth.count(name ?? ''));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('orders totally by time and id, in both directions', async () => {
    const up = await caller.queryAll(
      'SELECT Id, LoginTime FROM LoginHistory ORDER BY LoginTime, Id',
    );
    const down = await caller.queryAll(
      'SELECT Id, LoginTime FROM LoginHistory ORDER BY LoginTime DESC, Id DESC',
    );

    const keys = up.map(({ Id, LoginTime }) => `${LoginTime} ${String(Id).slice(0, 15)}`);
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
    expect(ids(down)).toEqual(ids(up).reverse());
  });

  it('continues after a position of time and id without losing or repeating rows', async () => {
    const all = await caller.queryAll('SELECT Id FROM LoginHistory ORDER BY LoginTime, Id');
    const found: unknown[] = [];
    let where = '';
    for (;;) {
      const soql = `SELECT Id, LoginTime FROM LoginHistory ${where} ORDER BY LoginTime, Id LIMIT 90`;
      const page = recordsOf(await caller.query(soql));
      found.push(...ids(page));
      const last = page.at(-1);
      if (last === undefined) break;
      const time = String(last.LoginTime).replace('+0000', 'Z');
      where = `WHERE LoginTime > ${time} OR (LoginTime = ${time} AND Id > '${last.Id}')`;
    }

    expect(found).toEqual(ids(all));
  });

  it('keeps totalSize when rows are added while a query is read', async () => {
    const own = new TestCaller({ users: 300 });
    const soql = 'SELECT Id FROM User ORDER BY Id';
    const first = await own.query(soql, { 'sforce-query-options': 'batchSize=200' });
    own.org.data.rows('User').insert({ LastName: 'Late' });
    const { nextRecordsUrl } = first.body as { nextRecordsUrl: string };
    const second = await own.get(nextRecordsUrl);

    expect(second.body).toMatchObject({ totalSize: 300, done: true });
    expect(recordsOf(second)).toHaveLength(100);
  });

  it('stops OauthToken at 2,500 rows in pages of 500', async () => {
    const own = new TestCaller({ oauthTokens: 2600 });

    const first = await own.query('SELECT UserId, AppName FROM OauthToken');
    const all = await own.queryAll('SELECT UserId, AppName FROM OauthToken');
    const count = await own.query('SELECT COUNT() FROM OauthToken');

    expect(recordsOf(first)).toHaveLength(500);
    expect(all).toHaveLength(2500);
    expect(count.body).toMatchObject({ totalSize: 2600 });
  });
});

describe('filters', () => {
  const count = async (where: string, object = 'User'): Promise<number> =>
    (await caller.queryAll(`SELECT Id FROM ${object} WHERE ${where}`)).length;

  it('splits the rows by a condition and its opposite', async () => {
    const conditions = [
      'IsActive = TRUE',
      "Name LIKE 'a%'",
      "UserType IN ('Standard', 'Guest')",
      'LastLoginDate = null',
      'CreatedDate < 2025-06-01T00:00:00Z',
      "Profile.Name = 'Sales Rep'",
      'LastLoginDate = LAST_N_DAYS:30',
    ];
    for (const condition of conditions) {
      const both = (await count(condition)) + (await count(`NOT ${condition}`));
      expect(both, condition).toBe(truth.count('User'));
    }
  });

  it('compares ids of 15 and 18 characters alike, and text without regard to case', async () => {
    const [user] = truth.rows('User');
    const short = String(user?.Id).slice(0, 15);

    expect(await count(`Id = '${short}'`)).toBe(1);
    expect(await count(`UserId = '${short}'`, 'UserLogin')).toBe(1);
    expect(await count(`Username = '${String(user?.Username).toUpperCase()}'`)).toBe(1);
  });

  it('finds people by awkward values', async () => {
    expect(await count("LastName = 'O\\'Brien'")).toBe(1);
    expect(await count("FirstName LIKE 'percent\\%'")).toBe(1);
    expect(await count("Title = 'First line\\nSecond line\\r\\nThird'")).toBe(1);
  });

  it('follows semi-joins both ways', async () => {
    const frozen = await count('Id IN (SELECT UserId FROM UserLogin WHERE IsFrozen = TRUE)');
    const others = await count('Id NOT IN (SELECT UserId FROM UserLogin WHERE IsFrozen = TRUE)');

    expect(frozen).toBe(truth.frozen().length);
    expect(others).toBe(truth.count('User') - frozen);
  });

  it('finds a range of times exactly', async () => {
    const from = '2026-08-01T00:00:00Z';
    const to = '2026-09-01T00:00:00Z';
    const wanted = truth.rows('LoginHistory').filter(({ LoginTime }) => {
      const time = Date.parse(String(LoginTime));
      return time >= Date.parse(from) && time < Date.parse(to);
    });

    const found = await count(`LoginTime >= ${from} AND LoginTime < ${to}`, 'LoginHistory');

    expect(wanted.length).toBeGreaterThan(100);
    expect(found).toBe(wanted.length);
  });
});

describe('conditions', () => {
  interface Case {
    readonly soql: string;
    readonly isTrue: (row: Row) => boolean;
  }
  const HOUR_MS = 3_600_000;
  const START = Date.parse('2026-05-05T10:00:00Z');
  const timeOf = (row: Row): number => Date.parse(String(row.LoginTime));
  const instant = fc.integer({ min: 0, max: 180 * 24 }).map((hours) => START + hours * HOUR_MS);
  const byTime = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '!='), instant).map(
    ([operator, time]): Case => ({
      soql: `LoginTime ${operator} ${new Date(time).toISOString()}`,
      isTrue: (row) => {
        const at = timeOf(row);
        if (operator === '!=') return at !== time;
        return (
          (operator.includes('=') && at === time) ||
          (operator.startsWith('<') ? at < time : at > time)
        );
      },
    }),
  );
  const byCountry = fc.constantFrom('DE', 'us', 'NG').map(
    (country): Case => ({
      soql: `CountryIso = '${country}'`,
      isTrue: ({ CountryIso }) => CountryIso === country.toUpperCase(),
    }),
  );
  const { condition } = fc.letrec<{ condition: Case }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      byTime,
      byCountry,
      tie('condition').map(({ soql, isTrue }) => ({
        soql: `NOT (${soql})`,
        isTrue: (row: Row) => !isTrue(row),
      })),
      fc.tuple(tie('condition'), tie('condition'), fc.boolean()).map(([a, b, isAnd]) => ({
        soql: `(${a.soql} ${isAnd ? 'AND' : 'OR'} ${b.soql})`,
        isTrue: (row: Row) =>
          isAnd ? a.isTrue(row) && b.isTrue(row) : a.isTrue(row) || b.isTrue(row),
      })),
    ),
  }));

  it('find the rows a plain search finds, however the timeline narrows them', async () => {
    const rows = truth.rows('LoginHistory');
    await fc.assert(
      fc.asyncProperty(condition, async ({ soql, isTrue }) => {
        const found = await caller.queryAll(
          `SELECT Id FROM LoginHistory WHERE ${soql} ORDER BY LoginTime, Id`,
        );
        const wanted = rows.filter(isTrue).map(({ Id }) => Id);
        expect(new Set(ids(found))).toEqual(new Set(wanted));
        expect(found).toHaveLength(wanted.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('refusals', () => {
  it.each([
    ['SELECT Id,Foo FROM User', 'INVALID_FIELD', "No such column 'Foo' on entity 'User'"],
    ['SELECT Id FROM LoginEvent', 'INVALID_TYPE', "sObject type 'LoginEvent' is not supported"],
    [
      "SELECT Id FROM LoginHistory WHERE Status = 'x'",
      'INVALID_FIELD',
      "field 'Status' can not be filtered in a query call",
    ],
    [
      "SELECT Id FROM SetupAuditTrail WHERE Display LIKE 'x'",
      'INVALID_FIELD',
      "field 'Display' can not be filtered",
    ],
    [
      "SELECT Id FROM LoginHistory WHERE SourceIp LIKE '1%'",
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid operator',
    ],
    [
      "SELECT Id FROM User WHERE Id = 'abc'",
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid ID field: abc',
    ],
    [
      "SELECT Id FROM User WHERE IsActive = 'true'",
      'INVALID_FIELD',
      'must be of type boolean and should not be enclosed in quotes',
    ],
    [
      "SELECT Id FROM User WHERE CreatedDate > '2024-01-01'",
      'INVALID_FIELD',
      'must be of type dateTime',
    ],
    [
      'SELECT Id FROM User OFFSET 2001',
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Maximum SOQL offset allowed is 2000',
    ],
    ['SELECT FIELDS(ALL) FROM User', 'MALFORMED_QUERY', 'LIMIT'],
    ['SELECT COUNT(Id) FROM SetupAuditTrail', 'MALFORMED_QUERY', 'aggregate'],
    ['SELECT Foo.Name FROM User', 'INVALID_FIELD', "Didn't understand relationship 'Foo'"],
    [
      'SELECT Id FROM User WHERE Id IN (SELECT UserId FROM TwoFactorMethodsInfo)',
      'INVALID_TYPE',
      'semi join',
    ],
    ['SELECT Name, COUNT(Id) FROM User GROUP BY ProfileId', 'MALFORMED_QUERY', 'grouped'],
  ])('refuses %s with %s', async (soql, code, message) => {
    const refused = await caller.query(soql);

    expect(refused).toMatchObject({ status: 400, code });
    expect(refused.message).toContain(message);
  });
});

describe('aggregates', () => {
  it('counts groups that add up to the whole', async () => {
    const groups = recordsOf(
      await caller.query(
        'SELECT ProfileId, COUNT(Id) n FROM User GROUP BY ProfileId ORDER BY COUNT(Id) DESC',
      ),
    );

    const sizes = groups.map(({ n }) => Number(n));
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(truth.count('User'));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(groups[0]?.attributes).toEqual({ type: 'AggregateResult' });
  });

  it('names what has no alias and filters groups', async () => {
    const groups = recordsOf(
      await caller.query(
        'SELECT UserType, COUNT(Id), MAX(CreatedDate) FROM User GROUP BY UserType HAVING COUNT(Id) > 100',
      ),
    );

    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups) expect(group.expr0).toBeGreaterThan(100);
    expect(groups[0]?.expr1).toMatch(/\+0000$/);
  });
});
