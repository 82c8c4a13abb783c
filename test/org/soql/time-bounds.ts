import type { Condition } from './ast.js';
import { relativeSpan } from './relative-date.js';

/** Both ends included. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

const ALL: Bounds = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
const NONE: Bounds = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };

/**
 * Bounds outside of which no row can satisfy the condition. Rows within them still need testing.
 * @param isTime tells whether a dotted name is the time field
 */
export function timeBounds(
  condition: Condition | undefined,
  isTime: (parts: readonly string[]) => boolean,
  now: number,
): Bounds {
  if (condition === undefined) return ALL;
  if (condition.kind === 'and') {
    return condition.terms
      .map((term) => timeBounds(term, isTime, now))
      .reduce((a, b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }), ALL);
  }
  if (condition.kind === 'or') {
    return condition.terms
      .map((term) => timeBounds(term, isTime, now))
      .reduce((a, b) => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }), NONE);
  }
  if (condition.kind !== 'compare' || condition.operand.kind !== 'field') return ALL;
  return isTime(condition.operand.path.parts) ? compareBounds(condition, now) : ALL;
}

function compareBounds(
  { operator, value }: Extract<Condition, { kind: 'compare' }>,
  now: number,
): Bounds {
  const span = value.kind === 'relative' ? relativeSpan(value.name, value.n, now) : undefined;
  const from = span?.from ?? (value.kind === 'datetime' ? value.value : undefined);
  const to = span?.to ?? from;
  if (from === undefined || to === undefined) return ALL;
  switch (operator) {
    case '=':
      return { from, to };
    case '<':
    case '<=':
      return { from: ALL.from, to };
    case '>':
    case '>=':
      return { from, to: ALL.to };
    default:
      return ALL;
  }
}
