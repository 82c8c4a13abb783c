import type { Cursor, EntityRecord, RollcallError } from '@rollcall/core';

import { isRow, type Row, text } from '../api/row.js';
import { type Knowledge, writeKnowledge } from '../reading/knowledge.js';
import type { Facts } from '../streams/facts.js';
import type { RowSum, SnapshotStream } from '../streams/snapshot-stream.js';
import { keyOf, type Table } from '../tables/table.js';

const passLifeMs = 24 * 3_600_000;

/** Why a part of a stream was not read. */
export interface Problem {
  readonly table: Table;
  readonly reason: string;
  readonly hint: string;
  /** Set where the org failed rather than refused: the stream has failed then. */
  readonly error?: RollcallError;
}

/** A page of one of the stream's tables. */
export interface PassPage {
  readonly table: Table;
  readonly rows: readonly Row[];
  readonly isLast: boolean;
  readonly isWhole: boolean;
  readonly position: string | undefined;
}

/** One pass over a snapshot stream: what is read, what is left, and what the cursor says of it. */
export class StreamPass {
  /** The stream. */
  readonly stream: SnapshotStream;
  /** Parts that could not be read in this run. */
  readonly problems: Problem[] = [];
  /** Whether its end was told. */
  hasEnded = false;
  readonly #startedAt: string;
  readonly #done: Set<string>;
  readonly #after: Map<string, string>;
  readonly #sums: Map<string, number>;
  readonly #owners = new Map<string, Set<string>>();
  #partial: boolean;

  constructor(stream: SnapshotStream, cursor: Cursor | undefined, now: Date) {
    this.stream = stream;
    const saved = resumable(cursor, now);
    this.#startedAt = saved?.startedAt ?? now.toISOString();
    this.#done = new Set(saved?.done);
    this.#after = new Map(saved?.after);
    this.#sums = new Map(saved?.sums);
    this.#partial = saved?.partial ?? false;
  }

  /** Whether any table still has rows for it. */
  get isOver(): boolean {
    return this.stream.sources.every((source) => this.#done.has(source.table.key));
  }

  /** Whether everything that was read came whole. */
  get isWhole(): boolean {
    return !this.#partial && this.problems.length === 0;
  }

  /** Whether the stream still wants rows of the table. */
  wants(table: Table): boolean {
    return this.#sourceOf(table) !== undefined && !this.#done.has(table.key);
  }

  /** Id after which the table continues; `undefined` for its beginning. */
  after(table: Table): string | undefined {
    return this.#after.get(table.key);
  }

  /** The records of a page's rows, and of the sums after the last one. */
  take(page: PassPage, facts: Facts): readonly EntityRecord[] {
    const { table, rows } = page;
    const source = this.#sourceOf(table);
    if (source === undefined) return [];
    const records = rows.flatMap((row) => source.map(row, facts));
    this.#noteOwners(table, rows);
    if (source.sum !== undefined) this.#add(source.sum, table, rows);
    if (page.position !== undefined) this.#after.set(table.key, page.position);
    if (!page.isLast) return records;
    this.finish(table, page.isWhole);
    return source.sum === undefined ? records : [...records, ...source.sum.records(this.#sums)];
  }

  /** How many accounts the rows of a table belong to, two standing for more. */
  ownersOf(table: Table): number {
    return this.#owners.get(table.key)?.size ?? 0;
  }

  /** Remembers that the table is read to its end. */
  finish(table: Table, isWhole: boolean): void {
    this.#done.add(table.key);
    this.#after.delete(table.key);
    if (!isWhole) this.#partial = true;
  }

  /** Notes a part that cannot be read. What was refused is over; what failed is asked again next time. */
  meet(problem: Problem): void {
    this.problems.push(problem);
    if (problem.error === undefined) this.finish(problem.table, false);
  }

  /** Where the pass continues; that of no pass once it is over. */
  cursor(knowledge: Knowledge): Cursor {
    const known = { v: 1, knowledge: writeKnowledge(knowledge) };
    if (this.isOver) return known;
    return {
      ...known,
      startedAt: this.#startedAt,
      done: [...this.#done],
      after: Object.fromEntries(this.#after),
      sums: Object.fromEntries(this.#sums),
      partial: this.#partial,
    };
  }

  #noteOwners(table: Table, rows: readonly Row[]): void {
    if (table.owner === undefined) return;
    const owners = this.#owners.get(table.key) ?? new Set<string>();
    for (const row of rows) {
      const owner = text(row, table.owner);
      if (owner !== null && owners.size < 2) owners.add(owner);
    }
    this.#owners.set(table.key, owners);
  }

  /** Rows up to the position were counted before: a table may be read again for another stream. */
  #add(sum: RowSum, table: Table, rows: readonly Row[]): void {
    const after = this.#after.get(table.key);
    for (const row of rows) {
      const key = keyOf(table, row);
      if (after !== undefined && key !== null && key <= after) continue;
      for (const [name, count] of Object.entries(sum.of(row))) {
        this.#sums.set(name, (this.#sums.get(name) ?? 0) + count);
      }
    }
  }

  #sourceOf(table: Table) {
    return this.stream.sources.find((source) => source.table.key === table.key);
  }
}

interface SavedPass {
  readonly startedAt: string;
  readonly done: readonly string[];
  readonly after: readonly (readonly [string, string])[];
  readonly sums: readonly (readonly [string, number])[];
  readonly partial: boolean;
}

/** The pass that a cursor tells of, unless it began more than 24 hours ago. */
function resumable(cursor: Cursor | undefined, now: Date): SavedPass | undefined {
  if (!isRow(cursor) || cursor.v !== 1 || typeof cursor.startedAt !== 'string') return undefined;
  const age = now.getTime() - Date.parse(cursor.startedAt);
  if (!(age >= 0 && age < passLifeMs)) return undefined;
  const done = Array.isArray(cursor.done) ? cursor.done : [];
  const after = isRow(cursor.after) ? Object.entries(cursor.after) : [];
  return {
    startedAt: cursor.startedAt,
    done: done.filter((key): key is string => typeof key === 'string'),
    after: after.flatMap(([key, id]) => (typeof id === 'string' ? [[key, id] as const] : [])),
    sums: numbersIn(cursor.sums),
    partial: cursor.partial === true,
  };
}

function numbersIn(value: unknown): readonly (readonly [string, number])[] {
  const entries = isRow(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, number]) =>
    typeof number === 'number' ? [[key, number] as const] : [],
  );
}
