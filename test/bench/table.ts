import type { Measurement } from './measure.js';
import type { StartUp } from './start-up.js';
import { reference } from './subjects.js';

/** The medians of all rounds as a Markdown table, with ratios against the reference. */
export function resultTable(all: readonly Measurement[], startUp: StartUp): string {
  const names = [...new Set(all.map(({ subject }) => subject))];
  const of = (name: string) => all.filter(({ subject }) => subject === name);
  const rateOf = (name: string) => median(of(name).map(({ rowsPerSecond }) => rowsPerSecond));
  const memoryOf = (name: string) => median(of(name).map(({ usage }) => usage.peaks.together));
  const lines = names.map((name) => {
    const own = of(name);
    const peak = (part: 'main' | 'hook' | 'database') =>
      megabytes(median(own.map(({ usage }) => usage.peaks[part])));
    return row([
      name,
      median(own.map(({ seconds }) => seconds)).toFixed(2),
      thousands(median(own.map(({ rows }) => rows))),
      thousands(rateOf(name)),
      (rateOf(name) / rateOf(reference)).toFixed(2),
      median(own.map(({ usage, rows }) => (usage.cpuSeconds / rows) * 1_000_000)).toFixed(1),
      String(median(own.map(({ requests }) => requests))),
      [peak('main'), peak('hook'), peak('database')].join(' / '),
      megabytes(memoryOf(name)),
      (memoryOf(name) / memoryOf(reference)).toFixed(2),
    ]);
  });
  return [
    row([
      '',
      's',
      'rows',
      'rows/s',
      '× jsforce',
      'CPU s / million rows',
      'requests',
      'MB main / hook / database',
      'MB together',
      '× jsforce',
    ]),
    row(['---', ...Array.from({ length: 9 }, () => '---:')]),
    ...lines,
    '',
    `\`rollcall start\` until ready: ${median(startUp.readyMs).toFixed(0)} ms. ` +
      `A hook process without work: ${median(startUp.hookMs).toFixed(0)} ms.`,
  ].join('\n');
}

/** The middle one; of an even number the mean of the two in the middle. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
