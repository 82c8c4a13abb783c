import { emptyValue, type Value } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';
import type { Cell, Table } from './table.js';

/** The filled-in fields of a row; the others hold what an untouched field holds. */
export type Row = Readonly<Record<string, Value>>;

/** Rows as plain records: for every object but the huge ones. */
export class RowTable implements Table {
  readonly timeline = undefined;
  readonly #rows: (Row | undefined)[] = [];
  readonly #byId = new Map<string, number>();
  #size = 0;

  /** @param nextId makes the id of the n-th row of this object */
  constructor(
    readonly schema: ObjectSchema,
    private readonly nextId: (n: number) => string,
  ) {}

  get size(): number {
    return this.#size;
  }

  slots(): readonly number[] {
    const slots: number[] = [];
    for (let slot = 0; slot < this.#rows.length; slot += 1) {
      if (this.#rows[slot] !== undefined) slots.push(slot);
    }
    return slots;
  }

  reader(field: string): Cell {
    const known = this.schema.field(field);
    if (known === undefined) throw new Error(`${this.schema.name} has no field ${field}`);
    const empty = emptyValue(known);
    const name = known.name;
    return (slot) => this.#rows[slot]?.[name] ?? empty;
  }

  find(id: string): number | undefined {
    const slot = this.#byId.get(id.slice(0, 15));
    return slot !== undefined && this.has(slot) ? slot : undefined;
  }

  has(slot: number): boolean {
    return this.#rows[slot] !== undefined;
  }

  /** The id the next inserted row gets when it brings none. */
  peekId(): string {
    return this.nextId(this.#rows.length);
  }

  /** Adds a row and returns its id. */
  insert(row: Row): string {
    const id = this.peekId();
    this.#byId.set(id.slice(0, 15), this.#rows.length);
    this.#rows.push('Id' in row ? row : { ...row, Id: id });
    this.#size += 1;
    return id;
  }

  /** Changes fields of a row. */
  update(id: string, changes: Row): void {
    const slot = this.#slotOf(id);
    this.#rows[slot] = { ...this.#rows[slot], ...changes };
  }

  /** Removes a row without a trace, as the org does for assignments. */
  delete(id: string): void {
    this.#rows[this.#slotOf(id)] = undefined;
    this.#size -= 1;
  }

  /** The filled-in fields of every row. */
  all(): Row[] {
    return this.#rows.filter((row) => row !== undefined);
  }

  /** The filled-in fields of one row. */
  get(id: string): Row | undefined {
    const slot = this.find(id);
    return slot === undefined ? undefined : this.#rows[slot];
  }

  #slotOf(id: string): number {
    const slot = this.find(id);
    if (slot === undefined) throw new Error(`no ${this.schema.name} ${id}`);
    return slot;
  }
}
