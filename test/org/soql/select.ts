import type { Call, Query, SelectItem } from './ast.js';
import type { Column, Columns } from './columns.js';
import { Projection } from './projection.js';
import type { Projected, QueryResult } from './query-result.js';
import { unexpectedCall } from './refusals.js';
import { errorAt } from './soql-error.js';

/** Runs a nested query. */
type RunQuery = (query: Query) => QueryResult;

/** Looks up the SELECT list of a query that lists rows. @throws `SoqlError` */
export function project(columns: Columns, run: RunQuery): Projected {
  const { query, schema, view } = columns;
  const projection = new Projection(columns, schema);
  const list: Column[] = [];
  const seen = new Set<string>();
  const add = (column: Column, start: number): void => {
    const name = column.path.join('.');
    if (seen.has(name)) {
      throw errorAt(query.text, start, 'INVALID_FIELD', `duplicate field selected: ${name}`);
    }
    seen.add(name);
    list.push(column);
    projection.addPath(column.path, column.field, start);
  };
  for (const item of query.select) {
    if (item.kind === 'field') add(columns.find(item.path), item.path.start);
    else if (item.kind === 'call') add(labelColumn(columns, item), item.start);
    else if (item.kind === 'fields') {
      checkFields(query, item);
      for (const field of schema.fields.filter((known) => view.isVisible(known))) {
        if (item.group !== 'CUSTOM')
          add(columns.find({ parts: [field.name], start: item.start }), item.start);
      }
    } else addChildren(columns, projection, item, run);
  }
  return { columns: list, record: (slot) => projection.record(slot) };
}

function checkFields(query: Query, item: Extract<SelectItem, { kind: 'fields' }>): void {
  const isBounded = query.limit !== undefined && query.limit <= 200;
  if (item.group === 'STANDARD' || isBounded) return;
  throw errorAt(
    query.text,
    item.start,
    'MALFORMED_QUERY',
    `The SOQL FIELDS function must have a LIMIT of at most 200`,
  );
}

function labelColumn(columns: Columns, call: Call): Column {
  if ((call.name === 'TOLABEL' || call.name === 'FORMAT') && call.argument !== undefined) {
    return columns.find(call.argument);
  }
  throw unexpectedCall(columns.query.text, call);
}

/** Child relationships are named after the child object in the plural. */
function addChildren(
  columns: Columns,
  projection: Projection,
  item: Extract<SelectItem, { kind: 'subquery' }>,
  run: RunQuery,
): void {
  const { view, schema } = columns;
  const name = item.query.from;
  const child = name.toLowerCase().endsWith('s') ? view.object(name.slice(0, -1)) : undefined;
  const reference = child?.fields.find((field) => field.referenceTo.includes(schema.name));
  if (child === undefined || reference === undefined) {
    throw errorAt(
      columns.query.text,
      item.query.fromStart,
      'INVALID_TYPE',
      `Didn't understand relationship '${name}' in FROM part of query call.`,
    );
  }
  const result = run({ ...item.query, from: child.name });
  if (result.kind !== 'rows') return;
  const parentOf = view.table(child).reader(reference.name);
  const byParent = Map.groupBy(Array.from(result.slots), parentOf);
  const id = view.table(schema).reader('Id');
  projection.addEntry(name, (slot) => {
    const slots = byParent.get(id(slot)) ?? [];
    if (slots.length === 0) return null;
    const records = slots.map((found) => result.projected.record(found));
    return { totalSize: records.length, done: true, records };
  });
}
