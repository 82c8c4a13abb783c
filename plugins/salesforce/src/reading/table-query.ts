import type { Fault } from '../api/fault.js';
import { missingFields } from '../api/fault.js';
import type { Page, QueryStep } from '../api/query.js';
import { type Row, text } from '../api/row.js';
import { selectedFields, type Table, tableQuery } from '../tables/table.js';
import { type Knowledge, learnAbsent } from './knowledge.js';

const maxDroppedFields = 40;
const maxRetries = 2;

/** A table to read, and the id after which to begin. */
export interface TableRequest {
  readonly table: Table;
  readonly after?: string | undefined;
}

/** Where the reading of one table stands. */
export class TableQuery {
  /** The table. */
  readonly table: Table;
  #step: QueryStep;
  #after: string | undefined;
  #read = 0;
  #readBefore = 0;
  #expected: number | undefined;
  #dropped = 0;
  #retries = 0;
  readonly #knowledge: Knowledge;

  constructor(request: TableRequest, knowledge: Knowledge) {
    this.table = request.table;
    this.#after = request.after;
    this.#knowledge = knowledge;
    this.#step = this.#begin();
  }

  /** What to ask next. */
  get step(): QueryStep {
    return this.#step;
  }

  /** Rows that the query still has; `undefined` before its first page. */
  get remaining(): number | undefined {
    return this.#expected === undefined ? undefined : Math.max(0, this.#expected - this.#read);
  }

  /** Whether as many rows came as the query had when it began. */
  get isWhole(): boolean {
    return this.#expected !== undefined && this.#read >= this.#expected;
  }

  /** Whether no row is visible although every org has some. */
  get seesNothing(): boolean {
    return this.table.neverEmpty === true && this.#after === undefined;
  }

  /** Takes a page in. Gives whether it was the last one. */
  accept(page: Page): boolean {
    if (!('next' in this.#step)) this.#expected = this.#readBefore + page.totalSize;
    this.#read += page.rows.length;
    this.#after = lastId(page.rows) ?? this.#after;
    if (page.next === undefined) return true;
    this.#step = { next: page.next };
    return false;
  }

  /** Prepares to go on after a fault. Gives false when that cannot be. */
  recover(fault: Fault): boolean {
    if (fault.errorCode === 'INVALID_QUERY_LOCATOR' && 'next' in this.#step) return this.#again();
    if (fault.errorCode === 'QUERY_TIMEOUT' || fault.status >= 500) return this.#again();
    const absent = this.#knowledge.absent.get(this.table.key) ?? [];
    const selected = selectedFields(this.table, absent);
    const missing = missingFields(fault, selected).filter(
      (field) => !this.table.required.includes(field),
    );
    this.#dropped += missing.length;
    if (missing.length === 0 || this.#dropped > maxDroppedFields) return false;
    learnAbsent(this.#knowledge, this.table.key, missing);
    this.#step = this.#begin();
    return true;
  }

  #again(): boolean {
    this.#retries += 1;
    if (this.#retries > maxRetries) return false;
    this.#readBefore = this.#read;
    this.#step = this.#begin();
    return true;
  }

  #begin(): QueryStep {
    const absent = this.#knowledge.absent.get(this.table.key) ?? [];
    return { soql: tableQuery(this.table, absent, this.#after) };
  }
}

function lastId(rows: readonly Row[]): string | null {
  const last = rows.at(-1);
  return last === undefined ? null : text(last, 'Id');
}
