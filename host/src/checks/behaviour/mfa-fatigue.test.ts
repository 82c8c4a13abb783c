import { describe, expect, it } from 'vitest';

import type { FactorEvent } from './events/event.js';
import { beginning, findingsOf, signIn } from './testing/history.js';

const check = 'mfa-fatigue';
const start = signIn({ minute: 0 });

function asked(minutes: readonly number[], outcome = 'failure'): readonly FactorEvent[] {
  return minutes.map((minute) => ({
    type: 'factor',
    id: `f${minute}${outcome}`,
    at: beginning + minute * 60_000,
    account: 'ada',
    outcome,
    method: 'push',
    signIn: `s${minute}`,
  }));
}

describe(check, () => {
  it('finds five refusals within ten minutes, with their sign-ins', () => {
    const findings = findingsOf(check, [start, ...asked([1, 3, 5, 7, 9])]);

    expect(findings).toMatchObject([
      { subject: 'ada', severity: 'high', evidence: { signInIds: ['s1', 's3', 's5', 's7', 's9'] } },
    ]);
    expect(findings[0]?.evidence.records).toHaveLength(5);
  });

  it('finds ten within an hour', () => {
    const slow = Array.from({ length: 10 }, (_, place) => place * 6);

    expect(findingsOf(check, [start, ...asked(slow)])).toHaveLength(1);
  });

  it('is critical when one is granted at last', () => {
    const events = [...asked([1, 2, 3, 4, 5]), ...asked([12], 'success')];

    expect(findingsOf(check, [start, ...events])).toMatchObject([{ severity: 'critical' }]);
  });

  it('stays high when the owner signs in much later', () => {
    const events = [...asked([1, 2, 3, 4, 5]), ...asked([16], 'success')];

    expect(findingsOf(check, [start, ...events])).toMatchObject([{ severity: 'high' }]);
  });

  it('says nothing about four, or about nine in an hour', () => {
    const slow = Array.from({ length: 9 }, (_, place) => place * 6);

    expect(findingsOf(check, [start, ...asked([1, 2, 3, 4])])).toEqual([]);
    expect(findingsOf(check, [start, ...asked(slow)])).toEqual([]);
  });

  it('says nothing about requests that wait and are then granted', () => {
    const events = [0, 10, 20, 30, 40].flatMap((each) => [
      ...asked([each], 'pending'),
      ...asked([each + 0.5], 'success'),
    ]);

    expect(findingsOf(check, [start, ...events])).toEqual([]);
  });

  it('says nothing about requests that only wait, as on a slow network', () => {
    expect(findingsOf(check, [start, ...asked([1, 2, 3, 4, 5, 6], 'pending')])).toEqual([]);
  });
});
