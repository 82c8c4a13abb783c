import { describe, expect, it } from 'vitest';

import type { Evaluation } from '../evaluate.js';
import { missedBars } from './bars.js';
import { ratio } from './share.js';

interface Figures {
  readonly found: number;
  readonly right: number;
  readonly isLiteral: boolean;
  readonly falseWith: number;
  readonly high: number;
  readonly fromMemory: number;
}

const good: Figures = {
  found: 9,
  right: 9,
  isLiteral: false,
  falseWith: 0.1,
  high: 0.5,
  fromMemory: 200_000,
};

/** A company with ten instances of which one check makes ten findings. */
function company(figures: Partial<Figures>): Evaluation {
  const { found, right, isLiteral, falseWith, high, fromMemory } = { ...good, ...figures };
  const takeovers = { any: ratio(1, 1), medium: ratio(1, 1), high: ratio(1, 1) };
  const check = {
    check: 'some-check',
    kind: 'behaviour',
    status: 'fail',
    findings: 10,
    precision: ratio(right, 10),
    recall: ratio(found, 10),
    isLiteral,
    missed: [],
    withoutCause: [],
  } as const;
  return {
    seed: 1,
    instances: [],
    statistics: {} as Evaluation['statistics'],
    score: {
      checks: [check],
      alerts: { info: 0, low: 0, medium: 0, high: 0, critical: 0 },
      highWithoutCause: high,
      takeovers,
      missedTakeovers: [],
      takeoversInFirst30Days: takeovers,
      atBudget: [],
    },
    travel: {
      falseWithout: 3,
      falseWith,
      fewer: 3 / falseWith,
      recallWithout: ratio(10, 10),
      recallWith: ratio(10, 10),
    },
    signInsPerSecond: { fromMemory, fromDatabase: null },
    peakBytes: 0,
    seconds: { loading: 0, behaviour: 0, sets: {} },
  };
}

describe('the bars', () => {
  it('are met at nine of ten, and thirty times fewer', () => {
    expect(missedBars([company({})])).toEqual([]);
    expect(missedBars([company({ falseWith: 0 })])).toEqual([]);
  });

  it('are missed below, each by itself', () => {
    expect(missedBars([company({ found: 8 })])).toEqual([
      'some-check finds 8 of 10 of what it claims',
    ]);
    expect(missedBars([company({ right: 8 })])).toEqual(['some-check is right in 8 of 10']);
    expect(missedBars([company({ falseWith: 0.2 })])).toHaveLength(1);
    expect(missedBars([company({ high: 1.1 })])).toHaveLength(1);
    expect(missedBars([company({ fromMemory: 99_999 })])).toHaveLength(1);
  });

  it('take companies together, and facts for right', () => {
    expect(missedBars([company({ found: 8 }), company({ found: 10 })])).toEqual([]);
    expect(missedBars([company({ right: 0, isLiteral: true })])).toEqual([]);
  });
});
