import type { Cursor } from '@rollcall/core';

import { isRow, type Row } from '../api/row.js';

/** How long the checkpoint stays behind the org's present: rows become visible late. */
const settleMs = 2 * 60_000;
/** How far before its checkpoint a run begins. */
const overlapMs = 15 * 60_000;
/**
 * How far the first collection reaches. Orgs keep six months, some rows longer: whatever is there is
 * read, and a window without rows costs no request of its own.
 */
const reachMs = 3 * 366 * 24 * 3_600_000;
/** What is read first: the part that questions are asked about. */
const recentMs = 90 * 24 * 3_600_000;
/** How far past the present an open window reaches: the org's time is known to a second only. */
const aheadMs = 60_000;
/** A window that times out is halved, but not below this. */
const floorMs = 60_000;

/** Orgs keep jobs for seven days. */
const keptMs = 6.5 * 24 * 3_600_000;

/** “After this row of the ordered query.” */
export interface Position {
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  readonly id: string;
}

/** A Bulk job that reads a window. Its rows come in no order: what is read of it is told by the locator. */
export interface BulkResult {
  /** Id of the job. */
  readonly job: string;
  /** When it was made, and when to ask for it next; ISO 8601, the org's time. */
  readonly madeAt: string;
  readonly pollAt: string;
  /** Rows that it is expected to give, and those that are stored. */
  readonly rows: number;
  readonly read: number;
  /** Whether its result is known to be there. */
  readonly isComplete: boolean;
  /** The next page that is not stored; the first one when absent. */
  readonly locator?: string;
}

/** A span of time that is still to be read: `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: string;
  readonly to: string;
  /** The last row that was read of it. */
  readonly after?: Position;
  /** Whether its end is the present: a later run moves the end instead of beginning anew. */
  readonly open?: boolean;
  /** The job that reads it. Such a window is never open: the job read up to when it was made. */
  readonly bulk?: BulkResult;
}

/** Everything that is still to read of a stream of events. */
export interface ReadState {
  /** Up to here everything is read, or listed in `windows`. Never closer to the present than `settleMs`. */
  readonly head: string;
  /** In the order of reading, newest first. */
  readonly windows: readonly Window[];
  /** Longest window that the org answers in time; absent while it answers any. */
  readonly span?: number;
}

/** When a run happens, and how far back it may reach. */
export interface Reach {
  /** The org's present. */
  readonly now: Date;
  /** The oldest instant that the person wants. */
  readonly notBefore: string | undefined;
}

/** What a run has to read, from where the last one came to. */
export function planWindows(cursor: Cursor | undefined, reach: Reach): ReadState {
  const saved = readState(cursor);
  const oldest = oldestOf(reach);
  if (saved === undefined) return firstState(reach.now, oldest);
  const windows = saved.windows.flatMap((window) => clip(window, oldest) ?? []);
  const end = iso(reach.now.getTime() + aheadMs);
  const open = windows.find((window) => window.open === true);
  if (open) {
    const moved = { ...open, to: later(end, open.to) };
    return { ...saved, windows: windows.map((window) => (window === open ? moved : window)) };
  }
  const from = later(iso(Date.parse(saved.head) - overlapMs), iso(oldest));
  const older = windows.flatMap((window) =>
    window.to > from ? (cutEnd(window, from) ?? []) : window,
  );
  return {
    head: later(saved.head, iso(reach.now.getTime() - settleMs)),
    windows: [...(from < end ? [{ from, to: end, open: true }] : []), ...older],
    ...(older.length > 0 && saved.span !== undefined ? { span: saved.span } : {}),
  };
}

/**
 * The state once a page is read: the position moved, or the window done. Where that page was all of
 * it, the next window may be longer: years are not read in minutes because of one slow answer.
 */
export function advance(
  state: ReadState,
  window: Window,
  page: { readonly last: Position | undefined; readonly isLast: boolean },
): ReadState {
  const next = page.last === undefined ? window : { ...window, after: page.last };
  const windows = state.windows.flatMap((entry) =>
    entry === window ? (page.isLast ? [] : [next]) : [entry],
  );
  const isShort = page.isLast && window.after === undefined;
  if (!isShort || state.span === undefined) return { ...state, windows };
  return { ...state, windows, span: state.span * 2 };
}

/**
 * The state after the org gave up on a window: two halves, the newer first.
 * `undefined` when the window is as short as it may be.
 */
export function halve(state: ReadState, window: Window): ReadState | undefined {
  const begin = Date.parse(window.after?.time ?? window.from);
  const length = Date.parse(window.to) - begin;
  if (length <= floorMs) return undefined;
  const half = Math.max(floorMs, Math.ceil(length / 2));
  return { ...splitOff(state, window, half), span: half };
}

/** The state with the first window that queries read no longer than the span that the org answers in time. */
export function fitToSpan(state: ReadState): ReadState {
  const window = state.windows.find((entry) => entry.bulk === undefined);
  if (window === undefined || state.span === undefined) return state;
  const begin = Date.parse(window.after?.time ?? window.from);
  const length = Date.parse(window.to) - begin;
  return length > state.span ? splitOff(state, window, state.span) : state;
}

/** The state with a window cut into parts of equal length, newest first. Too short a window stays whole. */
export function splitEvenly(state: ReadState, window: Window, parts: number): ReadState {
  const begin = Date.parse(window.after?.time ?? window.from);
  const part = Math.floor((Date.parse(window.to) - begin) / parts);
  if (part < floorMs) return state;
  let split = state;
  let rest = window;
  for (let made = 1; made < parts; made += 1) {
    split = splitOff(split, rest, part);
    const older = split.windows.find((entry) => entry.from === rest.from);
    if (older === undefined) return split;
    rest = older;
  }
  return split;
}

/**
 * The state with the windows that adjoin the newest joined to it, for one job to read. What queries
 * had read of the oldest of them stays read.
 */
export function joinAdjoining(state: ReadState): ReadState {
  let [joined, ...older] = state.windows;
  if (joined === undefined) return state;
  for (const window of state.windows.slice(1)) {
    if (joined.bulk || joined.after || window.bulk || window.to < joined.from) break;
    const { after } = window;
    joined = { ...joined, from: window.from, ...(after ? { after } : {}) };
    older = older.slice(1);
  }
  return { ...state, windows: [joined, ...older] };
}

/** The state with a window that a job reads from now on, or goes on reading. */
export function withBulk(state: ReadState, window: Window, bulk: BulkResult): ReadState {
  const { open, after, ...span } = window;
  const taken: Window = { ...span, from: after?.time ?? span.from, bulk };
  return replaceWindow(state, window, taken);
}

/** The state without a window's job: queries read it instead, from its beginning. */
export function withoutBulk(state: ReadState, window: Window): ReadState {
  const { bulk, ...span } = window;
  return replaceWindow(state, window, span);
}

/** The state whose jobs the org still keeps: the windows of others are read anew. */
export function withoutExpired(state: ReadState, now: Date): ReadState {
  const expired = state.windows.filter(
    ({ bulk }) => bulk !== undefined && now.getTime() - Date.parse(bulk.madeAt) > keptMs,
  );
  return expired.reduce(withoutBulk, state);
}

function replaceWindow(state: ReadState, window: Window, taken: Window): ReadState {
  const windows = state.windows.map((entry) => (entry === window ? taken : entry));
  return { ...state, windows };
}

function splitOff(state: ReadState, window: Window, newestMs: number): ReadState {
  const middle = iso(Date.parse(window.to) - newestMs);
  const { open, after, ...span } = window;
  const newer: Window = { from: middle, to: span.to, ...(open ? { open } : {}) };
  const older: Window = { from: span.from, to: middle, ...(after ? { after } : {}) };
  const windows = state.windows.flatMap((entry) => (entry === window ? [newer, older] : [entry]));
  return { ...state, windows };
}

/** The oldest instant that queries still have to read; `undefined` when there is none. */
export function oldestPending(state: ReadState): string | undefined {
  const asked = state.windows.filter((window) => window.bulk === undefined);
  return asked.map((window) => window.after?.time ?? window.from).sort()[0];
}

/** The state that a cursor holds. */
export function readState(cursor: Cursor | undefined): ReadState | undefined {
  if (!isRow(cursor) || cursor.v !== 1 || typeof cursor.head !== 'string') return undefined;
  const windows = Array.isArray(cursor.windows) ? cursor.windows.filter(isRow) : [];
  const span = cursor.span;
  return {
    head: cursor.head,
    windows: windows.flatMap((row) => readWindow(row) ?? []),
    ...(typeof span === 'number' ? { span } : {}),
  };
}

/** The cursor that holds a state. */
export function writeState(state: ReadState): { readonly [key: string]: Cursor } {
  return {
    v: 1,
    head: state.head,
    windows: state.windows.map((window) => ({
      from: window.from,
      to: window.to,
      ...(window.after ? { after: { time: window.after.time, id: window.after.id } } : {}),
      ...(window.open ? { open: true } : {}),
      ...(window.bulk ? { bulk: { ...window.bulk } } : {}),
    })),
    ...(state.span === undefined ? {} : { span: state.span }),
  };
}

function readWindow(row: Row): Window | undefined {
  const { from, to, after, open } = row;
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const position =
    isRow(after) && typeof after.time === 'string' && typeof after.id === 'string'
      ? { after: { time: after.time, id: after.id } }
      : {};
  const bulk = readBulk(row.bulk);
  return {
    ...{ from, to, ...position },
    ...(open === true ? { open } : {}),
    ...(bulk === undefined ? {} : { bulk }),
  };
}

function readBulk(row: unknown): BulkResult | undefined {
  if (!isRow(row)) return undefined;
  const { job, madeAt, pollAt, rows, read, locator } = row;
  if (typeof job !== 'string' || typeof madeAt !== 'string' || typeof pollAt !== 'string') {
    return undefined;
  }
  return {
    ...{ job, madeAt, pollAt, isComplete: row.isComplete === true },
    rows: typeof rows === 'number' ? rows : 0,
    read: typeof read === 'number' ? read : 0,
    ...(typeof locator === 'string' ? { locator } : {}),
  };
}

function firstState(now: Date, oldest: number): ReadState {
  const recent = Math.max(oldest, now.getTime() - recentMs);
  const windows: Window[] = [];
  if (recent < now.getTime())
    windows.push({ from: iso(recent), to: iso(now.getTime() + aheadMs), open: true });
  if (oldest < recent) windows.push({ from: iso(oldest), to: iso(recent) });
  return { head: iso(now.getTime() - settleMs), windows };
}

function oldestOf(reach: Reach): number {
  const kept = reach.now.getTime() - reachMs;
  const wanted = reach.notBefore === undefined ? kept : Date.parse(reach.notBefore);
  return Number.isNaN(wanted) ? kept : Math.max(kept, wanted);
}

/** The part of a window that the org still keeps and the person still wants. */
function clip(window: Window, oldest: number): Window | undefined {
  if (Date.parse(window.to) <= oldest) return undefined;
  return Date.parse(window.from) >= oldest ? window : { ...window, from: iso(oldest) };
}

/** The window up to `to`; nothing when it is read that far. */
function cutEnd(window: Window, to: string): Window | undefined {
  if (window.from >= to || (window.after !== undefined && window.after.time >= to))
    return undefined;
  return { ...window, to };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
