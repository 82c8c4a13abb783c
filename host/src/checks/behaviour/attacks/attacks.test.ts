import { describe, expect, it } from 'vitest';

import type { SignInEvent } from '../events/event.js';
import { day, evidenceOf, findingsOf, mornings, signIn } from '../testing/history.js';

const bad = 'Invalid Password';
const names = (count: number) => Array.from({ length: count }, (_, place) => `a${place}`);
/** Everybody works in the office. */
const staff = (count: number) => names(count).flatMap((account) => mornings(0, 10, { account }));

/** Rounds over all accounts, one attempt every `gap` minutes. */
function rounds(accounts: readonly string[], count: number, gap: number): readonly SignInEvent[] {
  return Array.from({ length: count * accounts.length }, (_, place) =>
    signIn({
      account: accounts[place % accounts.length],
      failure: bad,
      ip: '203.0.113.9',
      minute: 10 * day + place * gap,
    }),
  );
}

describe('an address that tries many accounts', () => {
  it('is a spray when it comes round again, with exactly its rows', () => {
    const rows = rounds(names(12), 3, 0.5);

    const findings = findingsOf('password-spray', [...staff(12), ...rows]);

    expect(findings).toMatchObject([{ subject: '203.0.113.9', severity: 'high' }]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
    expect(findings[0]?.accounts).toHaveLength(12);
    expect(findingsOf('credential-stuffing', [...staff(12), ...rows])).toEqual([]);
  });

  it('is a spray when it is slow: one attempt per account, minutes apart', () => {
    const rows = rounds(names(25), 1, 3);

    expect(findingsOf('password-spray', [...staff(25), ...rows])).toHaveLength(1);
  });

  it('is a spray when it takes half a day', () => {
    const rows = rounds(names(20), 2, 20);

    expect(findingsOf('password-spray', [...staff(20), ...rows])).toHaveLength(1);
  });

  it('is one spray when half an hour lies between the rounds', () => {
    const later = rounds(names(15), 1, 0.1).map((row) => ({ ...row, at: row.at + 31 * 60_000 }));
    const rows = [...rounds(names(15), 1, 0.1), ...later];

    expect(findingsOf('password-spray', [...staff(15), ...rows])).toHaveLength(1);
    expect(findingsOf('credential-stuffing', [...staff(15), ...rows])).toEqual([]);
  });

  it('is stuffing when a list is replayed fast, some names twice', () => {
    const list = names(40).flatMap((name, place) => (place % 8 === 0 ? [name, name] : [name]));
    const rows = rounds(list, 1, 0.05);

    const findings = findingsOf('credential-stuffing', [...staff(40), ...rows]);

    expect(findings).toMatchObject([{ subject: '203.0.113.9', severity: 'high' }]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
    expect(findingsOf('password-spray', [...staff(40), ...rows])).toEqual([]);
  });

  it('is stuffing when many names do not exist', () => {
    const rows = Array.from({ length: 30 }, (_, place) =>
      signIn({ account: undefined, failure: 'unknown user', ip: '203.0.113.9', minute: place }),
    );

    expect(findingsOf('credential-stuffing', [...staff(1), ...rows])).toHaveLength(1);
  });

  it('is nothing while the accounts are fewer than in any attack', () => {
    const rows = rounds(names(4), 5, 0.5);

    expect(findingsOf('password-spray', [...staff(12), ...rows])).toEqual([]);
    expect(findingsOf('credential-stuffing', [...staff(12), ...rows])).toEqual([]);
  });

  it('is nothing when it is the office, where everybody must change the password', () => {
    const rows = rounds(names(40), 2, 0.5).map((row) => ({
      ...row,
      source: signIn({ minute: 0 }).source,
    }));

    expect(findingsOf('password-spray', [...staff(40), ...rows])).toEqual([]);
  });

  it('is nothing when most get in: a new office, or a VPN', () => {
    const rows = rounds(names(40), 1, 0.5).flatMap((row) => [
      row,
      signIn({ account: row.account, ip: '203.0.113.9', minute: 10 * day + 1 }),
    ]);

    expect(findingsOf('password-spray', [...staff(40), ...rows])).toEqual([]);
    expect(findingsOf('credential-stuffing', [...staff(40), ...rows])).toEqual([]);
  });

  it('is nothing when a rule stopped them, not a password', () => {
    const rows = rounds(names(40), 2, 0.5).map((row) => ({ ...row, failure: 'policy' as const }));

    expect(findingsOf('password-spray', [...staff(40), ...rows])).toEqual([]);
  });
});

describe('many addresses that nobody ever used', () => {
  const swarm = (count: number, ip: (place: number) => string) =>
    Array.from({ length: count }, (_, place) =>
      signIn({
        account: `a${place % 20}`,
        failure: bad,
        ip: ip(place),
        minute: 10 * day + place * 0.5,
      }),
    );

  it('are a spray when they try many accounts at once', () => {
    const rows = swarm(60, (place) => `203.${place % 30}.113.9`);

    const findings = findingsOf('password-spray', [...staff(20), ...rows]);

    expect(findings).toMatchObject([{ subject: 'many addresses', severity: 'high' }]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
  });

  it('are told when they take half a day, a few attempts an hour', () => {
    const rows = Array.from({ length: 60 }, (_, place) =>
      signIn({
        account: `a${place % 20}`,
        failure: bad,
        ip: `203.${place % 30}.113.9`,
        minute: 10 * day + place * 11,
      }),
    );

    expect(findingsOf('password-spray', [...staff(20), ...rows])).toHaveLength(1);
  });

  it('are a spray or a list when each account is tried once, and are told as both', () => {
    const rows = names(40).map((account, place) =>
      signIn({
        account,
        failure: bad,
        ip: `203.${place % 20}.113.9`,
        minute: 10 * day + place,
      }),
    );

    const asSpray = findingsOf('password-spray', [...staff(40), ...rows]);
    const asList = findingsOf('credential-stuffing', [...staff(40), ...rows]);

    expect(asSpray.map(({ title }) => title)).toEqual([expect.stringContaining('once each')]);
    expect(evidenceOf(asList)).toEqual(rows.map(({ id }) => id));
  });

  it('name who was let in, also before they were many', () => {
    const tool = { device: 'firefox on linux', country: 'BR' } as const;
    const rows = swarm(60, (place) => `203.${place % 30}.113.9`).map((row) => ({
      ...row,
      ...tool,
    }));
    const early = signIn({ account: 'a3', ...tool, ip: '203.77.113.9', minute: 10 * day + 2 });
    const late = signIn({ account: 'a4', ...tool, ip: '203.78.113.9', minute: 10 * day + 28 });
    const owner = signIn({ account: 'a5', ip: '203.79.113.9', minute: 10 * day + 28.2 });
    const swift = [...staff(20), ...rows, early, late, owner];

    const findings = findingsOf('success-after-failures', swift);

    expect(findings.map(({ subject }) => subject)).toEqual(['a3', 'a4']);
  });

  it('are nothing when the tenant knows them', () => {
    const ip = (place: number) => `203.${place % 30}.113.9`;
    const known = names(30).map((account, place) => signIn({ account, ip: ip(place), minute: 1 }));

    expect(findingsOf('password-spray', [...staff(20), ...known, ...swarm(60, ip)])).toEqual([]);
  });

  it('are nothing when people mistype in hotels and get in', () => {
    const rows = swarm(60, (place) => `203.${place}.113.9`).flatMap((row) => [
      row,
      { ...row, id: `${row.id}+`, at: row.at + 20_000, succeeded: true, failure: undefined },
    ]);

    expect(findingsOf('password-spray', [...staff(20), ...rows])).toEqual([]);
  });
});
