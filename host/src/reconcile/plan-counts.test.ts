import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planCounts } from './plan-counts.js';
import { type ComparedSpan, withComparison, withReadAgain } from './spans.js';

const hour = 3_600_000;
const day = 24 * hour;
const now = new Date('2026-06-30T12:30:00Z');
const at = (days: number) => new Date(now.getTime() - (30 * hour) / 60 - days * day);
const oldest = at(180);
const facts = { spans: [], oldest, readUntil: now, now };

function span(from: Date, to: Date, change: Partial<ComparedSpan> = {}): ComparedSpan {
  return {
    ...{ from, to, stored: 10, provider: 10, checkedAt: at(2), status: 'complete' },
    ...{ readAgain: 0, readAgainAt: undefined },
    ...change,
  };
}

const text = (from: Date, to: Date) => ({ from: from.toISOString(), to: to.toISOString() });

describe('planCounts', () => {
  it('counts everything that is over, in one span', () => {
    expect(planCounts(facts)).toEqual({ count: [text(oldest, at(1))], readAgain: [] });
  });

  it('counts nothing beyond what was read', () => {
    expect(planCounts({ ...facts, readUntil: at(5) }).count).toEqual([text(oldest, at(5))]);
    expect(planCounts({ ...facts, readUntil: at(200) }).count).toEqual([]);
  });

  it('counts once a day', () => {
    const spans = [span(oldest, at(2), { checkedAt: new Date(now.getTime() - 19 * hour) })];

    expect(planCounts({ ...facts, spans }).count).toEqual([]);
    expect(planCounts({ ...facts, spans, now: new Date(now.getTime() + 2 * hour) }).count).toEqual([
      text(oldest, new Date(at(1).getTime() + 2 * hour)),
    ]);
  });

  it('cuts a large span that differs, until little is to be read again', () => {
    const large = span(at(17), at(1), { status: 'differs', stored: 5000, provider: 5001 });

    const { count, readAgain } = planCounts({ ...facts, spans: [large] });

    expect(readAgain).toEqual([]);
    expect(count).toHaveLength(8);
    expect([count[0]?.from, count[7]?.to]).toEqual(Object.values(text(at(17), at(1))));
  });

  it('has a small one read again, counts it with the next run, and gives up after two readings', () => {
    let spans: readonly ComparedSpan[] = [];
    const differing = { from: at(3), to: at(2), stored: 9, provider: 10 };
    const seen: string[] = [];
    for (let run = 0; run < 8; run += 1) {
      const then = new Date(now.getTime() + run * 60_000);
      if (run === 0) spans = withComparison(spans, { ...differing, at: then });
      const { count, readAgain } = planCounts({ ...facts, spans, now: then });
      if (count.length > 0) spans = withComparison(spans, { ...differing, at: then });
      const begins = readAgain.map(({ from }) => new Date(from));
      spans = withReadAgain(spans, begins, new Date(then.getTime() + 30_000));
      seen.push(`${count.length} ${readAgain.length} ${spans[0]?.status}`);
    }

    expect(seen.slice(0, 5)).toEqual([
      '0 1 differs',
      '1 0 differs',
      '0 1 differs',
      '1 0 gap',
      '0 0 gap',
    ]);
    expect(seen.slice(5)).toEqual(['0 0 gap', '0 0 gap', '0 0 gap']);
    expect(spans[0]).toMatchObject({ stored: 9, provider: 10, readAgain: 2 });
  });

  it('counts gaps again each day: what came late after all completes them', () => {
    const gap = span(at(10), at(9), { status: 'gap', stored: 9, readAgain: 2 });
    const spans = [span(oldest, at(10)), gap, span(at(9), at(2))];

    const { count, readAgain } = planCounts({ ...facts, spans });

    expect(readAgain).toEqual([]);
    expect(count).toEqual([text(oldest, at(10)), text(at(10), at(9)), text(at(9), at(1))]);
  });

  it('asks for spans that are whole hours, over, in order, and do not overlap, whatever is known', () => {
    const cut = fc.integer({ min: 0, max: 200 * 24 });
    const status = fc.constantFrom('complete' as const, 'differs' as const, 'gap' as const);
    const known = fc.array(fc.tuple(cut, status, fc.integer({ min: 0, max: 9000 })));
    fc.assert(
      fc.property(known, cut, (cuts, read) => {
        const ends = [...new Map(cuts.map((each) => [each[0], each]))].sort(([a], [b]) => b - a);
        const spans = ends.slice(1).map(([end, [, state, provider]], index) => {
          const begin = ends[index]?.[0] ?? end;
          return span(at(begin / 24), at(end / 24), { status: state, provider });
        });
        const { count, readAgain } = planCounts({ ...facts, spans, readUntil: at(read / 24) });
        for (const list of [count, readAgain]) {
          const times = list.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
          const sorted = [...times].sort((a, b) => a - b);
          expect([...new Set(times)].every((time) => time % hour === 0)).toBe(true);
          expect(list.every(({ from, to }) => from < to)).toBe(true);
          expect(Math.max(0, ...times)).toBeLessThanOrEqual(now.getTime() - day);
          expect(times.length).toBe(sorted.length);
        }
        const both = [...count, ...readAgain].sort((a, b) => (a.from < b.from ? -1 : 1));
        for (const [index, { from }] of both.entries()) {
          expect(from >= (both[index - 1]?.to ?? '')).toBe(true);
        }
      }),
    );
  });
});

describe('spans', () => {
  it('become one where neighbours are complete', () => {
    const spans = withComparison([span(oldest, at(3)), span(at(2), at(1))], {
      ...{ from: at(3), to: at(2), stored: 5, provider: 4, at: now },
    });

    expect(spans).toMatchObject([{ from: oldest, to: at(1), stored: 25, provider: 24 }]);
  });

  it('take the place of what they cut', () => {
    const large = span(at(5), at(1), { status: 'differs', provider: 50 });

    const spans = withComparison([large], {
      ...{ from: at(3), to: at(2), stored: 1, provider: 2, at: now },
    });

    expect(spans).toMatchObject([{ from: at(3), to: at(2), status: 'differs', readAgain: 0 }]);
  });
});
