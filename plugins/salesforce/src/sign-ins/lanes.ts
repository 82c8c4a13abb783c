import { partsOf, worthCuttingRows } from '../transport/composite-rounds.js';
import { fitToSpan, type ReadState, splitEvenly, type Window } from './windows.js';

/** Windows to ask for pages of at once, in the order of the state. */
export interface Lanes {
  readonly state: ReadState;
  readonly windows: readonly Window[];
}

/** What is known of the windows, by their ends. */
export interface Remaining {
  /** Rows that are left, where known. */
  readonly rows: Map<string, number>;
  /** Those that are parts of a longer one. */
  readonly parts: Set<string>;
}

/**
 * Chooses up to `most` windows to read side by side, newest first: where there are fewer, the one
 * with the most left is cut, and only where none is worth that, an older one is begun. Parts are put
 * into what is known. Cutting costs no request: a part begins with a query in place of a next page.
 */
export function chooseLanes(before: ReadState, most: number, known: Remaining): Lanes {
  let state = fitToSpan(before);
  const lanes = state.span === undefined ? most : 1;
  const first = state.windows.find(isAsked);
  let chosen = first === undefined ? [] : [first];
  while (chosen.length > 0 && chosen.length < lanes) {
    const next = state.windows.find((window) => isAsked(window) && !chosen.includes(window));
    const isPart = next !== undefined && known.parts.has(next.to);
    const cut = isPart ? undefined : cutLargest(state, chosen, lanes, known);
    if (cut !== undefined) {
      state = cut.state;
      chosen = [...cut.windows];
    } else if (next !== undefined) chosen = [...chosen, next];
    else break;
  }
  return { state, windows: chosen };
}

function isAsked(window: Window): boolean {
  return window.bulk === undefined;
}

/** The windows with the largest of them cut, so that every lane has one. */
function cutLargest(
  state: ReadState,
  chosen: readonly Window[],
  lanes: number,
  known: Remaining,
): Lanes | undefined {
  const left = (window: Window) => known.rows.get(window.to) ?? 0;
  const [largest] = [...chosen].sort((one, other) => left(other) - left(one));
  if (largest === undefined || left(largest) < worthCuttingRows) return undefined;
  const parts = partsOf(left(largest), lanes - chosen.length + 1);
  const cut = splitEvenly(state, largest, parts);
  if (cut === state) return undefined;
  const rows = left(largest) / parts;
  const made = cut.windows.filter((window) => !state.windows.includes(window));
  for (const window of made) {
    known.rows.set(window.to, rows);
    known.parts.add(window.to);
  }
  const others = new Set([...chosen.filter((window) => window !== largest), ...made]);
  return { state: cut, windows: cut.windows.filter((window) => others.has(window)) };
}
