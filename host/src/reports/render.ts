/** One table of a report: a heading, column names and cells. */
export interface Section {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly isNumber?: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A report as people read it: lines that answer, then the tables that they rest on. */
export interface Document {
  readonly title: string;
  readonly lines: readonly string[];
  readonly sections: readonly Section[];
}

/** The forms that a report can have. */
export const reportFormats = ['text', 'json', 'csv', 'markdown'] as const;

/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];

/** A document in Markdown. */
export function toMarkdown({ title, lines, sections }: Document): string {
  const parts = [`# ${title}`, ...lines];
  for (const { title: heading, columns, rows } of sections) {
    if (rows.length === 0) continue;
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const head = columns.map(({ name }) => name);
    const rule = columns.map(({ isNumber }) => (isNumber ? '---:' : '---'));
    const body = rows.map((row) => line(row.map(markdownCell)));
    parts.push(`## ${heading}`, [line(head), line(rule), ...body].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula gets a leading quote. */
export function toCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function markdownCell(value: string | number | null): string {
  if (value === null) return '–';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replace(/[\r\n]+/g, ' ');
}
