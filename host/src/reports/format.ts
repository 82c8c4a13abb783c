import { extname } from 'node:path';

import type { Document } from './document.js';
import { toCsv } from './render/csv.js';
import { toHtml } from './render/html.js';
import { toMarkdown } from './render/markdown.js';

/** The forms that a report can have. */
export const reportFormats = ['text', 'json', 'csv', 'markdown', 'html'] as const;

/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];

/** A report: as data, and as the document that people read. */
export interface Report {
  readonly data: object;
  /** Made when it is asked for. */
  readonly document: () => Document;
}

const formatOfEnding: Readonly<Record<string, ReportFormat>> = {
  '.json': 'json',
  '.csv': 'csv',
  '.md': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'text',
};

/** The format that a file's ending names, if any. */
export function formatOfFile(path: string): ReportFormat | undefined {
  return formatOfEnding[extname(path).toLowerCase()];
}

/** A report in a format; text for terminals is the command line's own. */
export function renderReport(report: Report, format: Exclude<ReportFormat, 'text'>): string {
  if (format === 'json') return `${JSON.stringify(report.data, null, 2)}\n`;
  if (format === 'csv') return toCsv(report.document());
  return format === 'html' ? toHtml(report.document()) : toMarkdown(report.document());
}
