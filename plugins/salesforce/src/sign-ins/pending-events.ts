import type { Cursor } from '@rollcall/core';

import { isRow } from '../api/row.js';
import { instantLiteral } from '../api/soql.js';
import { pageSize } from '../api/version.js';
import type { Question } from '../reading/ask.js';
import type { EventStream } from '../streams/event-stream.js';
import {
  oldestPending,
  planWindows,
  type Reach,
  type ReadState,
  type Window,
  withoutExpired,
} from './windows.js';

/** What a run has to read of one stream of events. */
export interface PendingEvents {
  readonly stream: EventStream;
  readonly state: ReadState;
  readonly reach: Reach;
  /** Whether the last run saw nothing but the integration user's own rows. */
  readonly sawOwnOnly: boolean;
}

/** What is to be read of a stream, from where the last run came to. */
export function pendingEvents(
  stream: EventStream,
  cursor: Cursor | undefined,
  reach: Reach,
): PendingEvents {
  const sawOwnOnly = isRow(cursor) && cursor.sees === 'own';
  const state = withoutExpired(planWindows(cursor, reach), reach.now);
  return { stream, state, reach, sawOwnOnly };
}

/** One window instead of several where all that is to be read fits into a page. */
export function inOneWindow(pending: PendingEvents, rows: number | undefined): PendingEvents {
  const { windows } = pending.state;
  const [first, ...others] = windows;
  const isWhole = windows.every((window) => !window.after && !window.bulk);
  if (first === undefined || rows === undefined || rows > pageSize || !isWhole) return pending;
  const from = windows.map((window) => window.from).sort()[0] ?? first.from;
  const joined = { ...first, from };
  return others.length === 0
    ? pending
    : { ...pending, state: { ...pending.state, windows: [joined] } };
}

/** Whether the permissions held prove that every row of the stream is visible. */
export function seesAllEvents(stream: EventStream, held: ReadonlySet<string> | undefined): boolean {
  return stream.allRowsBy.some((name) => held?.has(name) ?? false);
}

/** Begins anew where only the own rows could be seen before and all of them can now. */
export function withAllVisible(
  pending: PendingEvents,
  held: ReadonlySet<string> | undefined,
): PendingEvents {
  if (!pending.sawOwnOnly || !seesAllEvents(pending.stream, held)) return pending;
  return { ...pending, state: planWindows(undefined, pending.reach), sawOwnOnly: false };
}

/** The window whose first page can be read along with other questions: it is the only one, and short. */
function shortWindow(state: ReadState): Window | undefined {
  const [window, ...more] = state.windows.filter(({ bulk }) => bulk === undefined);
  if (window?.open !== true || more.length > 0 || state.span !== undefined) return undefined;
  const isRecent = Date.parse(window.to) - Date.parse(window.from) <= 7 * 24 * 3_600_000;
  return window.after === undefined && isRecent ? window : undefined;
}

/** Asks for the first page of what is new; `undefined` where there is more than that to read. */
export function firstPageQuestion({ stream, state }: PendingEvents): Question | undefined {
  const window = shortWindow(state);
  if (window === undefined) return undefined;
  const { object, timeField, required: fields, optional } = stream;
  return {
    ...{ key: object, object, fields, optional },
    where: windowConditions(stream, window),
    orderBy: `${timeField}, Id`,
  };
}

/** Asks how many rows are still to be read. */
export function countQuestion({ stream, state }: PendingEvents): Question | undefined {
  const from = oldestPending(state);
  if (from === undefined) return undefined;
  const where = [`${stream.timeField} >= ${instantLiteral(from)}`];
  return { key: stream.object, object: stream.object, fields: ['COUNT()'], where };
}

/** The conditions of a window's rows, from its position on. */
export function windowConditions(
  { timeField }: EventStream,
  { from, to, after }: Window,
): readonly string[] {
  const begin = `${timeField} >= ${instantLiteral(after?.time ?? from)}`;
  return [begin, `${timeField} < ${instantLiteral(to)}`];
}
