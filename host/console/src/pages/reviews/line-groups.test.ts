import { describe, expect, it } from 'vitest';

import type { ReviewLine } from '../../api/reviews.js';
import { groupsOf, shownLines } from './line-groups.js';

function aLine(line: number, group: string, decision: ReviewLine['decision'] = null): ReviewLine {
  const facts = { kind: 'sign-ins', group, value: `${line}` } as ReviewLine['facts'];
  return {
    line,
    title: '',
    why: '',
    facts,
    decision,
    note: null,
    decidedBy: null,
    decidedAt: null,
  };
}

const lines = [aLine(1, 'account'), aLine(2, 'account', 'accept'), aLine(3, 'country')];
const numbers = (shown: readonly ReviewLine[]) => shown.map(({ line }) => line);

describe('lines of a review', () => {
  it('are counted by their groups, in their order', () => {
    expect(groupsOf(lines)).toEqual([
      { value: 'account', label: 'Accounts', lines: 2, waiting: 1 },
      { value: 'country', label: 'Countries', lines: 1, waiting: 1 },
    ]);
  });

  it('are those of the group and state that were chosen', () => {
    const none = new Set<number>();

    expect(numbers(shownLines(lines, { group: undefined, show: 'all' }, none))).toEqual([1, 2, 3]);
    expect(numbers(shownLines(lines, { group: 'account', show: 'waiting' }, none))).toEqual([1]);
    expect(numbers(shownLines(lines, { group: 'account', show: 'judged' }, none))).toEqual([2]);
  });

  it('stay in sight after they were judged', () => {
    const shown = shownLines(lines, { group: 'account', show: 'waiting' }, new Set([2]));

    expect(numbers(shown)).toEqual([1, 2]);
  });
});
