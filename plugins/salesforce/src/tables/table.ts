import { type Row, text } from '../api/row.js';
import { type SoqlParts, soql, textLiteral } from '../api/soql.js';

/** In the list of absent fields: says that the org refuses to order or compare the table's key. */
export const orderAbsent = 'ORDER BY';

/** The field that orders a table's rows, so that a position can be taken anywhere. */
export interface TableKey {
  readonly field: string;
  /** Whether no two rows have the same. */
  readonly isUnique: boolean;
}

const idKey: TableKey = { field: 'Id', isUnique: true };

/** One object of the org, as the plugin reads it whole. */
export interface Table {
  /** Unique among the tables: an object may be read in more than one way. */
  readonly key: string;
  /** API name of the object. */
  readonly object: string;
  /** Whether it may have more than a page of rows, so that counting them beforehand is worth it. */
  readonly isLarge?: boolean;
  /** The first stream that is made of it: requests are counted there. */
  readonly stream: string;
  /** What its rows are, for people, in the plural. */
  readonly label: string;
  /** Fields that the plugin cannot do without. */
  readonly required: readonly string[];
  /** Fields that are left out where the user may not see them. */
  readonly optional: readonly string[];
  /** Conditions of the query. */
  readonly where?: readonly string[];
  /** The boxes of which one must be ticked so that the object can be read. */
  readonly permission: readonly string[];
  /**
   * Permissions (API names without `Permissions`) that each prove that every row is visible; a list
   * in the list must be held together. Empty where every user sees all rows.
   */
  readonly allRowsBy: readonly (string | readonly string[])[];
  /** Whether every org has a row: none visible then means that none may be seen. */
  readonly neverEmpty?: boolean;
  /** What orders its rows; their `Id` when absent. */
  readonly orderedBy?: TableKey;
  /** The field that names whose row it is, where only the own rows are visible without permission. */
  readonly owner?: string;
  /** Rows after which the org ends any query of it, and the rows of its pages. */
  readonly cap?: { readonly rows: number; readonly page: number };
}

/** The value of a row that a position is taken by. */
export function keyOf(table: Table, row: Row): string | null {
  return text(row, (table.orderedBy ?? idKey).field);
}

/** The query for the rows after a key, in order of keys, so that a position can be taken anywhere. */
export function tableQuery(
  table: Table,
  fields: readonly string[],
  position: { readonly isOrdered: boolean; readonly after: string | undefined },
): string {
  const key = table.orderedBy ?? idKey;
  const { isOrdered, after } = position;
  const begin = `${key.field} ${key.isUnique ? '>' : '>='} ${textLiteral(after ?? '')}`;
  const parts: SoqlParts = {
    object: table.object,
    fields,
    where: [...(table.where ?? []), ...(isOrdered && after !== undefined ? [begin] : [])],
    ...(isOrdered ? { orderBy: key.field } : {}),
  };
  return soql(parts);
}
