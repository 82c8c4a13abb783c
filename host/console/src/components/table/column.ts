import type { ReactNode } from 'react';

/** A column of a table. */
export interface Column<Row> {
  readonly id: string;
  /** The head; sentence case, with the unit where there is one. */
  readonly title: string;
  /** The head is for screen readers only: columns of buttons. */
  readonly isTitleHidden?: boolean;
  /** In px; the one without takes the rest. */
  readonly width?: number;
  /** Right-aligned, tabular. */
  readonly isNumber?: boolean;
  /** Shown when the table is at least this wide, in px. Drop by importance. */
  readonly fromWidth?: number;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the head sort; undefined sorts last. */
  readonly sortValue?: (row: Row) => string | number | undefined;
}

/** Which column sorts: its id, with `-` before it for the greatest first. */
export type Sort = string | undefined;

/** The column and direction of a sort. */
export function readSort(sort: Sort): {
  readonly id: string | undefined;
  readonly isDown: boolean;
} {
  const isDown = sort?.startsWith('-') ?? false;
  return { id: isDown ? sort?.slice(1) : sort, isDown };
}

/** What a head's button makes of the present sort: up, down, none. */
export function nextSort(sort: Sort, id: string): Sort {
  const present = readSort(sort);
  if (present.id !== id) return id;
  return present.isDown ? undefined : `-${id}`;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in the order of a sort; unchanged without one. Rows without a value are last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort,
): readonly Row[] {
  const { id, isDown } = readSort(sort);
  const value = columns.find((column) => column.id === id)?.sortValue;
  if (!value) return rows;
  return rows.toSorted((left, right) => {
    const [a, b] = [value(left), value(right)];
    if (a === undefined || b === undefined)
      return Number(a === undefined) - Number(b === undefined);
    const order = compare(a, b);
    return isDown ? -order : order;
  });
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
