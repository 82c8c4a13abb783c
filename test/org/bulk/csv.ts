import type { Field, Value } from '../schema/field.js';
import type { RowResult } from '../soql/query-result.js';

/** How the CSV of a job is written. */
export interface CsvStyle {
  readonly columnDelimiter: string;
  readonly lineEnding: string;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};

/** Narrows to a delimiter name the API knows. */
export function isDelimiter(name: string): boolean {
  return name in DELIMITERS;
}

/** Rows `start` up to `end` as CSV with a header: every value quoted, nulls as empty text. */
export function toCsv(result: RowResult, start: number, end: number, style: CsvStyle): string {
  const { columns } = result.projected;
  const delimiter = DELIMITERS[style.columnDelimiter] ?? ',';
  const newline = style.lineEnding === 'CRLF' ? '\r\n' : '\n';
  const lines = [columns.map(({ path }) => quote(path.join('.'))).join(delimiter)];
  for (let i = start; i < end; i += 1) {
    const slot = result.slots[i] ?? 0;
    const values = columns.map(({ field, cell }) => quote(toText(field, cell(slot))));
    lines.push(values.join(delimiter));
  }
  return lines.map((line) => line + newline).join('');
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Datetimes end in `Z` here, unlike in REST. */
function toText(field: Field, value: Value): string {
  if (value === null) return '';
  if (field.type === 'datetime') return new Date(Number(value)).toISOString();
  return String(value);
}
