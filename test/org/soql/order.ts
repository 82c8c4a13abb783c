import type { Value } from '../schema/field.js';
import type { Column } from './columns.js';
import { normalise } from './compare.js';

/** One ORDER BY term, looked up. */
export interface SortKey {
  readonly column: Pick<Column, 'field' | 'cell'>;
  readonly isDescending: boolean;
  readonly areNullsLast: boolean;
}

/** Sorts slots by the keys; equal rows keep their order. */
export function sortSlots(slots: readonly number[], keys: readonly SortKey[]): number[] {
  const values = keys.map(({ column }) =>
    slots.map((slot) => normalise(column.field, column.cell(slot))),
  );
  const places = slots.map((_, place) => place);
  places.sort((a, b) => {
    for (const [k, key] of keys.entries()) {
      const order = compareValues(values[k]?.[a] ?? null, values[k]?.[b] ?? null, key);
      if (order !== 0) return order;
    }
    return 0;
  });
  return places.map((place) => slots[place] ?? 0);
}

function compareValues(a: Value, b: Value, key: SortKey): number {
  if (a === b) return 0;
  if (a === null) return key.areNullsLast ? 1 : -1;
  if (b === null) return key.areNullsLast ? -1 : 1;
  const order = a < b ? -1 : 1;
  return key.isDescending ? -order : order;
}
