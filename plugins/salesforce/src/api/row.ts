import { to18 } from './ids.js';

/** One record of an answer, as it came. */
export type Row = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field's text; `null` where it is absent, null or empty. */
export function text(row: Row, field: string): string | null {
  const value = row[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A field's id in its 18-character form. */
export function id(row: Row, field: string): string | null {
  const value = text(row, field);
  return value === null ? null : to18(value);
}

/** A field's truth value, also one of CSV; `null` where the field could not be read. */
export function flag(row: Row, field: string): boolean | null {
  const value = row[field];
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' ? value : null;
}

/** A field's whole number, also one of CSV. */
export function integer(row: Row, field: string): number | null {
  const value = decimal(row, field);
  return value === null ? null : Math.trunc(value);
}

/** A field's number, also one of CSV; `null` where it is none. */
export function decimal(row: Row, field: string): number | null {
  const given = row[field];
  const value = typeof given === 'string' && given !== '' ? Number(given) : given;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A field's instant in ISO 8601 with `Z` and milliseconds; REST answers write `+0000`. */
export function instant(row: Row, field: string): string | null {
  const value = text(row, field);
  if (value === null) return null;
  // Nearly every row: whoever reads the record still checks that it is an instant.
  if (value.length === 28 && value.endsWith('+0000')) return `${value.slice(0, 23)}Z`;
  const time = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A field's day, `YYYY-MM-DD`. */
export function day(row: Row, field: string): string | null {
  const match = /^\d{4}-\d{2}-\d{2}/.exec(text(row, field) ?? '');
  return match ? match[0] : null;
}

/** The row of a parent relationship; an empty row where there is none. */
export function parent(row: Row, relationship: string): Row {
  const value = row[relationship];
  return isRow(value) ? value : {};
}

/** What no column carries: every field with a value except `carried` ones. */
export function rest(row: Row, carried: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const field of Object.keys(row)) {
    if (carried.has(field) || field === 'attributes') continue;
    const value = row[field];
    if (value !== null && value !== '') kept[field] = plain(value);
  }
  return kept;
}

function plain(value: unknown): unknown {
  return isRow(value) ? rest(value, new Set()) : value;
}
