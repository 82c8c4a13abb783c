import type { Value } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';

/** Reads one field of the row in a slot. */
export type Cell = (slot: number) => Value;

/** Rows of one object. A row keeps its slot for life, also when rows around it are deleted. */
export interface Table {
  readonly schema: ObjectSchema;
  readonly size: number;
  /** Present where reading by time must be quick. */
  readonly timeline: Timeline | undefined;
  /** The slots of all rows, in the order they were stored. */
  slots(): ArrayLike<number>;
  /** @throws when the object has no such field */
  reader(field: string): Cell;
  /** The slot of a row by its 15- or 18-character id. */
  find(id: string): number | undefined;
  has(slot: number): boolean;
}

/** Slots ordered by time, then id. */
export interface Timeline {
  readonly field: string;
  readonly order: Uint32Array;
  time(slot: number): number;
}

/** The part of a timeline with `from <= time <= to`, as positions in its order. */
export function timelineRange(timeline: Timeline, from: number, to: number): [number, number] {
  return [lowerBound(timeline, from), lowerBound(timeline, to, true)];
}

function lowerBound(timeline: Timeline, time: number, after = false): number {
  let low = 0;
  let high = timeline.order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = timeline.time(timeline.order[middle] ?? 0);
    if (found < time || (after && found === time)) low = middle + 1;
    else high = middle;
  }
  return low;
}
