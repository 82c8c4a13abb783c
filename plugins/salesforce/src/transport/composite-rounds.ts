import { compositeQueries } from '../api/composite.js';
import { pageSize } from '../api/version.js';

/** A window with less to read than this is not worth cutting: each cut costs half a page. */
export const worthCuttingRows = 2.5 * pageSize;

/** Parts of equal length never have equally many rows: some of them need one page more. */
const unevenness = 0.05;

interface Lane {
  readonly rows: number;
  /** Whether it was asked for a page before: what it has left is known. */
  readonly isKnown: boolean;
  readonly isPart: boolean;
}

/**
 * Composites that reading `windows` windows takes which share `rows` evenly, when a page has `size`
 * rows at most: by the same choice of windows as the reading makes, so that a plan is what is spent.
 */
export function compositeRounds(rows: number, windows: number, size: number): number {
  const each = rows / Math.max(1, windows);
  let lanes: readonly Lane[] = Array.from({ length: Math.max(1, windows) }, () => ({
    ...{ rows: each, isKnown: false, isPart: false },
  }));
  let rounds = 0;
  while (lanes.length > 0) {
    const { chosen, others } = choose(lanes);
    const read = chosen.map((lane) => ({ ...lane, rows: lane.rows - size, isKnown: true }));
    // what is less than a row comes of the division
    lanes = [...read.filter((lane) => lane.rows >= 1), ...others];
    rounds += 1;
  }
  return rounds;
}

interface Choice {
  readonly chosen: readonly Lane[];
  readonly others: readonly Lane[];
}

function choose(lanes: readonly Lane[]): Choice {
  let chosen: readonly Lane[] = lanes.slice(0, 1);
  let others: readonly Lane[] = lanes.slice(1);
  while (chosen.length < compositeQueries) {
    const [next, ...more] = others;
    const cut = next?.isPart ? undefined : cutLargest(chosen);
    if (cut !== undefined) chosen = cut;
    else if (next !== undefined) [chosen, others] = [[...chosen, next], more];
    else break;
  }
  return { chosen, others };
}

function cutLargest(chosen: readonly Lane[]): readonly Lane[] | undefined {
  const known = chosen.filter(({ isKnown }) => isKnown);
  const [largest] = [...known].sort((one, other) => other.rows - one.rows);
  if (largest === undefined || largest.rows < worthCuttingRows) return undefined;
  const parts = partsOf(largest.rows, compositeQueries - chosen.length + 1);
  const made = Array.from({ length: parts }, (_, place): Lane => {
    const share = 1 + unevenness * ((2 * place + 1) / parts - 1);
    return { rows: (largest.rows / parts) * share, isKnown: true, isPart: true };
  });
  return chosen.flatMap((lane) => (lane === largest ? made : lane));
}

/** How many parts a window with so many rows is cut into: none has less than a page. */
export function partsOf(rows: number, most: number): number {
  return Math.min(most, Math.floor(rows / pageSize));
}
