import type { Document, Section } from '../reports/render.js';
import { table } from './table.js';

/** A report as text. Of each table at most `mostRows` rows are shown; a line says how many more there are. */
export function documentText(
  { lines, sections }: Document,
  mostRows = Number.POSITIVE_INFINITY,
): string {
  const tables = sections
    .filter(({ rows }) => rows.length > 0)
    .map((section) => sectionText(section, mostRows));
  return `${[lines.join('\n'), ...tables].join('\n\n')}\n`;
}

function sectionText({ title, columns, rows }: Section, mostRows: number): string {
  const heads = columns.map(({ name, isNumber }) => ({
    head: name.toUpperCase(),
    align: isNumber ? ('right' as const) : ('left' as const),
  }));
  const shown = rows.slice(0, mostRows).map((row) => row.map(cell));
  const more = rows.length - shown.length;
  const rest = more > 0 ? `\n… and ${more.toLocaleString('en-US')} more; --out FILE has all.` : '';
  return `${title}\n${table(heads, shown)}${rest}`;
}

function cell(value: string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}
