import { describe, expect, it } from 'vitest';

import {
  day,
  evidenceOf,
  findingsOf,
  mornings,
  type SignInSketch,
  signIn,
} from './testing/history.js';

const check = 'success-after-failures';
const stranger = { ip: '203.0.113.9', device: 'firefox on linux' } as const;

function failures(count: number, sketch: Partial<SignInSketch> = {}) {
  return Array.from({ length: count }, (_, place) =>
    signIn({ ...stranger, failure: 'Invalid Password', minute: 10 * day + place, ...sketch }),
  );
}

const within = (minute: number, sketch: Partial<SignInSketch> = {}) =>
  signIn({ ...stranger, minute: 10 * day + minute, ...sketch });

describe(check, () => {
  it('finds a sign-in after five failures from elsewhere, with exactly these rows', () => {
    const rows = [...failures(5), within(6)];

    const findings = findingsOf(check, [...mornings(0, 10), ...rows]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'high' }]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
  });

  it('is low where country and device are those of the owner', () => {
    const own = { device: 'chrome on windows' };
    const rows = [...failures(5, own), within(6, own)];

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toMatchObject([{ severity: 'low' }]);
  });

  it('is high after twenty, whatever the device', () => {
    const own = { device: 'chrome on windows' };
    const rows = [...failures(20, own), within(21, own)];

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toMatchObject([{ severity: 'high' }]);
  });

  it('tells it once a day', () => {
    const rows = [...failures(5), within(6), within(7), within(30)];

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toHaveLength(1);
  });

  it('is critical for whoever was let in from the address of a spray, at its first try', () => {
    const names = Array.from({ length: 12 }, (_, place) => `a${place}`);
    const spray = Array.from({ length: 36 }, (_, place) =>
      signIn({
        ...stranger,
        account: names[place % 12],
        failure: 'Invalid Password',
        minute: 10 * day + place,
      }),
    );
    const hit = within(20.5, { account: 'a3' });

    const findings = findingsOf(check, [...spray, hit]);

    expect(findings).toMatchObject([{ subject: 'a3', severity: 'critical' }]);
    expect(evidenceOf(findings)).toContain(hit.id);
  });

  it('says nothing after four failures, or after an hour', () => {
    const early = [...failures(4), within(6)];
    const late = [...failures(5), within(65)];

    expect(findingsOf(check, [...mornings(0, 10), ...early])).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 10), ...late])).toEqual([]);
  });

  it('says nothing where the account always signs in', () => {
    const rows = [...failures(9, { ip: '198.51.100.7' }), within(10, { ip: '198.51.100.7' })];

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toEqual([]);
  });

  it('says nothing when the owner comes in at the usual place while others guess', () => {
    const rows = [...failures(9), within(10, { ip: '198.51.100.7' })];

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toEqual([]);
  });

  it('says nothing when somebody was given another password meanwhile', () => {
    const reset = {
      type: 'audit',
      id: 'reset',
      at: within(30).at,
      target: 'ada',
      action: 'resetpassword',
    } as const;
    const rows = [...failures(5), reset, within(40)];

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toEqual([]);
  });

  it('says nothing about a colleague who mistypes behind the VPN', () => {
    const users = ['x', 'y', 'z'].flatMap((account) => mornings(0, 10, { ...stranger, account }));
    const rows = [...failures(9), within(10)];

    expect(findingsOf(check, [...users, ...mornings(0, 10), ...rows])).toEqual([]);
  });

  it('says nothing after a few failures of one who hardly ever signed in', () => {
    const uneven = (count: number) =>
      failures(count).map((row, place) => ({ ...row, at: row.at + (place % 2) * 50_000 }));

    const few = [...mornings(8, 10), ...uneven(9), within(10)];
    const many = [...mornings(8, 10), ...uneven(10), within(11)];
    const even = [...mornings(8, 10), ...failures(5), within(11)];

    expect(findingsOf(check, few)).toEqual([]);
    expect(findingsOf(check, many)).toHaveLength(1);
    expect(findingsOf(check, even)).toHaveLength(1);
  });
});
