import { describe, expect, it } from 'vitest';

import type { Finding } from '../../api/findings.js';
import { foldFindings } from './groups.js';

function findingsOf(checks: string): readonly Finding[] {
  return [...checks].map((check, index) => ({
    ...{ id: `${check}${index}`, check, severity: 'high', status: 'new', accounts: [] },
    ...{ title: '', integrationId: 'i', subject: '', timesSeen: 1 },
    ...{ firstSeen: '', lastSeen: '', firstAt: '', lastAt: '', statusAt: '' },
    ...{ disposition: null, reason: null, mutedUntil: null },
  }));
}

const keysOf = (checks: string, open: readonly string[] = []) =>
  foldFindings(findingsOf(checks), { totals: { a: 93 }, open }).map(({ key }) => key);

describe('foldFindings', () => {
  it('folds four of a check into one line, in the place of the first', () => {
    expect(keysOf('bacaada')).toEqual(['b0', 'check:a', 'c2', 'd5']);
  });

  it('leaves three alone', () => {
    expect(keysOf('abaca')).toEqual(['a0', 'b1', 'a2', 'c3', 'a4']);
  });

  it('shows those of an open check below its line', () => {
    expect(keysOf('baaaa', ['a'])).toEqual(['b0', 'check:a', 'a1', 'a2', 'a3', 'a4']);
  });

  it('folds nothing where there is one check only', () => {
    expect(keysOf('aaaaa')).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  });

  it('counts those that are not loaded, too', () => {
    const [row] = foldFindings(findingsOf('aaaab'), { totals: { a: 93 }, open: [] });

    expect(row).toMatchObject({ kind: 'group', total: 93, isOpen: false });
  });
});
