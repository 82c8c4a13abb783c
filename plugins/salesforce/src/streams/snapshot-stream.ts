import type { EntityRecord } from '@rollcall/core';

import type { Row } from '../api/row.js';
import type { Table } from '../tables/table.js';
import type { Facts } from './facts.js';

/** A table that a stream makes records of. */
export interface Source {
  readonly table: Table;
  /** The records of one row. Pure. */
  readonly map: (row: Row, facts: Facts) => readonly EntityRecord[];
  /** Records that come of all rows together, when the table is read to its end. */
  readonly sum?: RowSum;
}

/** What is counted over all rows of a table. */
export interface RowSum {
  /** What one row adds, by name. Pure. */
  readonly of: (row: Row) => Readonly<Record<string, number>>;
  /** The records of the sums. Pure. */
  readonly records: (sums: ReadonlyMap<string, number>) => readonly EntityRecord[];
}

/** A stream that is read whole each time. */
export interface SnapshotStream {
  /** Name in the manifest. */
  readonly name: string;
  /** What its records are made of, in the order of reading. */
  readonly sources: readonly Source[];
  /** Tables that must have been read beforehand; without one the stream is incomplete. */
  readonly needs: readonly Table[];
  /** Tables that make the records better where they can be read. */
  readonly uses: readonly Table[];
}
