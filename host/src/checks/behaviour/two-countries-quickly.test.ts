import { describe, expect, it } from 'vitest';

import { day, evidenceOf, findingsOf, hour, mornings, signIn } from './testing/history.js';

const check = 'two-countries-quickly';
const brazil = { ip: '203.0.113.9', country: 'BR', place: undefined } as const;
const morning = 10 * day + 9 * hour;

describe(check, () => {
  it('finds another country within half an hour, where coordinates are missing', () => {
    const strange = signIn({ ...brazil, minute: morning + 30 });

    const findings = findingsOf(check, [...mornings(0, 11), strange]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'medium' }]);
    expect(evidenceOf(findings)).toEqual([strange.id]);
  });

  it('finds the stranger who was there first', () => {
    const strange = signIn({ ...brazil, minute: morning - 10 });

    expect(evidenceOf(findingsOf(check, [...mornings(0, 11), strange]))).toEqual([strange.id]);
  });

  it('tells it once a day', () => {
    const rows = [5, 10, 15].map((later) => signIn({ ...brazil, minute: morning + later }));

    expect(findingsOf(check, [...mornings(0, 11), ...rows])).toHaveLength(1);
  });

  it('says nothing a minute later', () => {
    const strange = signIn({ ...brazil, minute: morning + 31 });

    expect(findingsOf(check, [...mornings(0, 11), strange])).toEqual([]);
  });

  it('leaves it to the distance where coordinates are known', () => {
    const strange = signIn({ ...brazil, place: [-23.5, -46.6], minute: morning + 30 });

    expect(findingsOf(check, [...mornings(0, 11), strange])).toEqual([]);
  });

  it('says nothing about a border that the account crosses every day', () => {
    const across = mornings(0, 11, brazil).map((row) => ({ ...row, at: row.at + 600_000 }));
    const early = across.filter(({ at }) => at < (across[2]?.at ?? 0));
    const findings = findingsOf(check, [...mornings(0, 11), ...across]);

    // The first days are news; then it is known.
    expect(findings.length).toBeLessThanOrEqual(early.length);
    expect(findingsOf(check, [...mornings(3, 11), ...across.slice(3)]).length).toBeLessThan(2);
  });

  it('says nothing about a network that several colleagues share', () => {
    const others = ['x', 'y', 'z'].flatMap((account) => mornings(0, 10, { ...brazil, account }));
    const through = signIn({ ...brazil, minute: morning + 5 });

    expect(findingsOf(check, [...others, ...mornings(0, 11), through])).toEqual([]);
  });

  it('says nothing about programs, telephones and failures', () => {
    const rows = [
      signIn({ ...brazil, minute: morning + 5, channel: 'api' }),
      signIn({ ...brazil, minute: morning + 5, channel: 'mobile' }),
      signIn({ ...brazil, minute: morning + 5, failure: 'Invalid Password' }),
    ];

    expect(findingsOf(check, [...mornings(0, 11), ...rows])).toEqual([]);
  });
});
