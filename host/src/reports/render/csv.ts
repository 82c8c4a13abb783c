import type { Cell } from '../cell.js';
import type { Document } from '../document.js';

/** The rows of a report for spreadsheets (RFC 4180). The header block is left out: it is no row. */
export function toCsv({ data }: Document): string {
  return csvText(data.columns, data.rows);
}

/** Rows as CSV. A text that a spreadsheet would take for a formula gets a leading quote. */
export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map(csvRow).join('');
}

/** One row, with its line end. */
export function csvRow(row: readonly Cell[]): string {
  return `${row.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // Spreadsheets skip spaces before a formula and know the full-width signs, too.
  const text = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
