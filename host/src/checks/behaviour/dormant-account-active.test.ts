import { describe, expect, it } from 'vitest';

import type { AuditEvent } from './events/event.js';
import {
  beginning,
  day,
  evidenceOf,
  findingsOf,
  hour,
  mornings,
  signIn,
} from './testing/history.js';

const check = 'dormant-account-active';
const others = mornings(0, 80, { account: 'bob' });

function changed(minute: number, action: string): AuditEvent {
  return { type: 'audit', id: 'e1', at: beginning + minute * 60_000, target: 'ada', action };
}

describe(check, () => {
  it('finds a sign-in after two months without one, and what follows within a day', () => {
    const before = signIn({ minute: 0 });
    const back = [0, 30].map((minute) => signIn({ minute: 60 * day + minute }));

    const findings = findingsOf(check, [before, ...back]);

    expect(findings).toMatchObject([{ subject: 'ada', severity: 'medium' }]);
    expect(evidenceOf(findings)).toEqual(back.map(({ id }) => id));
  });

  it('finds the first sign-in of an account that lay unused as long as anything is stored', () => {
    const first = signIn({ minute: 61 * day });
    const accounts = { ada: { createdAt: beginning - 300 * day * 60_000 } };

    const [finding] = findingsOf(check, [...others, first], { accounts });

    expect(finding).toMatchObject({
      subject: 'ada',
      evidence: { facts: { wasSeenBefore: false } },
    });
  });

  it('is high when somebody reset the password in the three days before', () => {
    const events = [
      signIn({ minute: 0 }),
      changed(70 * day, 'resetpassword'),
      signIn({ minute: 72 * day }),
    ];

    expect(findingsOf(check, events)).toMatchObject([{ severity: 'high' }]);
  });

  it('is not raised by other changes, or by older ones', () => {
    const events = [
      signIn({ minute: 0 }),
      changed(60 * day, 'resetpassword'),
      changed(71 * day, 'changedtitle'),
      signIn({ minute: 72 * day }),
    ];

    expect(findingsOf(check, events)).toMatchObject([{ severity: 'medium' }]);
  });

  it('says nothing a moment before two months are over', () => {
    const events = [signIn({ minute: 0 }), signIn({ minute: 60 * day - 1 })];

    expect(findingsOf(check, events)).toEqual([]);
  });

  it('says nothing about a failure, nor about who acted for the account', () => {
    const events = [
      signIn({ minute: 0 }),
      signIn({ minute: 70 * day, failure: 'Invalid Password' }),
      signIn({ minute: 70 * day + hour, method: 'impersonation' }),
    ];

    expect(findingsOf(check, events)).toEqual([]);
  });

  it('says nothing about the account that Rollcall signs in with', () => {
    const first = signIn({ minute: 61 * day });
    const ada = { createdAt: beginning - 300 * day * 60_000 };

    const own = { ada: { ...ada, isCollector: true } };

    expect(findingsOf(check, [...others, first], { accounts: own })).toEqual([]);
    expect(findingsOf(check, [...others, first], { accounts: { ada } })).toHaveLength(1);
  });

  it('says nothing about a new account, nor about one of unknown age', () => {
    const first = signIn({ minute: 61 * day });
    const accounts = { ada: { createdAt: beginning + 50 * day * 60_000 } };

    expect(findingsOf(check, [...others, first], { accounts })).toEqual([]);
    expect(findingsOf(check, [...others, first])).toEqual([]);
  });
});
