import { describe, expect, it } from 'vitest';

import { axisTicks, filledBars, heightOf, labelledBars, spanOf } from './bars.js';

const hour = 3_600_000;

describe('filledBars', () => {
  it('covers the whole period, beginning where the first span does', () => {
    const bars = filledBars(
      [{ at: 2 * hour, values: [4, 1] }],
      { from: 1.5 * hour, to: 4 * hour, bucketMs: hour },
      2,
    );

    expect(bars).toEqual([
      { at: hour, values: [0, 0] },
      { at: 2 * hour, values: [4, 1] },
      { at: 3 * hour, values: [0, 0] },
    ]);
  });

  it('has none where the period is over before it begins', () => {
    expect(filledBars([], { from: 5 * hour, to: hour, bucketMs: hour }, 2)).toEqual([]);
  });
});

it('a bar is as high as its series together', () => {
  expect(heightOf({ at: 0, values: [4, 1] })).toBe(5);
});

describe('axisTicks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [100, [0, 50, 100]],
    [412, [0, 200, 400, 600]],
    [9_100, [0, 5_000, 10_000]],
  ])('up to %d', (highest, ticks) => {
    expect(axisTicks(highest)).toEqual(ticks);
  });
});

it('a span has its ends in order', () => {
  expect(spanOf(7, 3)).toEqual({ first: 3, last: 7 });
});

it('labels are evenly apart, and no more than fit', () => {
  expect(labelledBars(120, 6)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(labelledBars(3, 6)).toEqual([0, 1, 2]);
  expect(labelledBars(0, 6)).toEqual([]);
});
