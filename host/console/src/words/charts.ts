import { counted, percent, wholeNumber } from '../format/numbers.js';

/** Words that every chart uses. */
export const chartWords = {
  asTable: 'Show as table',
  tableOf: (title: string) => `${title}, as a table`,
  asChart: 'Show as chart',
  keys: 'Arrow keys move, Shift with arrow keys selects, Enter narrows to it, Escape drops it.',
  narrowing: 'Drag over the bars, or use the arrow keys, to narrow the time range.',
  bar: (span: string, values: string) => `${span}: ${values}`,
  selected: (span: string, values: string) => `Selected ${span}: ${values}`,
  value: (name: string, value: number) => `${wholeNumber(value)} ${name.toLowerCase()}`,
  span: (from: string, to: string) => `${from} – ${to}`,
  when: 'Time',
  total: 'Total',
  summary: (total: number, peak: number, at: string) =>
    `${counted(total, 'sign-in', 'sign-ins')}; most at ${at}: ${wholeNumber(peak)}.`,
  share: (value: number) => percent(value),
} as const;
