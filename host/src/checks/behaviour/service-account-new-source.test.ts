import { describe, expect, it } from 'vitest';

import { day, evidenceOf, findingsOf, hour, mornings, signIn } from './testing/history.js';

const check = 'service-account-new-source';
const machine = { account: 'etl', channel: 'api', method: 'oauth', ip: '192.0.2.10' } as const;
const accounts = { etl: { kind: 'service' } };
const elsewhere = { ...machine, ip: '203.0.113.9' } as const;

describe(check, () => {
  it('finds the first use of a machine’s credential from elsewhere, and what follows', () => {
    const rows = [0, 60].map((later) => signIn({ ...elsewhere, minute: 20 * day + later }));

    const findings = findingsOf(check, [...mornings(0, 20, machine), ...rows], { accounts });

    expect(findings).toMatchObject([{ subject: 'etl', severity: 'high' }]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
  });

  it('finds it for an account that only behaves like a machine’s, as medium', () => {
    const strange = signIn({ ...elsewhere, minute: 25 * day });

    const findings = findingsOf(check, [...mornings(0, 25, machine), strange]);

    expect(findings).toMatchObject([{ severity: 'medium' }]);
  });

  it('is low beside a network that it uses, in the same country', () => {
    const beside = signIn({ ...machine, ip: '192.0.99.1', minute: 20 * day });

    const findings = findingsOf(check, [...mornings(0, 20, machine), beside], { accounts });

    expect(findings).toMatchObject([{ severity: 'low' }]);
  });

  it('finds a new country even when the networks change all the time', () => {
    const pool = Array.from({ length: 20 }, (_, each) =>
      signIn({ ...machine, ip: `192.0.${each}.1`, minute: each * day }),
    );
    const abroad = signIn({ ...elsewhere, country: 'BR', minute: 20 * day });

    const findings = findingsOf(check, [...pool, abroad], { accounts });

    expect(findings.filter(({ severity }) => severity === 'high')).toHaveLength(1);
  });

  it('says nothing about addresses of a pool that always changes', () => {
    const pool = Array.from({ length: 40 }, (_, each) =>
      signIn({ ...machine, ip: `192.${each}.0.1`, minute: each * day }),
    );

    expect(findingsOf(check, pool, { accounts })).toEqual([]);
  });

  it('says nothing while it is learning', () => {
    const strange = signIn({ ...elsewhere, minute: 6 * day });
    const late = signIn({ ...elsewhere, minute: 20 * day });

    expect(findingsOf(check, [...mornings(0, 6, machine), strange], { accounts })).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 9, machine), late], { accounts })).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 10, machine), late], { accounts })).toHaveLength(1);
  });

  it('says nothing about people, or about a person who uses such an account by hand', () => {
    const person = mornings(0, 25);
    const moved = signIn({ ip: '203.0.113.9', minute: 25 * day });
    const byHand = signIn({ ...elsewhere, channel: 'ui', minute: 25 * day + hour });

    expect(findingsOf(check, [...person, moved])).toEqual([]);
    expect(findingsOf(check, [...mornings(0, 25, machine), byHand])).toEqual([]);
  });

  it('says nothing about failures', () => {
    const failed = signIn({ ...elsewhere, failure: 'Invalid Password', minute: 20 * day });

    expect(findingsOf(check, [...mornings(0, 20, machine), failed], { accounts })).toEqual([]);
  });
});
