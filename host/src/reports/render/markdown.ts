import type { Cell } from '../cell.js';
import { datasetCells, datasetColumns } from '../datasets.js';
import type { Document, Section } from '../document.js';
import { headerPairs } from '../header.js';

/** A report in Markdown (GitHub's tables). Whatever a provider wrote stays text. */
export function toMarkdown({ title, header, lines, figures, sections, method }: Document): string {
  const facts = headerPairs(header).map(([name, value]) => [name, value]);
  const parts = [
    `# ${escaped(title)}`,
    ...lines.map(escaped),
    ...tableOf({
      columns: [{ name: 'Figure' }, { name: 'Value' }, { name: 'Note' }],
      rows: figures.map(({ name, value, note }) => [name, value, note ?? '']),
    }),
    ...sections.flatMap(sectionOf),
    ...listOf('Method and limits', method),
    '## About this report',
    ...tableOf({ columns: [{ name: 'About' }, { name: 'Value' }], rows: facts }),
    ...tableOf({ columns: datasetColumns, rows: header.datasets.map(datasetCells) }),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionOf(section: Section): readonly string[] {
  if (section.rows.length === 0) return [];
  return [
    `## ${escaped(section.title)}`,
    ...(section.lines ?? []).map(escaped),
    ...tableOf(section),
  ];
}

function listOf(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`## ${title}`, lines.map((line) => `- ${escaped(line)}`).join('\n')];
}

function tableOf({ columns, rows }: Pick<Section, 'columns' | 'rows'>): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map(({ isNumber }) => (isNumber ? '---:' : '---'));
  const body = rows.map((row) => line(row.map(cellOf)));
  return [[line(columns.map(({ name }) => escaped(name))), line(rule), ...body].join('\n')];
}

function cellOf(value: Cell): string {
  if (value === null) return '–';
  return typeof value === 'number' ? value.toLocaleString('en-US') : escaped(value);
}

/** Also what only becomes markup by itself: addresses that are made links, and marks at a line's start. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>|~&]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
    .replace(/^[-+#=]/, '\\$&');
}
