import type { Cell } from '../data/table.js';
import type { Field } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';
import type { View } from './access.js';
import type { FieldPath, Query } from './ast.js';
import { noSuchColumn, noSuchRelationship } from './refusals.js';

/** A field as a query reaches it, over any number of parents. */
export interface Column {
  /** Names as the schema spells them. */
  readonly path: readonly string[];
  readonly field: Field;
  readonly cell: Cell;
}

/** A parent of a row: the object it may be, and where to find it. */
export interface Parent {
  readonly name: string;
  readonly reference: Cell;
  readonly targets: readonly ObjectSchema[];
}

/** Looks up the fields of one query. */
export class Columns {
  constructor(
    readonly view: View,
    readonly query: Query,
    readonly schema: ObjectSchema,
  ) {}

  /** @throws `INVALID_FIELD` when the caller may not see such a field */
  find(path: FieldPath): Column {
    return this.#walk(this.schema, this.#strip(path.parts), path.start);
  }

  /** The parent behind a relationship name. @throws `INVALID_FIELD` */
  parent(schema: ObjectSchema, name: string, start: number): Parent {
    const field = schema.relationship(name);
    const targets = (field?.referenceTo ?? []).flatMap((target) => this.view.object(target) ?? []);
    if (field?.relationship === undefined || !this.view.isVisible(field) || targets.length === 0) {
      throw noSuchRelationship(this.query.text, name, start);
    }
    return {
      name: field.relationship,
      reference: this.view.table(schema).reader(field.name),
      targets,
    };
  }

  /** Drops a leading alias or object name, as in `User.Name` or `u.Name`. */
  #strip(parts: readonly string[]): readonly string[] {
    const [first = ''] = parts;
    const names = [this.query.alias, this.query.from].map((name) => name?.toLowerCase());
    return parts.length > 1 && names.includes(first.toLowerCase()) ? parts.slice(1) : parts;
  }

  #walk(schema: ObjectSchema, parts: readonly string[], start: number): Column {
    const [first = '', ...rest] = parts;
    if (rest.length === 0) {
      const field = this.view.field(schema, first);
      if (field === undefined) throw noSuchColumn(this.query.text, first, schema.name, start);
      return { path: [field.name], field, cell: this.view.table(schema).reader(field.name) };
    }
    const parent = this.parent(schema, first, start);
    const found = this.#overTargets(parent, rest, start);
    return { ...found, path: [parent.name, ...found.path] };
  }

  #overTargets(parent: Parent, rest: readonly string[], start: number): Column {
    if (parent.targets.length > 1 && rest.join().toLowerCase() === 'type')
      return typeColumn(parent);
    const columns = new Map<string, { column: Column; find: (id: string) => number | undefined }>();
    let refusal: unknown;
    for (const target of parent.targets) {
      try {
        const table = this.view.table(target);
        const column = this.#walk(target, rest, start);
        columns.set(target.prefix, { column, find: (id) => table.find(id) });
      } catch (error) {
        refusal = error;
      }
    }
    const [first] = columns.values();
    if (first === undefined) throw refusal;
    const cell: Cell = (slot) => {
      const id = parent.reference(slot);
      if (typeof id !== 'string') return null;
      const target = columns.get(id.slice(0, 3));
      const parentSlot = target?.find(id);
      return target === undefined || parentSlot === undefined
        ? null
        : target.column.cell(parentSlot);
    };
    return { path: first.column.path, field: first.column.field, cell };
  }
}

function typeColumn(parent: Parent): Column {
  const names = new Map(parent.targets.map((target) => [target.prefix, target.name]));
  const field: Field = {
    name: 'Type',
    type: 'picklist',
    length: 40,
    nillable: true,
    filterable: true,
    sortable: true,
    groupable: true,
    likeable: true,
    referenceTo: [],
    relationship: undefined,
    needs: [],
    since: 0,
  };
  const cell: Cell = (slot) => names.get(String(parent.reference(slot)).slice(0, 3)) ?? null;
  return { path: ['Type'], field, cell };
}
