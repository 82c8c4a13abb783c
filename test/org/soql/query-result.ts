import type { ObjectSchema } from '../schema/object.js';
import type { Column } from './columns.js';
import type { JsonRecord } from './projection.js';

/** The SELECT list, looked up: columns for CSV, records for JSON. */
export interface Projected {
  readonly columns: readonly Column[];
  record(slot: number): JsonRecord;
}

/** The rows a query found, still in their table. */
export interface RowResult {
  readonly kind: 'rows';
  readonly schema: ObjectSchema;
  readonly slots: ArrayLike<number>;
  readonly projected: Projected;
  /** Whether a row found then is still there now. */
  has(slot: number): boolean;
}

/** What a query answers: rows, groups, or only how many there are. */
export type QueryResult =
  | RowResult
  | { readonly kind: 'groups'; readonly records: readonly JsonRecord[] }
  | { readonly kind: 'count'; readonly count: number };
