/** What a cell of a table holds; null is shown as "not known". */
export type Cell = string | number | null;

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
}
