import type { Value } from '../schema/field.js';
import type { View } from './access.js';
import { aggregate, isAggregate } from './aggregate.js';
import type { Query } from './ast.js';
import { Columns } from './columns.js';
import type { Comparable } from './compare.js';
import type { ConditionContext } from './condition.js';
import { countSlots, findSlots, gatherSlots } from './find-slots.js';
import type { QueryResult } from './query-result.js';
import { noSuchObject, unexpectedCall } from './refusals.js';
import { project } from './select.js';
import { errorAt, SoqlError } from './soql-error.js';

const LARGEST_OFFSET = 2000;

/** Runs a parsed query as one caller. @throws `SoqlError` with the org's own words */
export function evaluate(query: Query, view: View): QueryResult {
  const schema = view.object(query.from);
  if (schema === undefined) throw noSuchObject(query.text, query.from, query.fromStart);
  if (query.offset > LARGEST_OFFSET && schema.cap === undefined) {
    throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  const columns = new Columns(view, query, schema);
  const context = conditionContext(columns);
  if (isPlainCount(query)) {
    const count = countSlots(columns, context);
    return { kind: 'count', count: Math.min(count, query.limit ?? count) };
  }
  if (isAggregate(query)) {
    const records = aggregate(columns, gatherSlots(columns, context), context);
    return { kind: 'groups', records };
  }
  const projected = project(columns, (child) => evaluate(child, view));
  const slots = findSlots(columns, context);
  const table = view.table(schema);
  return { kind: 'rows', schema, slots, projected, has: (slot) => table.has(slot) };
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

function conditionContext(columns: Columns): ConditionContext {
  const { view, query } = columns;
  return {
    text: query.text,
    now: view.caller.now,
    find: (operand): Comparable => {
      if (operand.kind === 'call') throw unexpectedCall(query.text, operand);
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
