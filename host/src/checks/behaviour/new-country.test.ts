import { describe, expect, it } from 'vitest';

import { day, evidenceOf, findingsOf, hour, mornings, signIn } from './testing/history.js';

const abroad = { ip: '203.0.113.9', country: 'BR', place: undefined } as const;

describe('new-country', () => {
  it('finds the first sign-in of an account from a country', () => {
    const strange = signIn({ ...abroad, minute: 10 * day });

    const [finding] = findingsOf('new-country', [...mornings(0, 10), strange]);

    expect(finding).toMatchObject({
      subject: 'ada',
      severity: 'medium',
      evidence: { signInIds: [strange.id], facts: { country: 'BR', usualCountry: 'DE' } },
    });
  });

  it('joins what follows from there within a day to one finding', () => {
    const stay = [0, 60, 23 * hour].map((minute) =>
      signIn({ ...abroad, minute: 10 * day + minute }),
    );

    const findings = findingsOf('new-country', [...mornings(0, 10), ...stay]);

    expect(findings).toHaveLength(1);
    expect(evidenceOf(findings)).toEqual(stay.map(({ id }) => id));
  });

  it('is high when network and device are new to the account, too', () => {
    const strange = signIn({ ...abroad, device: 'firefox on linux', minute: 10 * day });

    const [finding] = findingsOf('new-country', [...mornings(0, 10), strange]);

    expect(finding?.severity).toBe('high');
  });

  it('is low when others of the tenant use the country', () => {
    const colleague = mornings(0, 10, { ...abroad, account: 'bob', ip: '203.0.114.1' });
    const strange = signIn({ ...abroad, minute: 10 * day });

    const [finding] = findingsOf('new-country', [...mornings(0, 10), ...colleague, strange]);

    expect(finding?.severity).toBe('low');
  });

  it('finds a country again that was not used for 90 days', () => {
    const trips = [
      signIn({ ...abroad, minute: 10 * day }),
      signIn({ ...abroad, minute: 120 * day }),
    ];

    const findings = findingsOf('new-country', [...mornings(0, 120), ...trips]);

    expect(findings).toHaveLength(2);
  });

  it('says nothing before the habits of the account are known', () => {
    const strange = signIn({ ...abroad, minute: 10 * day });
    const few = mornings(0, 4);
    const short = mornings(5, 10);

    expect(findingsOf('new-country', [...few, strange])).toEqual([]);
    expect(findingsOf('new-country', [...short, strange])).toEqual([]);
  });

  it('begins with the last sign-in that habits need', () => {
    const strange = signIn({ ...abroad, minute: 7 * day + 9 * hour });

    expect(findingsOf('new-country', [...mornings(0, 5), strange])).toHaveLength(1);
    expect(findingsOf('new-country', [...mornings(0, 4), strange])).toEqual([]);
  });

  it('says nothing about failures, about a missing country or about who acted for somebody', () => {
    const rows = [
      signIn({ ...abroad, minute: 10 * day, failure: 'Invalid Password' }),
      signIn({ ...abroad, minute: 10 * day, country: undefined }),
      signIn({ ...abroad, minute: 10 * day, method: 'impersonation' }),
    ];

    expect(findingsOf('new-country', [...mornings(0, 10), ...rows])).toEqual([]);
  });

  it('says nothing about a door that many come through', () => {
    const colleagues = ['a', 'b', 'c'].flatMap((account) =>
      mornings(0, 10, { ...abroad, account }),
    );
    const throughVpn = signIn({ ...abroad, minute: 10 * day });

    expect(findingsOf('new-country', [...mornings(0, 10), ...colleagues, throughVpn])).toEqual([]);
  });
});
