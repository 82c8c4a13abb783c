import type { Fault } from '../api/fault.js';
import { missingFields } from '../api/fault.js';
import type { Page, QueryStep } from '../api/query.js';
import { keyOf, orderAbsent, type Table, tableQuery } from '../tables/table.js';
import { type Knowledge, learnAbsent } from './knowledge.js';

const maxDroppedFields = 40;
const maxRetries = 2;

/** A table to read, and the key after which to begin. */
export interface TableRequest {
  readonly table: Table;
  readonly after?: string | undefined;
  /** Rows that were counted beforehand: fewer are not the whole of it. */
  readonly counted?: number | undefined;
}

/** Where the reading of one table stands. */
export class TableQuery {
  /** The table. */
  readonly table: Table;
  readonly #isFromStart: boolean;
  readonly #counted: number;
  readonly #knowledge: Knowledge;
  #step: QueryStep;
  #after: string | undefined;
  #begunAfter: string | undefined;
  #read = 0;
  #readBefore = 0;
  #expected: number | undefined;
  #isCutOff = false;
  #dropped = 0;
  #retries = 0;

  constructor(request: TableRequest, knowledge: Knowledge) {
    this.table = request.table;
    this.#after = request.after;
    this.#isFromStart = request.after === undefined;
    this.#counted = this.#isFromStart ? (request.counted ?? 0) : 0;
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

  /** Most rows that one of its pages has. */
  get pageRows(): number | undefined {
    return this.table.cap?.page;
  }

  /** The key up to which it is read; `undefined` where the rows come in no order. */
  get position(): string | undefined {
    return this.#isOrdered ? this.#after : undefined;
  }

  /** Whether as many rows came as there were when the query began. */
  get isWhole(): boolean {
    if (this.#isCutOff || this.#expected === undefined) return false;
    return this.#read >= Math.max(this.#expected, this.#counted);
  }

  /** Whether no row is visible although every org has some. */
  get seesNothing(): boolean {
    return this.table.neverEmpty === true && this.#after === undefined && this.#read === 0;
  }

  /** Takes a page in. Gives whether it was the last one. */
  accept(page: Page): boolean {
    if (!('next' in this.#step)) this.#expected = this.#readBefore + page.totalSize;
    this.#read += page.rows.length;
    const last = page.rows.at(-1);
    this.#after = (last && keyOf(this.table, last)) ?? this.#after;
    if (page.next === undefined) return this.#endsHere();
    this.#step = { next: page.next };
    return false;
  }

  /** Prepares to go on after a fault. Gives false when that cannot be. */
  recover(fault: Fault): boolean {
    if (fault.errorCode === 'INVALID_QUERY_LOCATOR' && 'next' in this.#step) return this.#again();
    if (fault.errorCode === 'QUERY_TIMEOUT' || fault.status >= 500) return this.#again();
    if (/can ?not be (?:sorted|filtered)/i.test(fault.message) && this.#isOrdered) {
      learnAbsent(this.#knowledge, this.table.key, [orderAbsent]);
      return this.#again();
    }
    const missing = missingFields(fault, this.#fields()).filter(
      (field) => !this.table.required.includes(field),
    );
    this.#dropped += missing.length;
    if (missing.length === 0 || this.#dropped > maxDroppedFields) return false;
    learnAbsent(this.#knowledge, this.table.key, missing);
    this.#step = this.#begin();
    return true;
  }

  get #absent(): readonly string[] {
    return this.#knowledge.absent.get(this.table.key) ?? [];
  }

  get #isOrdered(): boolean {
    return !this.#absent.includes(orderAbsent);
  }

  #fields(): readonly string[] {
    const described = this.#knowledge.described.get(this.table.key) ?? [];
    const optional = [...this.table.optional, ...described];
    return [...this.table.required, ...optional.filter((field) => !this.#absent.includes(field))];
  }

  #endsHere(): boolean {
    if (this.#passesCap()) return false;
    if (this.#isFromStart) this.#knowledge.counts.set(this.table.key, this.#read);
    return true;
  }

  /** Where the org ended the query early, begins another one behind it. */
  #passesCap(): boolean {
    const { cap } = this.table;
    if (this.#read - this.#readBefore !== cap?.rows) return false;
    if (!this.#isOrdered || this.#after === this.#begunAfter) {
      this.#isCutOff = true;
      return false;
    }
    this.#readBefore = this.#read;
    this.#step = this.#begin();
    return true;
  }

  #again(): boolean {
    this.#retries += 1;
    if (this.#retries > maxRetries) return false;
    if (!this.#isOrdered) this.#read = 0;
    this.#readBefore = this.#read;
    this.#step = this.#begin();
    return true;
  }

  #begin(): QueryStep {
    this.#begunAfter = this.#after;
    const position = { isOrdered: this.#isOrdered, after: this.#after };
    return { soql: tableQuery(this.table, this.#fields(), position) };
  }
}
