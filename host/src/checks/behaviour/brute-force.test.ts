import { describe, expect, it } from 'vitest';

import {
  day,
  evidenceOf,
  findingsOf,
  hour,
  mornings,
  type SignInSketch,
  signIn,
} from './testing/history.js';

const check = 'brute-force';

function failures(count: number, everyMinutes: number, sketch: Partial<SignInSketch> = {}) {
  return Array.from({ length: count }, (_, place) =>
    signIn({
      failure: 'Invalid Password',
      ip: '203.0.113.9',
      minute: 10 * day + place * everyMinutes,
      ...sketch,
    }),
  );
}

describe(check, () => {
  it('finds ten failures within ten minutes, as one finding with exactly these rows', () => {
    const rows = failures(10, 1);

    const findings = findingsOf(check, [...mornings(0, 10), ...rows]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'medium' }]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
  });

  it('finds twenty within an hour', () => {
    expect(findingsOf(check, failures(20, 3))).toHaveLength(1);
  });

  it('finds a slow one from networks that the account never used', () => {
    expect(findingsOf(check, [...mornings(0, 10), ...failures(20, 60)])).toHaveLength(1);
  });

  it('finds ten from five networks within half an hour', () => {
    const rows = Array.from({ length: 10 }, (_, place) =>
      signIn({ failure: 'Invalid Password', ip: `203.0.${place % 5}.9`, minute: place * 3 }),
    );

    expect(findingsOf(check, rows)).toHaveLength(1);
  });

  it('leaves the slips of the owner out of the evidence', () => {
    const slip = signIn({ failure: 'Invalid Password', minute: 10 * day + 4.5 });

    const findings = findingsOf(check, [...mornings(0, 10), ...failures(12, 0.5), slip]);

    expect(findings).toHaveLength(1);
    expect(evidenceOf(findings)).not.toContain(slip.id);
  });

  it('goes on with the same finding, and begins another after an hour of quiet', () => {
    const rows = [
      ...failures(30, 1),
      ...failures(10, 1, {}).map((row) => ({ ...row, at: row.at + 5 * hour * 60_000 })),
    ];

    const findings = findingsOf(check, rows);

    expect(findings.map(({ evidence }) => evidence.signInIds?.length)).toEqual([30, 10]);
  });

  it('says nothing about one failure less', () => {
    expect(findingsOf(check, failures(9, 1))).toEqual([]);
    expect(findingsOf(check, failures(19, 3.2))).toEqual([]);
  });

  it('says nothing about an application that goes on with an old password at its old place', () => {
    const ran = mornings(0, 9, { channel: 'api', ip: '203.0.113.9' });

    expect(findingsOf(check, [...ran, ...failures(60, 1, { channel: 'api' })])).toEqual([]);
  });

  it('says nothing about failures that are no guesses', () => {
    const rows = failures(30, 0.3, { failure: 'Restricted IP' });
    const codes = failures(30, 0.3, { failure: 'Failed: Computer activation required' });

    expect(findingsOf(check, [...rows, ...codes])).toEqual([]);
  });

  it('leaves an address that tries many accounts to the checks about those', () => {
    const rows = Array.from({ length: 8 }, (_, account) =>
      failures(12, 0.7, { account: `a${account}` }),
    ).flat();

    expect(findingsOf(check, rows)).toEqual([]);
  });

  it('finds a tool that is as even as a clock, whatever it says that it is', () => {
    const rows = failures(10, 0.1, { device: 'chrome on windows' });

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toHaveLength(1);
  });

  it('says nothing about an owner who tries what comes to mind, on a new network', () => {
    const seconds = [0, 9, 50, 58, 95, 101, 140, 143, 188, 195, 240, 246, 290];
    const rows = seconds.map((second) =>
      signIn({ failure: 'Invalid Password', ip: '203.0.113.9', minute: 10 * day + second / 60 }),
    );
    const strange = rows.map((row) => ({ ...row, device: 'firefox on linux', country: 'BR' }));

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 10), ...strange])).toHaveLength(1);
  });

  it('says nothing about an application with an old password, also where the network is new', () => {
    const rows = failures(60, 5, { channel: 'api' });
    const fast = failures(60, 0.2, { channel: 'api' });

    expect(findingsOf(check, [...mornings(0, 10), ...rows])).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 10), ...fast])).toHaveLength(1);
  });
});
