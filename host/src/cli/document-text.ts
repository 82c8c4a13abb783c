import type { Document, Section } from '../reports/render.js';
import { table } from './table.js';

/** A report on a terminal. */
export function documentText({ lines, sections }: Document): string {
  const tables = sections.filter(({ rows }) => rows.length > 0).map(sectionText);
  return `${[lines.join('\n'), ...tables].join('\n\n')}\n`;
}

function sectionText({ title, columns, rows }: Section): string {
  const heads = columns.map(({ name, isNumber }) => ({
    head: name.toUpperCase(),
    align: isNumber ? ('right' as const) : ('left' as const),
  }));
  return `${title}\n${table(
    heads,
    rows.map((row) => row.map(cell)),
  )}`;
}

function cell(value: string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}
