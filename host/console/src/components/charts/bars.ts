/** A span of time and how much of each series is in it. */
export interface Bar {
  /** Its begin, in ms since 1970. */
  readonly at: number;
  /** One for each series, the lowest first. */
  readonly values: readonly number[];
}

/** A part of the bars, both ends included. */
export interface BarSpan {
  readonly first: number;
  readonly last: number;
}

interface Period {
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
}

/** Bars for the whole of a period: spans in which nothing happened have a bar of no height. */
export function filledBars(
  bars: readonly Bar[],
  { from, to, bucketMs }: Period,
  series: number,
): readonly Bar[] {
  const known = new Map(bars.map((bar) => [bar.at, bar]));
  const nothing = Array.from({ length: series }, () => 0);
  const first = Math.floor(from / bucketMs) * bucketMs;
  const count = Math.max(0, Math.ceil((to - first) / bucketMs));
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * bucketMs;
    return known.get(at) ?? { at, values: nothing };
  });
}

/** The height of a bar, all series together. */
export function heightOf({ values }: Bar): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Where an axis has lines: from 0 in whole, round steps, three or four of them. */
export function axisTicks(highest: number): readonly number[] {
  if (highest <= 0) return [0, 1];
  const rough = highest / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (roundSteps.find((each) => each * power >= rough) ?? 10) * power);
  const count = Math.ceil(highest / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

const roundSteps = [1, 2, 2.5, 5, 10] as const;

/** Both ends in order. */
export function spanOf(one: number, other: number): BarSpan {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

/** Indexes of bars that get a label below them: about as many as fit, evenly apart. */
export function labelledBars(count: number, most: number): readonly number[] {
  if (count === 0 || most < 1) return [];
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}
