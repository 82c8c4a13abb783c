import { describe, expect, it } from 'vitest';

import { day, findingsOf, hour, mornings, type SignInSketch, signIn } from './testing/history.js';

const check = 'account-shared';
const colleague = { ip: '203.0.113.9', device: 'firefox on mac', place: [48.1, 11.6] } as const;

/** The colleague comes ten minutes after the owner, on some days. */
function beside(days: readonly number[], sketch: Partial<SignInSketch> = {}) {
  return days.map((each) =>
    signIn({ ...colleague, minute: each * day + 9 * hour + 10, ...sketch }),
  );
}

describe(check, () => {
  it('finds two devices in two cities at once, on three days', () => {
    const findings = findingsOf(check, [...mornings(0, 20), ...beside([3, 8, 15])]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'medium' }]);
    expect(findings[0]?.evidence.signInIds).toHaveLength(6);
  });

  it('finds three devices on two networks within an hour, where places are not told', () => {
    const rows = [3, 8, 15].flatMap((each) => [
      ...beside([each], { place: undefined }),
      ...beside([each], { place: undefined, device: 'safari on mac' }),
    ]);

    expect(findingsOf(check, [...mornings(0, 20), ...rows])).toHaveLength(1);
  });

  it('goes on with the same finding', () => {
    const findings = findingsOf(check, [...mornings(0, 20), ...beside([3, 5, 7, 9, 11])]);

    expect(findings).toMatchObject([{ evidence: { facts: { days: { length: 5 } } } }]);
  });

  it('says nothing after two days, or when they lie a month apart', () => {
    expect(findingsOf(check, [...mornings(0, 20), ...beside([3, 8])])).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 90), ...beside([3, 40, 80])])).toEqual([]);
  });

  it('says nothing about one device, as with a VPN of its owner', () => {
    const rows = beside([3, 8, 15], { device: 'chrome on windows' });

    expect(findingsOf(check, [...mornings(0, 20), ...rows])).toEqual([]);
  });

  it('says nothing about the exit of a VPN, where people are who are elsewhere as well', () => {
    const users = ['ada', 'bob', 'cy', 'di'].flatMap((account) => [
      ...mornings(0, 30, { account }),
      ...mornings(0, 30, { ...colleague, country: 'AT', account }).map((row) => ({
        ...row,
        at: row.at + 600_000,
      })),
    ]);
    const late = findingsOf(check, users).filter(({ firstAt }) => firstAt.getUTCDate() > 12);

    expect(late).toEqual([]);
  });

  it('says nothing about a telephone, whose address may be anywhere', () => {
    const rows = beside([3, 8, 15], { device: 'safari on iphone' });

    expect(findingsOf(check, [...mornings(0, 20), ...rows])).toEqual([]);
  });

  it('says nothing about two desks in one city', () => {
    const rows = beside([3, 8, 15], { place: [52.4, 13.1] });

    expect(findingsOf(check, [...mornings(0, 20), ...rows])).toEqual([]);
  });

  it('finds two offices at once, with devices of the same make', () => {
    const offices = ['bob', 'cy', 'di'].flatMap((account) => [
      ...mornings(0, 20, { account }),
      ...mornings(0, 20, { ...colleague, account: `${account}2` }),
    ]);
    const rows = beside([13, 15, 18], { device: 'chrome on windows' });

    expect(findingsOf(check, [...offices, ...mornings(0, 20), ...rows])).toHaveLength(1);
  });

  it('says nothing about a second device that is used in both places', () => {
    const both = mornings(0, 20, { device: colleague.device }).map((row) => ({
      ...row,
      at: row.at + 5 * hour * 60_000,
    }));

    expect(findingsOf(check, [...mornings(0, 20), ...both, ...beside([3, 8, 15])])).toEqual([]);
  });

  it('says nothing about three sign-ins with two devices, at home and then at work', () => {
    const rows = [3, 8, 15].flatMap((each) => [
      ...beside([each], { place: undefined, ip: '198.51.100.7' }),
      ...beside([each], { place: undefined, device: 'chrome on windows' }),
    ]);

    expect(findingsOf(check, [...mornings(0, 20, { place: undefined }), ...rows])).toEqual([]);
  });
});
