import type { Chart } from '../document.js';
import { escapeHtml } from './escape-html.js';

const width = 680;
const rowHeight = 22;
const labelWidth = 200;
const plotHeight = 140;
const mostBars = 60;
/** Blue, orange, teal, magenta, gold, violet: they stay apart for every kind of sight, and in grey. */
const colours = ['#1133A1', '#A04606', '#1DA2A5', '#68214A', '#B58D21', '#8652DF'];

/** A chart as inline SVG, with its figures as text for those who do not see it. Empty without bars. */
export function svgChart(chart: Chart): string {
  const bars = chart.bars.slice(0, mostBars);
  if (bars.length === 0) return '';
  const shown = { ...chart, bars };
  const body = chart.direction === 'rows' ? rowsOf(shown) : columnsOf(shown);
  const figures = bars.map(({ label, values }) => `${label}: ${values.map(plain).join(' / ')}`);
  const rest = chart.bars.length - bars.length;
  return [
    `<figure class="chart"><figcaption>${escapeHtml(chart.title)}${rest > 0 ? ` (first ${mostBars})` : ''}</figcaption>`,
    legendOf(chart),
    `<svg viewBox="0 0 ${width} ${body.height}" role="img" aria-label="${escapeHtml(`${chart.title}. ${figures.join(', ')} ${chart.unit}`)}">`,
    body.marks,
    '</svg></figure>',
  ].join('');
}

interface Marks {
  readonly height: number;
  readonly marks: string;
}

function rowsOf(chart: Chart): Marks {
  const most = mostOf(chart);
  const space = width - labelWidth - 80;
  const marks = chart.bars.map(({ label, values }, index) => {
    const y = index * rowHeight;
    let x = labelWidth;
    const rects = values.map((value, series) => {
      const length = (value / most) * space;
      const rect = `<rect x="${coordinate(x)}" y="${y + 4}" width="${coordinate(length)}" height="14" fill="${colourOf(series)}"/>`;
      x += length;
      return rect;
    });
    return [
      `<text x="${labelWidth - 8}" y="${y + 15}" text-anchor="end">${escapeHtml(cut(label))}</text>`,
      ...rects,
      `<text x="${coordinate(x + 6)}" y="${y + 15}">${plain(sum(values))}</text>`,
    ].join('');
  });
  return { height: chart.bars.length * rowHeight + 4, marks: marks.join('') };
}

function columnsOf(chart: Chart): Marks {
  const most = mostOf(chart);
  const step = (width - 60) / chart.bars.length;
  const marks = chart.bars.map(({ values }, index) => {
    let y = plotHeight + 10;
    return values
      .map((value, series) => {
        const height = (value / most) * plotHeight;
        y -= height;
        return `<rect x="${coordinate(56 + index * step)}" y="${coordinate(y)}" width="${coordinate(Math.max(1, step - 2))}" height="${coordinate(height)}" fill="${colourOf(series)}"/>`;
      })
      .join('');
  });
  const base = plotHeight + 10;
  const first = chart.bars[0]?.label ?? '';
  const last = chart.bars.at(-1)?.label ?? '';
  return {
    height: plotHeight + 34,
    marks: [
      `<line x1="56" y1="${base}" x2="${width}" y2="${base}" stroke="#868E9C"/>`,
      `<text x="48" y="16" text-anchor="end">${plain(most)}</text>`,
      `<text x="48" y="${base}" text-anchor="end">0</text>`,
      ...marks,
      `<text x="56" y="${base + 18}">${escapeHtml(first)}</text>`,
      first === last
        ? ''
        : `<text x="${width}" y="${base + 18}" text-anchor="end">${escapeHtml(last)}</text>`,
    ].join(''),
  };
}

function legendOf({ series }: Chart): string {
  if (series.length < 2) return '';
  const entries = series.map(
    (name, index) =>
      `<span class="key"><svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="${colourOf(index)}"/></svg>${escapeHtml(name)}</span>`,
  );
  return `<p class="legend">${entries.join(' ')}</p>`;
}

function mostOf({ bars }: Chart): number {
  return Math.max(1, ...bars.map(({ values }) => sum(values)));
}

function colourOf(series: number): string {
  return colours[series % colours.length] ?? '#1133A1';
}

function cut(label: string): string {
  const letters = [...label];
  return letters.length > 30 ? `${letters.slice(0, 29).join('')}…` : label;
}

function plain(value: number): string {
  return value.toLocaleString('en-US');
}

function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
