import type { Cell } from '../data/table.js';
import type { Field, Value } from '../schema/field.js';
import type { Call, Operand, OrderTerm, Query } from './ast.js';
import type { Column, Columns } from './columns.js';
import { normalise } from './compare.js';
import { type ConditionContext, compileCondition } from './condition.js';
import { sortSlots } from './order.js';
import { type JsonRecord, toJson } from './projection.js';
import { notPossible, unexpectedCall } from './refusals.js';
import { errorAt, SoqlError } from './soql-error.js';

const MOST_GROUPS = 2000;
const USE_LIMIT = 'use LIMIT to restrict the results to a single batch';
const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG']);

/** Whether a query counts or groups instead of listing rows. */
export function isAggregate(query: Query): boolean {
  const isCall = (item: { readonly kind: string }): boolean => item.kind === 'call';
  const calls = query.select.filter((item): item is Call => isCall(item));
  return query.groupBy.length > 0 || calls.some((call) => AGGREGATES.has(call.name));
}

/** The AggregateResult records of a grouped query. @throws `SoqlError` */
export function aggregate(
  columns: Columns,
  slots: readonly number[],
  context: ConditionContext,
): JsonRecord[] {
  const { query, schema } = columns;
  if (!schema.aggregates) {
    throw errorAt(
      query.text,
      query.fromStart,
      'MALFORMED_QUERY',
      `entity '${schema.name}' does not support aggregate operators`,
    );
  }
  const groups = groupSlots(columns, slots);
  const find = (operand: Operand): Column & { label: string } => {
    const column = groupColumn(columns, groups, operand);
    return { ...column, label: column.field.name };
  };
  let places = groups.map((_, place) => place);
  if (query.having !== undefined)
    places = places.filter(compileCondition(query.having, { ...context, find }));
  places = sortSlots(
    places,
    query.orderBy.map((term) => sortKey(term, find)),
  );
  places = places.slice(
    query.offset,
    query.limit === undefined ? undefined : query.offset + query.limit,
  );
  if (places.length > MOST_GROUPS) {
    throw new SoqlError(
      'EXCEEDED_ID_LIMIT',
      `Aggregate query does not support queryMore(), ${USE_LIMIT}`,
    );
  }
  const entries = resultEntries(columns, find);
  return places.map((place) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(
      entries.map(([key, { field, cell }]) => [key, toJson(field, cell(place))]),
    ),
  }));
}

function sortKey(term: OrderTerm, find: (operand: Operand) => Column) {
  const { isDescending, areNullsLast } = term;
  return { column: find(term.operand), isDescending, areNullsLast };
}

function groupSlots(columns: Columns, slots: readonly number[]): (readonly number[])[] {
  const { groupBy } = columns.query;
  if (groupBy.length === 0) return [slots];
  const cells = groupBy.map((operand) => valueColumn(columns, operand, true));
  const values = cells.map(
    ({ field, cell }) =>
      (slot: number) =>
        normalise(field, cell(slot)),
  );
  const [only, second] = values;
  const keyOf =
    second === undefined
      ? only
      : (slot: number) => JSON.stringify(values.map((read) => read(slot)));
  const groups = Map.groupBy(slots, (slot) => keyOf?.(slot) ?? null);
  return [...groups.values()];
}

function resultEntries(columns: Columns, find: (operand: Operand) => Column): [string, Column][] {
  let unnamed = 0;
  return columns.query.select.map((item): [string, Column] => {
    if (item.kind === 'call') return [item.alias ?? `expr${unnamed++}`, find(item)];
    if (item.kind === 'field') {
      const column = find({ kind: 'field', path: item.path });
      return [item.alias ?? column.path.at(-1) ?? '', column];
    }
    throw new SoqlError('MALFORMED_QUERY', 'Grouped query does not support this expression');
  });
}

function groupColumn(
  columns: Columns,
  groups: readonly (readonly number[])[],
  operand: Operand,
): Column {
  if (operand.kind === 'call' && AGGREGATES.has(operand.name))
    return callColumn(columns, groups, operand);
  const { field, cell, path } = valueColumn(columns, operand, false);
  const isGrouped = columns.query.groupBy.some(
    (by) => valueColumn(columns, by, false).path.join() === path.join(),
  );
  if (!isGrouped) {
    const start = operand.kind === 'field' ? operand.path.start : operand.start;
    throw errorAt(
      columns.query.text,
      start,
      'MALFORMED_QUERY',
      `Field must be grouped or aggregated: ${field.name}`,
    );
  }
  return { field, path, cell: (place) => cell(groups[place]?.[0] ?? 0) };
}

function callColumn(columns: Columns, groups: readonly (readonly number[])[], call: Call): Column {
  if (call.argument === undefined) {
    return {
      field: numberField(call.name),
      path: [call.name],
      cell: (place) => groups[place]?.length ?? 0,
    };
  }
  const { field, cell } = columns.find(call.argument);
  const isUnsupported = call.name === 'COUNT_DISTINCT' && columns.schema.cap !== undefined;
  if (isUnsupported) {
    throw errorAt(
      columns.query.text,
      call.start,
      'MALFORMED_QUERY',
      `field ${field.name} does not support aggregate operator COUNT_DISTINCT`,
    );
  }
  const isExtreme = call.name === 'MIN' || call.name === 'MAX';
  return {
    field: isExtreme ? field : numberField(call.name),
    path: [call.name],
    cell: (place) => reduce(call.name, groups[place] ?? [], field, cell),
  };
}

function reduce(name: string, slots: readonly number[], field: Field, cell: Cell): Value {
  const values = slots.map(cell).filter((value) => value !== null);
  if (name === 'COUNT') return values.length;
  if (name === 'COUNT_DISTINCT')
    return new Set(values.map((value) => normalise(field, value))).size;
  if (values.length === 0) return null;
  if (name === 'MIN') return values.reduce<Value>((a, b) => extreme(a, b, 1), null);
  if (name === 'MAX') return values.reduce<Value>((a, b) => extreme(a, b, -1), null);
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return name === 'SUM' ? sum : sum / values.length;
}

/** The smaller of two values, or with direction -1 the larger. */
function extreme(a: Value, b: Value, direction: 1 | -1): Value {
  if (a === null || b === null) return a ?? b;
  return (direction === 1 ? b < a : b > a) ? b : a;
}

/** A field, or a date function over one. */
function valueColumn(columns: Columns, operand: Operand, mustGroup: boolean): Column {
  if (operand.kind === 'field') {
    const column = columns.find(operand.path);
    if (mustGroup && !column.field.groupable) {
      throw notPossible(columns.query.text, column.field.name, 'grouped', operand.path.start);
    }
    return column;
  }
  const read = DATE_FUNCTIONS[operand.name];
  if (read === undefined || operand.argument === undefined) {
    throw unexpectedCall(columns.query.text, operand);
  }
  const { field, cell, path } = columns.find(operand.argument);
  const type = operand.name === 'DAY_ONLY' ? 'date' : 'int';
  return {
    field: { ...field, type },
    path: [operand.name, ...path],
    cell: (slot) => {
      const value = cell(slot);
      return value === null ? null : read(new Date(Number(value)));
    },
  };
}

const DATE_FUNCTIONS: Readonly<Record<string, (date: Date) => Value>> = {
  DAY_ONLY: (date) => date.toISOString().slice(0, 10),
  CALENDAR_YEAR: (date) => date.getUTCFullYear(),
  CALENDAR_MONTH: (date) => date.getUTCMonth() + 1,
  DAY_IN_MONTH: (date) => date.getUTCDate(),
  HOUR_IN_DAY: (date) => date.getUTCHours(),
};

function numberField(name: string): Field {
  return {
    name,
    type: 'double',
    length: 0,
    nillable: true,
    filterable: true,
    sortable: true,
    groupable: false,
    likeable: false,
    referenceTo: [],
    relationship: undefined,
    needs: [],
    since: 0,
  };
}
