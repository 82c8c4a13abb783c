import { type Table, timelineRange } from '../data/table.js';
import type { Query } from './ast.js';
import { timeBounds } from './time-bounds.js';

/** Slots that may satisfy a query. */
export interface Candidates {
  readonly slots: ArrayLike<number>;
  /** How to walk the slots to get the order the query asks for; undefined when it takes sorting. */
  readonly direction: 'up' | 'down' | undefined;
}

/**
 * Narrows a table to the rows worth testing: one row for an id, a range of the timeline for a
 * range of times.
 */
export function findCandidates(table: Table, query: Query, now: number): Candidates {
  const id = wantedId(query);
  if (id !== undefined) {
    const slot = table.find(id);
    return { slots: slot === undefined ? [] : [slot], direction: 'up' };
  }
  const { timeline } = table;
  if (timeline === undefined) return { slots: table.slots(), direction: undefined };
  const isTime = (parts: readonly string[]): boolean =>
    parts.at(-1)?.toLowerCase() === timeline.field.toLowerCase() && parts.length <= 2;
  const { from, to } = timeBounds(query.where, isTime, now);
  const [low, high] = timelineRange(timeline, from, to);
  const slots = timeline.order.subarray(low, high);
  return { slots, direction: timelineDirection(query, timeline.field) };
}

/** Visits every slot once with a stride that shares no factor with their number. */
export function scramble(slots: ArrayLike<number>): Uint32Array {
  const count = slots.length;
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (divisor(stride, count) > 1) stride += 1;
  const scrambled = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) scrambled[i] = slots[(i * stride) % count] ?? 0;
  return scrambled;
}

function wantedId({ where }: Query): string | undefined {
  const terms = where?.kind === 'and' ? where.terms : where === undefined ? [] : [where];
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== '=' || term.value.kind !== 'string') continue;
    if (term.operand.kind !== 'field') continue;
    const [name, more] = term.operand.path.parts;
    if (name?.toLowerCase() === 'id' && more === undefined) return term.value.value;
  }
  return undefined;
}

function timelineDirection({ orderBy }: Query, field: string): 'up' | 'down' | undefined {
  const [first, second, third] = orderBy.map(({ operand, isDescending }) => ({
    name: operand.kind === 'field' ? operand.path.parts.join('.').toLowerCase() : '',
    isDescending,
  }));
  if (first?.name !== field.toLowerCase() || third !== undefined) return undefined;
  if (second !== undefined && second.name !== 'id') return undefined;
  if (second !== undefined && second.isDescending !== first.isDescending) return undefined;
  return first.isDescending ? 'down' : 'up';
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
