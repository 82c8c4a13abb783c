import { pageSize } from '../api/version.js';
import { fitToSpan, type ReadState, splitEvenly, type Window } from './windows.js';

/** A window with less to read than this is not worth cutting: each cut costs half a page. */
const worthCuttingRows = 2.5 * pageSize;

/** Windows to ask for pages of at once, in the order of the state. */
export interface Lanes {
  readonly state: ReadState;
  readonly windows: readonly Window[];
}

/**
 * Chooses up to `most` windows to read side by side, newest first: where there are fewer, those with
 * the most left are cut. `expected` tells how many rows a window has left, by its end, where known;
 * what is cut is put in. Cutting costs no request: a part begins with a query in place of a next page.
 */
export function chooseLanes(before: ReadState, most: number, expected: Map<string, number>): Lanes {
  let state = fitToSpan(before);
  const lanes = state.span === undefined ? most : 1;
  const first = state.windows.find(isAsked);
  let chosen = first === undefined ? [] : [first];
  while (chosen.length > 0 && chosen.length < lanes) {
    const cut = cutLargest(state, chosen, lanes, expected);
    if (cut === undefined) {
      const next = state.windows.find((window) => isAsked(window) && !chosen.includes(window));
      if (next === undefined) break;
      chosen = [...chosen, next];
      continue;
    }
    state = cut.state;
    chosen = [...cut.windows];
  }
  return { state, windows: chosen };
}

function isAsked(window: Window): boolean {
  return window.bulk === undefined;
}

/** The largest of the windows in two parts, or a single one in as many as there are lanes. */
function cutLargest(
  state: ReadState,
  chosen: readonly Window[],
  lanes: number,
  expected: Map<string, number>,
): Lanes | undefined {
  const left = (window: Window) => expected.get(window.to) ?? 0;
  const [largest] = [...chosen].sort((one, other) => left(other) - left(one));
  if (largest === undefined || left(largest) < worthCuttingRows) return undefined;
  const parts = chosen.length === 1 ? lanes : 2;
  const cut = splitEvenly(state, largest, parts);
  if (cut === state) return undefined;
  const rows = left(largest) / parts;
  const made = cut.windows.filter((window) => !state.windows.includes(window));
  for (const window of made) expected.set(window.to, rows);
  const others = new Set([...chosen.filter((window) => window !== largest), ...made]);
  return { state: cut, windows: cut.windows.filter((window) => others.has(window)) };
}
