import { describe, expect, it } from 'vitest';

import {
  day,
  evidenceOf,
  findingsOf,
  hour,
  mornings,
  saoPaulo,
  signIn,
} from './testing/history.js';

const check = 'impossible-travel';
const brazil = { ip: '203.0.113.9', country: 'BR', place: saoPaulo } as const;
const morning = 16 * day + 9 * hour;
/** Regulars of the office in Berlin. */
const office = ['b', 'c', 'd'].flatMap((account) => mornings(0, 16, { account }));

describe(check, () => {
  it('finds a sign-in two hours and ten thousand kilometres after the last', () => {
    const strange = signIn({ ...brazil, minute: morning + 2 * hour });

    const findings = findingsOf(check, [...mornings(0, 17), strange]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'high' }]);
    expect(evidenceOf(findings)).toEqual([strange.id]);
    expect(findings[0]?.evidence.records).toHaveLength(1);
  });

  it('finds the stranger who was there first', () => {
    const strange = signIn({ ...brazil, minute: morning - hour });

    const findings = findingsOf(check, [...mornings(0, 17), strange]);

    expect(evidenceOf(findings)).toEqual([strange.id]);
  });

  it('adds what the stranger does on that day, not what the owner does', () => {
    const strange = [1, 2, 3].map((later) => signIn({ ...brazil, minute: morning + later * hour }));
    const own = signIn({ minute: morning + 150 });

    const findings = findingsOf(check, [...mornings(0, 17), ...strange, own]);

    expect(evidenceOf(findings)).toEqual(strange.map(({ id }) => id));
  });

  it('finds the stranger when the victim sits in an office that many share', () => {
    const strange = signIn({ ...brazil, minute: morning + 2 * hour });

    expect(findingsOf(check, [...office, ...mornings(0, 17), strange])).toHaveLength(1);
  });

  it('is medium within one country with a device that the account uses', () => {
    const munich = { ip: '203.0.113.9', country: 'DE', place: [48.1, 11.6] } as const;
    const strange = signIn({ ...munich, minute: morning + 10 });

    expect(findingsOf(check, [...mornings(0, 17), strange])).toMatchObject([
      { severity: 'medium' },
    ]);
  });

  it('says nothing about a flight', () => {
    const landed = signIn({ ...brazil, minute: morning + 12 * hour });

    expect(findingsOf(check, [...mornings(0, 17), landed])).toEqual([]);
  });

  it('keeps to its limits', () => {
    const near = signIn({ ip: '203.0.113.9', place: [48.1, 11.6], minute: morning + 10 });

    expect(findingsOf(check, [...mornings(0, 17), near], { thresholds: { minKm: 510 } })).toEqual(
      [],
    );
    expect(findingsOf(check, [...mornings(0, 17), near], { thresholds: { kmh: 4000 } })).toEqual(
      [],
    );
  });

  it('says nothing about the exit of a VPN that others use', () => {
    const others = ['x', 'y', 'z'].flatMap((account) => mornings(0, 16, { ...brazil, account }));
    const through = signIn({ ...brazil, minute: morning + 5 });

    expect(findingsOf(check, [...others, ...mornings(0, 17), through])).toEqual([]);
  });

  it('says nothing about a VPN of its own once it is known', () => {
    const vpn = mornings(0, 17, brazil).map((row) => ({ ...row, at: row.at + 600_000 }));

    const findings = findingsOf(check, [...mornings(0, 17), ...vpn]);
    const naive = findingsOf(check, [...mornings(0, 17), ...vpn], { thresholds: { guards: 0 } });

    expect(findings).toEqual([]);
    expect(naive.length).toBeGreaterThan(8);
  });

  it('says nothing within a country about a provider that others use', () => {
    const others = mornings(0, 3, { account: 'x', ip: '203.0.9.1', place: [48.1, 11.6] });
    const phone = signIn({ ip: '203.0.113.9', place: [48.1, 11.6], minute: morning + 10 });

    expect(findingsOf(check, [...others, ...mornings(0, 17), phone])).toEqual([]);
  });

  it('says nothing about programs, failures, and places without coordinates', () => {
    const rows = [
      signIn({ ...brazil, minute: morning + 5, channel: 'api' }),
      signIn({ ...brazil, minute: morning + 5, failure: 'Invalid Password' }),
      signIn({ ...brazil, minute: morning + 5, place: undefined }),
    ];

    expect(findingsOf(check, [...mornings(0, 17), ...rows])).toEqual([]);
  });

  it('finds a new device within the country, too', () => {
    const munich = { ip: '203.0.113.9', country: 'DE', place: [48.1, 11.6] } as const;
    const others = mornings(0, 3, { account: 'x', ip: '203.0.9.1', place: [48.1, 11.6] });
    const strange = signIn({ ...munich, device: 'firefox on linux', minute: morning + 10 });

    const findings = findingsOf(check, [...others, ...mornings(0, 17), strange]);

    expect(evidenceOf(findings)).toEqual([strange.id]);
  });

  it('finds an intruder who has come on other days already', () => {
    const intruder = { ...brazil, device: 'firefox on linux' };
    const nights = [14, 15].flatMap((each) =>
      [20, 22].map((at) => signIn({ ...intruder, minute: each * day + at * hour })),
    );
    const strange = signIn({ ...intruder, minute: morning + 2 * hour });

    const findings = findingsOf(check, [...mornings(0, 17), ...nights, strange]);

    expect(evidenceOf(findings)).toContain(strange.id);
  });

  it('says nothing about a laptop that comes by a VPN, whose owner is at home in that country', () => {
    const home = { ip: '203.0.113.9', country: 'AT', place: [48.2, 16.4] } as const;
    const users = ['ada', 'bob', 'cy', 'di', 'eve'].flatMap((account, place) => [
      ...mornings(0, 17, { account }),
      ...mornings(3, 16, { account, ...home, ip: `203.0.${place}.9` }).map((row) => ({
        ...row,
        at: row.at + 600_000,
      })),
    ]);
    const renewed = signIn({ ...home, ip: '192.0.2.77', minute: morning + 10 });

    expect(evidenceOf(findingsOf(check, [...users, renewed]))).not.toContain(renewed.id);
  });

  it('says nothing about a telephone, whose app renews its token by itself', () => {
    const phone = signIn({ ...brazil, channel: 'mobile', minute: morning + 5 });

    expect(findingsOf(check, [...mornings(0, 17), phone])).toEqual([]);
  });
});
