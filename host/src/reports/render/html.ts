import type { Cell, Column } from '../cell.js';
import { datasetCells, datasetColumns } from '../datasets.js';
import type { Document, Section } from '../document.js';
import { headerPairs } from '../header.js';
import { escapeHtml } from './escape-html.js';
import { reportStyle } from './html-style.js';
import { svgChart } from './svg-chart.js';

/**
 * A report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It
 * forbids them, too, so that a text that slipped through could still load nothing.
 */
export function toHtml(document: Document): string {
  const { title, header, lines, figures, sections, method } = document;
  return `${[
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${reportStyle}</style></head><body>`,
    `<header><h1>${escapeHtml(title)}</h1>`,
    ...lines.map((line) => `<p class="answer">${escapeHtml(line)}</p>`),
    '</header><main>',
    figuresOf(figures),
    ...sections.map(sectionOf),
    listOf('Method and limits', method),
    '<section><h2>About this report</h2>',
    pairsOf(headerPairs(header)),
    tableOf(datasetColumns, header.datasets.map(datasetCells)),
    '</section></main></body></html>',
  ]
    .filter((part) => part !== '')
    .join('\n')}\n`;
}

function figuresOf(figures: Document['figures']): string {
  if (figures.length === 0) return '';
  const items = figures.map(
    ({ name, value, note }) =>
      `<div class="figure"><p>${escapeHtml(name)}</p><p class="value">${escapeHtml(value)}</p>${note === undefined ? '' : `<p class="note">${escapeHtml(note)}</p>`}</div>`,
  );
  return `<div class="figures">${items.join('')}</div>`;
}

function sectionOf({ title, lines = [], columns, rows, chart }: Section): string {
  if (rows.length === 0) return '';
  return [
    `<section><h2>${escapeHtml(title)}</h2>`,
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    chart ? svgChart(chart) : '',
    tableOf(columns, rows),
    '</section>',
  ].join('\n');
}

function listOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`);
  return `<section><h2>${title}</h2><ul>${items.join('')}</ul></section>`;
}

function pairsOf(pairs: readonly (readonly [string, string])[]): string {
  const rows = pairs.map(
    ([name, value]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<table class="pairs"><tbody>${rows.join('')}</tbody></table>`;
}

function tableOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  const number = (column: Column | undefined): string =>
    column?.isNumber ? ' class="number"' : '';
  const head = columns.map(
    (column) => `<th scope="col"${number(column)}>${escapeHtml(column.name)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((value, index) => `<td${number(columns[index])}>${cellOf(value)}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function cellOf(value: Cell): string {
  if (value === null) return '–';
  return typeof value === 'number' ? value.toLocaleString('en-US') : escapeHtml(value);
}
