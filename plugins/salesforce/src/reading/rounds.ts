import { compositeQueries } from '../api/composite.js';

/** What is left of one query; `undefined` before its first page told. */
export interface Pending {
  readonly remaining: number | undefined;
  /** Most rows that one of its pages has, where the object says so. */
  readonly pageRows?: number | undefined;
}

/** The largest pages seen so far, by how they were asked for. */
export interface PageSizes {
  readonly composite: number;
  readonly plain: number;
}

/**
 * Whether the next pages are cheaper together in composites (one counted request for five pages,
 * which may be short) or one by one.
 */
export function cheaperTogether(pending: readonly Pending[], sizes: PageSizes): boolean {
  if (pending.length < 2) return false;
  if (pending.some((query) => query.remaining === undefined)) return true;
  const pages = pending.map((query) => pagesOf(query, sizes.composite));
  const together = Math.max(...pages) * Math.ceil(pending.length / compositeQueries);
  const apart = pending.reduce((sum, query) => sum + Math.max(1, pagesOf(query, sizes.plain)), 0);
  return together <= apart;
}

/** A table of which so many rows are expected. */
export interface Expected {
  readonly rows: number;
  readonly pageRows?: number | undefined;
}

/** Requests that reading the tables side by side takes, when those are the largest pages. */
export function expectedRequests(tables: readonly Expected[], sizes: PageSizes): number {
  let pending: readonly (Expected & Pending)[] = tables.map((table) => ({
    ...table,
    remaining: undefined,
  }));
  let requests = 0;
  for (; pending.length > 0; requests += 1) {
    const together = cheaperTogether(pending, sizes);
    const size = together ? sizes.composite : sizes.plain;
    const group = pending.slice(0, together ? compositeQueries : 1);
    const read = group.map((query) => {
      const rows = query.rows - Math.min(size, query.pageRows ?? size);
      return { ...query, rows, remaining: rows };
    });
    pending = [...pending.slice(group.length), ...read.filter(({ rows }) => rows > 0)];
  }
  return requests;
}

function pagesOf(query: Pending, size: number): number {
  return Math.ceil((query.remaining ?? 0) / Math.min(size, query.pageRows ?? size));
}
