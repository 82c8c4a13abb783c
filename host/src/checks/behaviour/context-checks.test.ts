import { describe, expect, it } from 'vitest';

import type { SessionFacts } from './events/event.js';
import { parseSource } from './events/source.js';
import {
  beginning,
  day,
  evidenceOf,
  findingsOf,
  hour,
  mornings,
  signIn,
} from './testing/history.js';

const elsewhere = { ip: '203.0.113.9', device: 'firefox on linux' } as const;
const nine = 9 * hour;

describe('new-network', () => {
  const strange = signIn({ ...elsewhere, device: 'chrome on windows', minute: 30 * day + nine });

  it('finds a network that nobody knows, for an account that never moves', () => {
    const findings = findingsOf('new-network', [...mornings(0, 30), strange]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'low' }]);
    expect(evidenceOf(findings)).toEqual([strange.id]);
  });

  it('is medium when the device is new, too', () => {
    const both = signIn({ ...elsewhere, minute: 30 * day + nine });

    expect(findingsOf('new-network', [...mornings(0, 30), both])).toMatchObject([
      { severity: 'medium' },
    ]);
  });

  it('adds what follows from there on that day', () => {
    const later = signIn({ ...elsewhere, minute: 30 * day + 2 * nine });

    expect(
      evidenceOf(findingsOf('new-network', [...mornings(0, 30), strange, later])),
    ).toHaveLength(2);
  });

  it('says nothing about accounts that move, or that are new', () => {
    const moving = [0, 1, 2, 3].flatMap((each) => mornings(each, 30, { ip: `198.5${each}.100.7` }));

    expect(findingsOf('new-network', [...moving, strange])).toEqual([]);
    expect(findingsOf('new-network', [...mornings(11, 30), strange])).toEqual([]);
  });

  it('says nothing about a network or a provider that a colleague uses', () => {
    const colleague = mornings(0, 3, { account: 'bob', ip: '203.0.9.1' });

    expect(findingsOf('new-network', [...mornings(0, 30), ...colleague, strange])).toEqual([]);
  });

  it('leaves a new country to the check about countries', () => {
    const abroad = { ...strange, country: 'BR' };

    expect(findingsOf('new-network', [...mornings(0, 30), abroad])).toEqual([]);
  });
});

describe('new-device', () => {
  const strange = signIn({ ...elsewhere, minute: 10 * day });

  it('finds a device and a network that are both new, unheard of in the tenant', () => {
    const findings = findingsOf('new-device', [...mornings(0, 10), strange]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'medium' }]);
    expect(evidenceOf(findings)).toEqual([strange.id]);
  });

  it('is low where a colleague has the same provider', () => {
    const colleague = mornings(0, 3, { account: 'bob', ip: '203.0.9.1' });

    expect(findingsOf('new-device', [...mornings(0, 10), ...colleague, strange])).toMatchObject([
      { severity: 'low' },
    ]);
  });

  it('tells one a day', () => {
    const another = signIn({
      ...elsewhere,
      device: 'safari on mac',
      minute: 10 * day + 5,
      ip: '192.0.2.1',
    });

    expect(findingsOf('new-device', [...mornings(0, 10), strange, another])).toHaveLength(1);
  });

  it('says nothing about a new laptop in the office', () => {
    const laptop = signIn({ device: 'firefox on linux', minute: 10 * day });

    expect(findingsOf('new-device', [...mornings(0, 10), laptop])).toEqual([]);
  });

  it('says nothing about an update', () => {
    const updated = signIn({ ip: '203.0.113.9', minute: 10 * day });

    expect(findingsOf('new-device', [...mornings(0, 10), updated])).toEqual([]);
  });

  it('says nothing while devices are handed out', () => {
    const others = ['b', 'c', 'd', 'e', 'f'].map((account) =>
      signIn({ account, device: 'firefox on linux', minute: 9 * day }),
    );
    const before = ['b', 'c', 'd', 'e', 'f'].flatMap((account) => mornings(0, 9, { account }));

    expect(findingsOf('new-device', [...mornings(0, 10), ...before, ...others, strange])).toEqual(
      [],
    );
  });
});

describe('unusual-hour', () => {
  const habit = mornings(0, 56);
  const atNight = 56 * day + 2 * hour;

  it('finds a sign-in at night, from a new network', () => {
    const night = signIn({ ip: '203.0.113.9', minute: atNight });

    expect(findingsOf('unusual-hour', [...habit, night])).toMatchObject([{ severity: 'info' }]);
  });

  it('is low with a new device', () => {
    const night = signIn({ ...elsewhere, minute: atNight });

    expect(findingsOf('unusual-hour', [...habit, night])).toMatchObject([{ severity: 'low' }]);
  });

  it('tells one a day', () => {
    const nights = [0, 10, 20].map((later) =>
      signIn({ ip: `203.${later}.113.9`, minute: atNight + later }),
    );

    expect(findingsOf('unusual-hour', [...habit, ...nights])).toHaveLength(1);
  });

  it('says nothing at the usual hour, or beside it', () => {
    for (const minute of [nine, nine + hour, nine - hour]) {
      const strange = signIn({ ip: '203.0.113.9', minute: 56 * day + minute });
      expect(findingsOf('unusual-hour', [...habit, strange])).toEqual([]);
    }
  });

  it('says nothing at home', () => {
    expect(findingsOf('unusual-hour', [...habit, signIn({ minute: atNight })])).toEqual([]);
  });

  it('says nothing before the hours are known', () => {
    const night = signIn({ ...elsewhere, minute: atNight });

    expect(findingsOf('unusual-hour', [...mornings(17, 56), night])).toEqual([]);
    expect(findingsOf('unusual-hour', [...mornings(16, 56), night])).toHaveLength(1);
  });
});

describe('session-moved', () => {
  function session(to: string, from = '198.51.100.7'): SessionFacts {
    const [source, begunFrom] = [parseSource(to), parseSource(from)];
    if (source === undefined || begunFrom === undefined) throw new Error('no address');
    const at = beginning + 10 * day * 60_000;
    const begun = { signIn: 's1', begunAt: at - 3_600_000, begunFrom, country: 'DE' };
    return { id: 'x1', account: 'ada', at, source, ...begun };
  }
  const found = (sessions: readonly SessionFacts[], others = mornings(0, 0)) =>
    findingsOf('session-moved', [...mornings(0, 10), ...others], { sessions });

  it('finds a session on a network that the account never used', () => {
    expect(found([session('203.0.113.9')])).toMatchObject([
      { subject: 'ada', bucket: 'x1', severity: 'medium', evidence: { signInIds: ['s1'] } },
    ]);
  });

  it('is high when others show that the network lies abroad', () => {
    const others = mornings(0, 1, { account: 'bob', ip: '203.0.113.1', country: 'BR' });

    expect(found([session('203.0.113.9')], others)).toMatchObject([{ severity: 'high' }]);
  });

  it('finds it for an address of version 6', () => {
    expect(found([session('2001:db8::1')])).toHaveLength(1);
  });

  it('says nothing about another address of the same provider', () => {
    expect(found([session('198.51.7.7')])).toEqual([]);
  });

  it('says nothing about a network that the account uses', () => {
    const phone = mornings(0, 2, { ip: '203.0.113.1' });

    expect(found([session('203.0.113.9')], phone)).toEqual([]);
  });

  it('says nothing about a door that many use', () => {
    const others = ['b', 'c', 'd'].flatMap((account) =>
      mornings(0, 9, { account, ip: '203.0.113.1' }),
    );

    expect(found([session('203.0.113.9')], others)).toEqual([]);
  });
});

describe('sign-in-risk', () => {
  const check = 'sign-in-risk';
  const people = Array.from({ length: 40 }, (_, place) => `p${place}`);
  const usual = people.flatMap((account, place) =>
    mornings(0, 40, { account, ip: `198.51.${place % 8}.7` }),
  );
  const mine = mornings(0, 40);
  const abroad = { ...elsewhere, country: 'BR', place: undefined } as const;

  it('finds a sign-in of which nothing is like the account', () => {
    const strange = signIn({ ...abroad, minute: 40 * day });

    const findings = findingsOf(check, [...usual, ...mine, strange]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'medium' }]);
    expect(evidenceOf(findings)).toEqual([strange.id]);
  });

  it('rates what nobody ever had as unlike the account, not as like anybody', () => {
    const strange = signIn({ ...abroad, minute: 40 * day });
    const [finding] = findingsOf(check, [...usual, ...mine, strange]);

    expect(finding?.evidence.facts).toMatchObject({ country: 'BR', network: '203.0.113.0/24' });
    expect(finding?.evidence.facts?.score).toBeGreaterThan(10);
  });

  it('tells one a day for an account', () => {
    const strange = [0, 5, 10].map((later) => signIn({ ...abroad, minute: 40 * day + later }));

    expect(findingsOf(check, [...usual, ...mine, ...strange])).toHaveLength(1);
  });

  it('says nothing about habits', () => {
    expect(findingsOf(check, [...usual, ...mine])).toEqual([]);
  });

  it('says nothing about an account of which little is known', () => {
    const strange = signIn({ ...abroad, minute: 40 * day });

    expect(findingsOf(check, [...usual, ...mornings(31, 40), strange])).toEqual([]);
    expect(findingsOf(check, [...usual, ...mornings(30, 40), strange])).toHaveLength(1);
  });

  it('keeps to the score that is set', () => {
    const events = [...usual, ...mine, signIn({ ...abroad, minute: 40 * day })];
    const score = Number(findingsOf(check, events)[0]?.evidence.facts?.score);
    const above = (floor: number) => findingsOf(check, events, { thresholds: { floor } });

    expect(above(score - 0.1)).toHaveLength(1);
    expect(above(score + 0.1)).toEqual([]);
  });

  it('says nothing in a tenant of which little is known', () => {
    const strange = signIn({ ...abroad, minute: 40 * day });

    expect(findingsOf(check, [...mine, strange])).toEqual([]);
  });
});
