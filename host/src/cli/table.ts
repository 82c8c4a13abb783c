/** One column of a table: its head, and whether it holds numbers. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

const gap = '  ';

/** Rows under their heads, aligned by spaces. The last column may be as wide as it likes. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    Math.max(column.head.length, ...rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index] ?? 0, column.align))
      .join(gap)
      .trimEnd();
  return [line(columns.map(({ head }) => head)), ...rows.map(line)].join('\n');
}

/** Labels and values below each other, the values aligned. */
export function pairs(entries: readonly (readonly [label: string, value: string])[]): string {
  const widest = Math.max(...entries.map(([label]) => label.length));
  return entries.map(([label, value]) => `${label.padEnd(widest)}${gap}${value}`).join('\n');
}

function width(text: string): number {
  return [...text].length;
}

function pad(text: string, wanted: number, align: Column['align']): string {
  const missing = ' '.repeat(Math.max(0, wanted - width(text)));
  return align === 'right' ? missing + text : text + missing;
}
