import type { Cursor, EntityRecord, RollcallError } from '@rollcall/core';

import { isRow, type Row } from '../api/row.js';
import { type Knowledge, writeKnowledge } from '../reading/knowledge.js';
import type { Facts } from '../streams/facts.js';
import type { SnapshotStream } from '../streams/snapshot-stream.js';
import type { Table } from '../tables/table.js';

const passLifeMs = 24 * 3_600_000;

/** Why a part of a stream was not read. */
export interface Problem {
  readonly table: Table;
  readonly reason: string;
  readonly hint: string;
  /** Set where the org failed rather than refused: the stream has failed then. */
  readonly error?: RollcallError;
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
  #partial: boolean;

  constructor(stream: SnapshotStream, cursor: Cursor | undefined, now: Date) {
    this.stream = stream;
    const saved = resumable(cursor, now);
    this.#startedAt = saved?.startedAt ?? now.toISOString();
    this.#done = new Set(saved?.done);
    this.#after = new Map(saved?.after);
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

  /** The records of some rows. */
  recordsOf(table: Table, rows: readonly Row[], facts: Facts): readonly EntityRecord[] {
    const source = this.#sourceOf(table);
    return source === undefined ? [] : rows.flatMap((row) => source.map(row, facts));
  }

  /** Remembers that the rows up to `id` are read. */
  advance(table: Table, id: string): void {
    this.#after.set(table.key, id);
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
      partial: this.#partial,
    };
  }

  #sourceOf(table: Table) {
    return this.stream.sources.find((source) => source.table.key === table.key);
  }
}

interface SavedPass {
  readonly startedAt: string;
  readonly done: readonly string[];
  readonly after: readonly (readonly [string, string])[];
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
    partial: cursor.partial === true,
  };
}
