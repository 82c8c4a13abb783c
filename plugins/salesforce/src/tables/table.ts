import { type SoqlParts, soql, textLiteral } from '../api/soql.js';

/** One object of the org, as the plugin reads it whole. */
export interface Table {
  /** Unique among the tables: an object may be read in more than one way. */
  readonly key: string;
  /** API name of the object. */
  readonly object: string;
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
}

/** The fields to select: those that are not known to be absent. */
export function selectedFields(table: Table, absent: readonly string[]): readonly string[] {
  return [...table.required, ...table.optional.filter((field) => !absent.includes(field))];
}

/** The query for the rows after an id, in order of ids, so that a position can be taken anywhere. */
export function tableQuery(
  table: Table,
  absent: readonly string[],
  after: string | undefined,
): string {
  const parts: SoqlParts = {
    object: table.object,
    fields: selectedFields(table, absent),
    where: [...(table.where ?? []), ...(after === undefined ? [] : [`Id > ${textLiteral(after)}`])],
    orderBy: 'Id',
  };
  return soql(parts);
}

/** The query that counts the rows. */
export function countQuery(object: string, where: readonly string[] = []): string {
  return soql({ object, fields: ['COUNT()'], where });
}
