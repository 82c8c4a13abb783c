import type { Value } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';
import type { View } from './access.js';
import { aggregate, isAggregate } from './aggregate.js';
import type { Condition, Operand, Query } from './ast.js';
import { findCandidates } from './candidates.js';
import { type Column, Columns } from './columns.js';
import type { Comparable, Test } from './compare.js';
import { type ConditionContext, compileCondition } from './condition.js';
import { sortSlots } from './order.js';
import type { JsonRecord } from './projection.js';
import { type Projected, project } from './select.js';
import { errorAt, SoqlError } from './soql-error.js';

const LARGEST_OFFSET = 2000;

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

/** Runs a parsed query as one caller. @throws `SoqlError` with the org's own words */
export function evaluate(query: Query, view: View): QueryResult {
  const schema = view.object(query.from);
  if (schema === undefined) throw noSuchObject(query);
  if (query.offset > LARGEST_OFFSET && schema.cap === undefined) {
    throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  const columns = new Columns(view, query, schema);
  const context = conditionContext(columns);
  if (isPlainCount(query)) {
    const count = findSlots(columns, context, undefined).length;
    return { kind: 'count', count: Math.min(count, query.limit ?? count) };
  }
  if (isAggregate(query)) {
    const unordered = { ...query, orderBy: [] };
    const rows = findSlots(new Columns(view, unordered, schema), context, undefined);
    return { kind: 'groups', records: aggregate(columns, rows, context) };
  }
  const projected = project(columns, (child) => evaluate(child, view));
  const end = query.limit === undefined ? undefined : query.offset + query.limit;
  const slots = findSlots(columns, context, end).slice(query.offset);
  const table = view.table(schema);
  return { kind: 'rows', schema, slots, projected, has: (slot) => table.has(slot) };
}

/** The refusal of an object nobody, or not this caller, knows. */
function noSuchObject({ text, from, fromStart }: Query): SoqlError {
  return errorAt(
    text,
    fromStart,
    'INVALID_TYPE',
    `sObject type '${from}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

function isPlainCount({ select }: Query): boolean {
  const [item] = select;
  return (
    select.length === 1 &&
    item?.kind === 'call' &&
    item.name === 'COUNT' &&
    item.argument === undefined
  );
}

/** Finds the wanted rows in the wanted order, stopping as soon as `end` of them are certain. */
function findSlots(columns: Columns, context: ConditionContext, end: number | undefined): number[] {
  const { query, view, schema } = columns;
  const keys = query.orderBy.map(({ operand, isDescending, areNullsLast }) => ({
    column: sortColumn(columns, operand),
    isDescending,
    areNullsLast,
  }));
  const passes = allOf([compileWhere(query.where, context), view.rowFilter(schema)]);
  const candidates = findCandidates(view.table(schema), query, view.caller.now);
  const enough = candidates.areOrdered
    ? (end ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
  const found: number[] = [];
  const count = candidates.slots.length;
  for (let i = 0; i < count && found.length < enough; i += 1) {
    const slot = candidates.slots[candidates.areReversed ? count - 1 - i : i] ?? 0;
    if (passes(slot)) found.push(slot);
  }
  const sorted = candidates.areOrdered ? found : sortSlots(found, keys);
  return end === undefined ? sorted : sorted.slice(0, end);
}

function compileWhere(where: Condition | undefined, context: ConditionContext): Test | undefined {
  return where === undefined ? undefined : compileCondition(where, context);
}

function allOf(tests: readonly (Test | undefined)[]): Test {
  const [first, second] = tests.filter((test) => test !== undefined);
  if (first === undefined) return () => true;
  return second === undefined ? first : (slot) => first(slot) && second(slot);
}

function sortColumn(columns: Columns, operand: Operand): Column {
  if (operand.kind === 'call') {
    throw errorAt(
      columns.query.text,
      operand.start,
      'MALFORMED_QUERY',
      `unexpected token: '${operand.name}'`,
    );
  }
  const column = columns.find(operand.path);
  if (!column.field.sortable) {
    const text = `field '${column.field.name}' can not be sorted in a query call`;
    throw errorAt(columns.query.text, operand.path.start, 'INVALID_FIELD', text);
  }
  return column;
}

function conditionContext(columns: Columns): ConditionContext {
  const { view, query } = columns;
  return {
    text: query.text,
    now: view.caller.now,
    find: (operand): Comparable => {
      if (operand.kind === 'call')
        throw errorAt(
          query.text,
          operand.start,
          'MALFORMED_QUERY',
          `unexpected token: '${operand.name}'`,
        );
      const column = columns.find(operand.path);
      return { ...column, label: operand.path.parts.join('.') };
    },
    semiJoin: (inner) => semiJoin(inner, view),
  };
}

function semiJoin(inner: Query, view: View): Iterable<Value> {
  if (inner.from.toLowerCase() === 'twofactormethodsinfo') {
    throw errorAt(
      inner.text,
      inner.fromStart,
      'INVALID_TYPE',
      `Entity '${inner.from}' is not supported for semi join inner selects`,
    );
  }
  const result = evaluate(inner, view);
  const [column, second] = result.kind === 'rows' ? result.projected.columns : [];
  if (result.kind !== 'rows' || column === undefined || second !== undefined) {
    throw errorAt(
      inner.text,
      inner.fromStart,
      'MALFORMED_QUERY',
      'Semi join sub-selects must select exactly one field',
    );
  }
  return Array.from(result.slots, (slot) => column.cell(slot));
}
