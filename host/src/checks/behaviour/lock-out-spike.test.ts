import { describe, expect, it } from 'vitest';

import { evidenceOf, findingsOf, signIn } from './testing/history.js';

const check = 'lock-out-spike';

function locked(count: number, gap: number, failure = 'Password Lockout') {
  return Array.from({ length: count }, (_, place) =>
    signIn({ account: `a${place}`, failure, minute: place * gap }),
  );
}

describe(check, () => {
  it('finds five accounts that are locked within a quarter of an hour', () => {
    const rows = locked(5, 3);

    const findings = findingsOf(check, rows);

    expect(findings).toMatchObject([
      { severity: 'medium', accounts: ['a0', 'a1', 'a2', 'a3', 'a4'] },
    ]);
    expect(evidenceOf(findings)).toEqual(rows.map(({ id }) => id));
  });

  it('goes on with the same finding, and begins another after an hour of quiet', () => {
    const later = locked(5, 1).map((row) => ({ ...row, at: row.at + 3 * 3_600_000 }));

    expect(findingsOf(check, [...locked(12, 3), ...later])).toHaveLength(2);
  });

  it('takes the limit that is set', () => {
    expect(findingsOf(check, locked(3, 1), { thresholds: { accounts: 3 } })).toHaveLength(1);
  });

  it('says nothing about four, or when they come slowly', () => {
    expect(findingsOf(check, locked(4, 1))).toEqual([]);
    expect(findingsOf(check, locked(20, 5))).toEqual([]);
  });

  it('says nothing about one account that is refused again and again', () => {
    const rows = locked(20, 0.5).map((row) => ({ ...row, account: 'ada' }));

    expect(findingsOf(check, rows)).toEqual([]);
  });

  it('says nothing about other failures', () => {
    expect(findingsOf(check, locked(20, 0.5, 'Invalid Password'))).toEqual([]);
  });
});
