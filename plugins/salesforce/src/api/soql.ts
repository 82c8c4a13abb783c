/** What a query is made of. Conditions are joined with AND. */
export interface SoqlParts {
  /** Object to read. */
  readonly object: string;
  /** Fields to read, in order; `COUNT()` alone counts. */
  readonly fields: readonly string[];
  /** Conditions, already written with literals of this file. */
  readonly where?: readonly string[];
  /** `ORDER BY` list. Without one the order is undefined, and no position may be taken. */
  readonly orderBy?: string;
  /** Most rows to give. */
  readonly limit?: number;
}

/** Writes a SOQL query. */
export function soql(parts: SoqlParts): string {
  const where = parts.where?.length ? ` WHERE ${parts.where.join(' AND ')}` : '';
  const order = parts.orderBy ? ` ORDER BY ${parts.orderBy}` : '';
  const limit = parts.limit === undefined ? '' : ` LIMIT ${parts.limit}`;
  return `SELECT ${parts.fields.join(',')} FROM ${parts.object}${where}${order}${limit}`;
}

/** A string or id literal, quoted and escaped. */
export function textLiteral(value: string): string {
  return `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

/** A dateTime literal: unquoted, always `Z`, whatever offset the instant came with. */
export function instantLiteral(instant: string): string {
  return new Date(instant).toISOString();
}
