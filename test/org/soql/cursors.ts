import type { IdSpace } from '../ids.js';
import type { JsonRecord } from './projection.js';
import type { RowResult } from './query-result.js';

const CURSOR_LIFE_MS = 2 * 86_400_000;

/** One page of a result. */
export interface Page {
  readonly totalSize: number;
  readonly records: readonly JsonRecord[];
  /** The locator of the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** How a page is cut. */
export interface PageRequest {
  readonly size: number;
  readonly now: number;
  readonly userId: string;
}

interface Cursor {
  readonly id: string;
  readonly userId: string;
  readonly openedAt: number;
  readonly result: RowResult;
}

/** The query results somebody is still reading. Its rows are fixed; their values are not. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  #count = 0;

  constructor(private readonly ids: IdSpace) {}

  /** The first page of a result; a cursor stays open when there is more. */
  first(result: RowResult, request: PageRequest, maxCursors: number): Page {
    const count = cappedCount(result);
    if (count <= pageSize(result, request)) return this.#page(undefined, result, 0, request);
    const id = this.ids.id('01g', this.#count++);
    this.#open.set(id, { id, userId: request.userId, openedAt: request.now, result });
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= maxCursors) break;
      this.#open.delete(oldest);
    }
    return this.#page(id, result, 0, request);
  }

  /** The page a locator points at; undefined when there is no such cursor, or no longer. */
  next(locator: string, request: PageRequest): Page | undefined {
    const [, id = '', start = ''] = /^(01g\w{15})-(\d+)$/.exec(locator) ?? [];
    const cursor = this.#open.get(id);
    if (cursor === undefined || cursor.userId !== request.userId) return undefined;
    const isStale = cursor.openedAt + CURSOR_LIFE_MS <= request.now;
    const place = Number(start);
    if (isStale || place >= cappedCount(cursor.result)) return undefined;
    return this.#page(id, cursor.result, place, request);
  }

  /** Forgets every cursor, as a failover does. */
  clear(): void {
    this.#open.clear();
  }

  #page(id: string | undefined, result: RowResult, start: number, request: PageRequest): Page {
    const total = cappedCount(result);
    const end = Math.min(total, start + pageSize(result, request));
    const records: JsonRecord[] = [];
    for (let i = start; i < end; i += 1) {
      const slot = result.slots[i] ?? 0;
      if (result.has(slot)) records.push(result.projected.record(slot));
    }
    const next = id === undefined || end >= total ? undefined : `${id}-${end}`;
    return { totalSize: total, records, next };
  }
}

function pageSize({ schema }: RowResult, { size }: PageRequest): number {
  return Math.max(1, Math.min(size, schema.cap?.page ?? size));
}

function cappedCount({ schema, slots }: RowResult): number {
  return Math.min(slots.length, schema.cap?.total ?? slots.length);
}
