import type { Operand } from './ast.js';
import { findCandidates, scramble } from './candidates.js';
import type { Column, Columns } from './columns.js';
import type { Test } from './compare.js';
import { type ConditionContext, compileCondition } from './condition.js';
import { type SortKey, sortSlots } from './order.js';
import { notPossible, unexpectedCall } from './refusals.js';

/** How many rows a query finds, whatever its limit. */
export function countSlots(columns: Columns, context: ConditionContext): number {
  const passes = compileTest(columns, context);
  const { slots } = candidatesOf(columns);
  if (passes === undefined) return slots.length;
  let count = 0;
  for (let i = 0; i < slots.length; i += 1) if (passes(slots[i] ?? 0)) count += 1;
  return count;
}

/** The rows a query finds, in no order and whatever its limit. */
export function gatherSlots(columns: Columns, context: ConditionContext): number[] {
  const passes = compileTest(columns, context);
  return filterSlots(candidatesOf(columns).slots, passes, Number.POSITIVE_INFINITY);
}

/**
 * The wanted rows in the wanted order. Rows come scrambled without ORDER BY, because the org
 * promises no order; otherwise looking stops as soon as enough rows are certain.
 */
export function findSlots(columns: Columns, context: ConditionContext): number[] {
  const { orderBy, limit, offset } = columns.query;
  const keys = orderBy.map(
    (term): SortKey => ({ ...term, column: sortColumn(columns, term.operand) }),
  );
  const passes = compileTest(columns, context);
  const { slots, direction } = candidatesOf(columns);
  const end = limit === undefined ? Number.POSITIVE_INFINITY : offset + limit;
  if (keys.length === 0) return filterSlots(scramble(slots), passes, end).slice(offset);
  if (direction !== undefined) {
    return filterSlots(slots, passes, end, direction === 'down').slice(offset);
  }
  const found = filterSlots(slots, passes, Number.POSITIVE_INFINITY);
  return sortSlots(found, keys).slice(offset, end);
}

function candidatesOf({ view, schema, query }: Columns) {
  return findCandidates(view.table(schema), query, view.caller.now);
}

function filterSlots(
  slots: ArrayLike<number>,
  passes: Test | undefined,
  enough: number,
  isReversed = false,
): number[] {
  const found: number[] = [];
  const count = slots.length;
  for (let i = 0; i < count && found.length < enough; i += 1) {
    const slot = slots[isReversed ? count - 1 - i : i] ?? 0;
    if (passes === undefined || passes(slot)) found.push(slot);
  }
  return found;
}

/** What a row must pass: the condition, and being visible. Undefined when every row does. */
function compileTest(
  { query, view, schema }: Columns,
  context: ConditionContext,
): Test | undefined {
  const wanted = query.where === undefined ? undefined : compileCondition(query.where, context);
  const visible = view.rowFilter(schema);
  if (wanted === undefined || visible === undefined) return wanted ?? visible;
  return (slot) => wanted(slot) && visible(slot);
}

function sortColumn(columns: Columns, operand: Operand): Column {
  const { query } = columns;
  if (operand.kind === 'call') throw unexpectedCall(query.text, operand);
  const column = columns.find(operand.path);
  if (column.field.sortable) return column;
  throw notPossible(query.text, column.field.name, 'sorted', operand.path.start);
}
