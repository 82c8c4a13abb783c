import type { Cell, Table } from '../data/table.js';
import type { Field, Value } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';
import type { Columns } from './columns.js';

/** A record as it travels in JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Makes the value of one key of a record. */
type Entry = (slot: number) => unknown;

/** Turns rows into records: nested parents, attributes, keys in the order they were asked for. */
export class Projection {
  readonly #table: Table;
  readonly #id: Cell;
  readonly #entries = new Map<string, Entry>();
  readonly #parents = new Map<string, ReadonlyMap<string, Projection>>();

  constructor(
    private readonly columns: Columns,
    private readonly schema: ObjectSchema,
  ) {
    this.#table = columns.view.table(schema);
    this.#id = this.#table.reader('Id');
  }

  /** Adds a field by its path, whose names are those of the schema. */
  addPath(path: readonly string[], field: Field, start: number): void {
    const [first = '', ...rest] = path;
    if (rest.length > 0) {
      this.#addParent(first, rest, field, start);
      return;
    }
    const cell = this.schema.field(first) === undefined ? undefined : this.#table.reader(first);
    const typeName = this.schema.name;
    this.addEntry(first, (slot) => (cell === undefined ? typeName : toJson(field, cell(slot))));
  }

  addEntry(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
  }

  record(slot: number): JsonRecord {
    const record: Record<string, unknown> = { attributes: this.#attributes(slot) };
    for (const [key, entry] of this.#entries) record[key] = entry(slot);
    return record;
  }

  #attributes(slot: number): JsonRecord {
    const type = this.schema.name;
    const version = this.columns.view.caller.apiVersion.toFixed(1);
    return { type, url: `/services/data/v${version}/sobjects/${type}/${String(this.#id(slot))}` };
  }

  #addParent(name: string, rest: readonly string[], field: Field, start: number): void {
    const parent = this.columns.parent(this.schema, name, start);
    let projections = this.#parents.get(name);
    if (projections === undefined) {
      projections = new Map(
        parent.targets.map((target) => [target.prefix, new Projection(this.columns, target)]),
      );
      this.#parents.set(name, projections);
      this.addEntry(name, this.#parentEntry(parent.reference, projections));
    }
    for (const [place, target] of parent.targets.entries()) {
      const isKnown =
        rest.length > 1 || target.field(rest[0] ?? '') !== undefined || rest[0] === 'Type';
      const projection = projections.get(target.prefix);
      if (isKnown || place === 0) projection?.addPath(rest, field, start);
    }
  }

  #parentEntry(reference: Cell, projections: ReadonlyMap<string, Projection>): Entry {
    return (slot) => {
      const id = reference(slot);
      const projection = typeof id === 'string' ? projections.get(id.slice(0, 3)) : undefined;
      const parentSlot = projection?.find(String(id));
      return parentSlot === undefined ? null : (projection?.record(parentSlot) ?? null);
    };
  }

  find(id: string): number | undefined {
    return this.#table.find(id);
  }
}

/** A value as REST shows it: datetimes in UTC with `+0000`. */
export function toJson(field: Field, value: Value): Value {
  if (field.type === 'datetime' && typeof value === 'number') {
    return new Date(value).toISOString().replace('Z', '+0000');
  }
  return value === '' ? null : value;
}
