import { RollcallError } from '@rollcall/core';

import { errorOf } from '../api/error-map.js';
import { type Fault, missingFields } from '../api/fault.js';
import type { Page, QueryAnswer, QueryStep } from '../api/query.js';
import { id, instant, type Row } from '../api/row.js';
import { instantLiteral, soql, textLiteral } from '../api/soql.js';
import { type Knowledge, learnAbsent } from '../reading/knowledge.js';
import type { EventStream } from '../streams/event-stream.js';
import { windowConditions } from './pending-events.js';
import type { Position, Window } from './windows.js';

const maxRestarts = 3;
const maxRetries = 2;

/** A page of a window. */
export interface WindowPage {
  readonly rows: readonly Row[];
  readonly last: Position | undefined;
  readonly isLast: boolean;
}

/** What the windows of a stream share. */
export interface Asked {
  readonly stream: EventStream;
  readonly knowledge: Knowledge;
  /** Set where the org does not compare ids: positions then go by time alone. */
  byTimeOnly: boolean;
}

/** The query of one window: begins it, follows its locator, and begins again from the position. */
export class WindowQuery {
  #next: string | undefined;
  #rowsOfQuery = 0;
  #totalOfQuery: number | undefined;
  #restarts = 0;
  #retries = 0;
  #empty = 0;
  #verifying = false;
  #fields: readonly string[] = [];
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** Rows that the query still has; `undefined` before its first page. */
  get remaining(): number | undefined {
    if (this.#totalOfQuery === undefined) return undefined;
    return Math.max(0, this.#totalOfQuery - this.#rowsOfQuery);
  }

  /** What to ask next. */
  step(window: Window): QueryStep {
    return this.#next === undefined ? { soql: this.#queryOf(window) } : { next: this.#next };
  }

  /**
   * Takes an answer in: a page, or that the org gave up on the window; `undefined` when it is to be
   * asked again.
   * @throws `CURSOR_STUCK`, and what the org's fault means when asking again cannot help
   */
  take(answer: QueryAnswer, window: Window): WindowPage | 'timeout' | undefined {
    if ('page' in answer) return this.#accept(answer.page, window);
    if (answer.fault.errorCode === 'QUERY_TIMEOUT') return 'timeout';
    this.#recover(answer.fault, window);
    return undefined;
  }

  #queryOf(window: Window): string {
    const { after } = window;
    const { stream, knowledge, byTimeOnly } = this.#asked;
    const { object, timeField } = stream;
    this.#fields = fieldsOf(stream, knowledge);
    const from = instantLiteral(after?.time ?? window.from);
    const tie =
      after === undefined || byTimeOnly
        ? []
        : [`(${timeField} > ${from} OR Id > ${textLiteral(after.id)})`];
    return soql({
      object,
      fields: this.#fields,
      where: [...windowConditions(stream, window), ...tie],
      orderBy: `${timeField}, Id`,
    });
  }

  #accept(page: Page, window: Window): WindowPage {
    if (this.#next === undefined) {
      this.#rowsOfQuery = 0;
      this.#totalOfQuery = page.totalSize;
    }
    this.#rowsOfQuery += page.rows.length;
    const last = positionOf(page.rows, this.#asked.stream.timeField);
    this.#checkProgress(page, last, window);
    this.#next = page.next;
    if (page.next !== undefined) return { rows: page.rows, last, isLast: false };
    const isShort = this.#rowsOfQuery < (this.#totalOfQuery ?? 0) && !this.#verifying;
    this.#verifying = isShort;
    return { rows: page.rows, last, isLast: !isShort };
  }

  #checkProgress(page: Page, last: Position | undefined, window: Window): void {
    this.#empty = page.rows.length === 0 ? this.#empty + 1 : 0;
    const isBehind = last !== undefined && last.time < (window.after?.time ?? '');
    const isRepeated = page.next !== undefined && page.next === this.#next;
    if (isBehind || isRepeated || (page.next !== undefined && this.#empty > maxRestarts)) {
      throw stuckAt(this.#asked.stream, window);
    }
    if (last !== undefined && last.id !== window.after?.id) this.#restarts = 0;
    this.#retries = 0;
  }

  /** Prepares to ask again. @throws when that cannot help */
  #recover(fault: Fault, window: Window): void {
    const { stream, knowledge } = this.#asked;
    if (fault.errorCode === 'INVALID_QUERY_LOCATOR' && this.#next !== undefined) {
      this.#next = undefined;
      this.#restarts += 1;
      if (this.#restarts > maxRestarts) throw stuckAt(stream, window);
      return;
    }
    if (isPassing(fault) && this.#retries < maxRetries) {
      this.#retries += 1;
      return;
    }
    if (refusesIdFilter(fault) && window.after !== undefined && !this.#asksByTimeOnly) {
      this.#asked.byTimeOnly = true;
      this.#asksByTimeOnly = true;
      return;
    }
    const missing = missingFields(fault, stream.optional);
    // Another window's query may have met the same fault: it is known by now, yet was asked for here.
    if (!missing.some((field) => this.#fields.includes(field))) throw errorOf(fault, stream.object);
    const known = knowledge.absent.get(stream.object) ?? [];
    const learned = missing.filter((field) => !known.includes(field));
    if (learned.length > 0) learnAbsent(knowledge, stream.object, learned);
  }

  #asksByTimeOnly = false;
}

/** The fields of a stream that the user may see, as far as is known. */
export function fieldsOf(stream: EventStream, knowledge: Knowledge): readonly string[] {
  const absent = knowledge.absent.get(stream.object) ?? [];
  return [...stream.required, ...stream.optional.filter((field) => !absent.includes(field))];
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
