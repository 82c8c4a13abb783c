import { IdSpace } from '../ids.js';
import { CATALOGUE } from '../schema/catalogue.js';
import { LoginGeoTable } from './login-geo-table.js';
import { RowTable } from './row-table.js';
import { SignInTable } from './sign-in-table.js';
import type { Table } from './table.js';

/** Every table of one org. */
export class OrgData {
  readonly ids: IdSpace;
  readonly orgId: string;
  readonly signIns: SignInTable;
  readonly #rowTables = new Map<string, RowTable>();
  readonly #columnTables: ReadonlyMap<string, Table>;

  constructor(seed: number) {
    this.ids = new IdSpace(seed);
    for (const schema of CATALOGUE) {
      const nextId = (n: number): string => this.ids.id(schema.prefix, n);
      this.#rowTables.set(schema.name, new RowTable(schema, nextId));
    }
    this.orgId = this.rows('Organization').peekId();
    this.signIns = new SignInTable(this.ids, this.rows('User').reader('Id'));
    this.#columnTables = new Map<string, Table>([
      ['LoginHistory', this.signIns],
      ['LoginGeo', new LoginGeoTable(this.signIns)],
    ]);
  }

  /** The table of an object. @throws when there is no such object */
  table(name: string): Table {
    return this.#columnTables.get(name) ?? this.rows(name);
  }

  /** The table of an object whose rows are plain records. @throws when there is none */
  rows(name: string): RowTable {
    const table = this.#rowTables.get(name);
    if (table === undefined) throw new Error(`no object ${name}`);
    return table;
  }
}
