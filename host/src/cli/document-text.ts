import type { Cell } from '../reports/cell.js';
import { datasetCells, datasetColumns } from '../reports/datasets.js';
import type { Document, Section } from '../reports/document.js';
import { headerPairs } from '../reports/header.js';
import { pairs, table } from './table.js';

/** A report as text. Of each table at most `mostRows` rows are shown; a line says how many more there are. */
export function documentText(
  { lines, figures, sections, method, header }: Document,
  mostRows = Number.POSITIVE_INFINITY,
): string {
  const datasets: Section = {
    title: 'Data',
    columns: datasetColumns,
    rows: header.datasets.map(datasetCells),
  };
  const values = figures.map(
    ({ name, value, note }) => [name, note === undefined ? value : `${value} (${note})`] as const,
  );
  const parts = [
    lines.join('\n'),
    values.length === 0 ? '' : pairs(values),
    ...[...sections, datasets].map((section) => sectionText(section, mostRows)),
    method.map((line) => `- ${line}`).join('\n'),
    pairs(headerPairs(header)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function sectionText({ title, lines = [], columns, rows }: Section, mostRows: number): string {
  if (rows.length === 0) return '';
  const heads = columns.map(({ name, isNumber }) => ({
    head: name.toUpperCase(),
    align: isNumber ? ('right' as const) : ('left' as const),
  }));
  const shown = rows.slice(0, mostRows).map((row) => row.map(cell));
  const more = rows.length - shown.length;
  const rest = more > 0 ? `\n… and ${more.toLocaleString('en-US')} more; --out FILE has all.` : '';
  return [title, ...lines, `${table(heads, shown)}${rest}`].join('\n');
}

function cell(value: Cell): string {
  if (value === null) return '–';
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}
