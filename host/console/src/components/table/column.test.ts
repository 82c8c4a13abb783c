import { describe, expect, it } from 'vitest';

import { type Column, nextSort, sortRows } from './column.js';

interface Row {
  readonly name: string;
  readonly last: number | undefined;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', cell: ({ name }) => name, sortValue: ({ name }) => name },
  { id: 'last', title: 'Last', cell: () => '', sortValue: ({ last }) => last },
];
const rows: readonly Row[] = [
  { name: 'site 10', last: 1 },
  { name: 'Site 2', last: undefined },
  { name: 'site 1', last: 2 },
];

const namesBy = (sort: string | undefined) => sortRows(rows, columns, sort).map(({ name }) => name);

describe('sortRows', () => {
  it('sorts names as people do', () => {
    expect(namesBy('name')).toEqual(['site 1', 'Site 2', 'site 10']);
  });

  it('keeps rows without a value last, either way', () => {
    expect(namesBy('last').at(-1)).toBe('Site 2');
    expect(namesBy('-last')).toEqual(['site 1', 'site 10', 'Site 2']);
  });

  it('leaves the order alone without a sort', () => {
    expect(namesBy(undefined)).toEqual(['site 10', 'Site 2', 'site 1']);
  });
});

describe('nextSort', () => {
  it('goes up, down, and back to the order of the list', () => {
    expect(nextSort(undefined, 'name')).toBe('name');
    expect(nextSort('name', 'name')).toBe('-name');
    expect(nextSort('-name', 'name')).toBeUndefined();
  });
});
