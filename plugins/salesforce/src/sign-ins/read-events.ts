import { RollcallError } from '@rollcall/core';

import { errorOf } from '../api/error-map.js';
import { type Fault, missingFields } from '../api/fault.js';
import { type Page, type QueryStep, readPage } from '../api/query.js';
import { id, instant, type Row } from '../api/row.js';
import { instantLiteral, soql, textLiteral } from '../api/soql.js';
import { learnAbsent } from '../reading/knowledge.js';
import { type Reading, stopIfAborted } from '../reading/read-tables.js';
import type { EventStream } from '../streams/event-stream.js';
import { windowConditions } from './pending-events.js';
import {
  advance,
  fitToSpan,
  halve,
  type Position,
  type ReadState,
  type Window,
} from './windows.js';

const maxRestarts = 3;
const maxRetries = 2;

/** Rows that were read, and the state once they are stored. */
export interface EventPage {
  readonly rows: readonly Row[];
  readonly state: ReadState;
}

/**
 * Reads the windows of a state, newest first, each in the order (time, id). Every page moves the
 * state, so that another process continues after it. The first page may have been read already.
 * @throws `CURSOR_STUCK` when the org gives no way past a boundary, `QUERY_TIMEOUT` when a window of
 *   a minute is too long for it, `PERMISSION_MISSING` when the object cannot be read
 */
export async function* readEvents(
  reading: Reading,
  stream: EventStream,
  start: { readonly state: ReadState; readonly first?: Page | undefined },
): AsyncGenerator<EventPage> {
  let { state } = start;
  const asking = new Asking(reading, stream, start.first);
  while (state.windows.length > 0) {
    state = fitToSpan(state);
    const window = state.windows[0];
    if (window === undefined) return;
    const answer = await asking.next(window);
    if (answer === 'timeout') {
      const halved = halve(state, window);
      if (halved === undefined) throw errorOf(timeoutFault, `${stream.object} from ${window.from}`);
      state = halved;
      asking.forget();
      continue;
    }
    state = advance(state, window, answer);
    yield { rows: answer.rows, state };
  }
}

interface WindowPage {
  readonly rows: readonly Row[];
  readonly last: Position | undefined;
  readonly isLast: boolean;
}

const timeoutFault: Fault = {
  status: 400,
  errorCode: 'QUERY_TIMEOUT',
  message: 'a window of one minute still takes too long',
};

/** The query in hand: begins it, follows its locator, and begins again from the position. */
class Asking {
  #next: string | undefined;
  #rowsOfQuery = 0;
  #totalOfQuery = 0;
  #byTimeOnly = false;
  #restarts = 0;
  #retries = 0;
  #empty = 0;
  #verifying = false;
  readonly #reading: Reading;
  readonly #stream: EventStream;

  #first: Page | undefined;

  constructor(reading: Reading, stream: EventStream, first: Page | undefined) {
    this.#first = first;
    this.#reading = reading;
    this.#stream = stream;
  }

  /** The next page of a window, or that the org gave up on it. */
  async next(window: Window): Promise<WindowPage | 'timeout'> {
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined) return this.#take(first, window, true);
    for (;;) {
      stopIfAborted(this.#reading.signal);
      const step: QueryStep =
        this.#next === undefined ? { soql: this.#queryOf(window) } : { next: this.#next };
      const purpose = `${this.#stream.name}/${this.#stream.object}`;
      const answer = await readPage(this.#reading.http, step, purpose);
      if ('page' in answer) return this.#take(answer.page, window, 'soql' in step);
      if (answer.fault.errorCode === 'QUERY_TIMEOUT') return 'timeout';
      this.#recover(answer.fault, window);
    }
  }

  /** Lets go of the query in hand. */
  forget(): void {
    this.#next = undefined;
    this.#verifying = false;
    this.#restarts = 0;
    this.#retries = 0;
    this.#empty = 0;
  }

  #queryOf(window: Window): string {
    const { after } = window;
    const { object, timeField, required } = this.#stream;
    const absent = this.#reading.knowledge.absent.get(object) ?? [];
    const optional = this.#stream.optional.filter((field) => !absent.includes(field));
    const from = instantLiteral(after?.time ?? window.from);
    const tie =
      after === undefined || this.#byTimeOnly
        ? []
        : [`(${timeField} > ${from} OR Id > ${textLiteral(after.id)})`];
    return soql({
      object,
      fields: [...required, ...optional],
      where: [...windowConditions(this.#stream, window), ...tie],
      orderBy: `${timeField}, Id`,
    });
  }

  #take(page: Page, window: Window, isFirst: boolean): WindowPage {
    if (isFirst) {
      this.#rowsOfQuery = 0;
      this.#totalOfQuery = page.totalSize;
    }
    this.#rowsOfQuery += page.rows.length;
    const last = positionOf(page.rows, this.#stream.timeField);
    this.#checkProgress(page, last, window);
    this.#next = page.next;
    if (page.next !== undefined) return { rows: page.rows, last, isLast: false };
    const isShort = this.#rowsOfQuery < this.#totalOfQuery && !this.#verifying;
    if (isShort) this.#verifying = true;
    else this.forget();
    return { rows: page.rows, last, isLast: !isShort };
  }

  #checkProgress(page: Page, last: Position | undefined, window: Window): void {
    this.#empty = page.rows.length === 0 ? this.#empty + 1 : 0;
    const isBehind = last !== undefined && last.time < (window.after?.time ?? '');
    const isRepeated = page.next !== undefined && page.next === this.#next;
    if (isBehind || isRepeated || (page.next !== undefined && this.#empty > maxRestarts)) {
      throw stuckAt(this.#stream, window);
    }
    if (last !== undefined && last.id !== window.after?.id) this.#restarts = 0;
    this.#retries = 0;
  }

  /** Prepares to ask again. @throws when that cannot help */
  #recover(fault: Fault, window: Window): void {
    if (fault.errorCode === 'INVALID_QUERY_LOCATOR' && this.#next !== undefined) {
      this.#next = undefined;
      this.#restarts += 1;
      if (this.#restarts > maxRestarts) throw stuckAt(this.#stream, window);
      return;
    }
    if (isPassing(fault) && this.#retries < maxRetries) {
      this.#retries += 1;
      return;
    }
    if (refusesIdFilter(fault) && window.after !== undefined && !this.#byTimeOnly) {
      this.#byTimeOnly = true;
      return;
    }
    const { object, optional } = this.#stream;
    const missing = missingFields(fault, optional);
    const known = this.#reading.knowledge.absent.get(object) ?? [];
    if (missing.length === 0 || missing.every((field) => known.includes(field))) {
      throw errorOf(fault, object);
    }
    learnAbsent(this.#reading.knowledge, object, missing);
  }
}

function isPassing({ status, errorCode }: Fault): boolean {
  return status >= 500 || errorCode === 'UNABLE_TO_LOCK_ROW';
}

function refusesIdFilter(fault: Fault): boolean {
  if (fault.errorCode === 'INVALID_QUERY_FILTER_OPERATOR') return true;
  return fault.errorCode === 'INVALID_FIELD' && /can ?not be filtered/i.test(fault.message);
}

function positionOf(rows: readonly Row[], timeField: string): Position | undefined {
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  const time = instant(last, timeField);
  const rowId = id(last, 'Id');
  return time === null || rowId === null ? undefined : { time, id: rowId };
}

function stuckAt(stream: EventStream, window: Window): RollcallError {
  const boundary = window.after
    ? `${window.after.time}, after ${window.after.id}`
    : `${window.from}, at the beginning of the window`;
  return new RollcallError('CURSOR_STUCK', `${stream.label} cannot be read past ${boundary}`, {
    hint: 'Salesforce gives the same page again and again. Collect again; if it repeats, report the named boundary to the publisher of the plugin.',
  });
}
