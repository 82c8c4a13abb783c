import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CsvReader } from './csv.js';
import type { Row } from './row.js';

function read(bytes: Uint8Array, cuts: readonly number[] = []): Row[] {
  const reader = new CsvReader();
  const rows: Row[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    rows.push(...reader.push(bytes.subarray(from, Math.max(from, cut))));
    from = Math.max(from, cut);
  }
  rows.push(...reader.push(bytes.subarray(from)));
  rows.push(...reader.end());
  return rows;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

describe('CsvReader', () => {
  it('reads quotes, delimiters and line ends inside values', () => {
    const rows = read(bytesOf('"Id","Name"\n"1","a ""b"", c\nd"\n"2",""\n'));

    expect(rows).toEqual([
      { Id: '1', Name: 'a "b", c\nd' },
      { Id: '2', Name: null },
    ]);
  });

  it('makes rows of parents from dotted names', () => {
    const rows = read(bytesOf('"Id","LoginGeo.City","LoginGeo.CountryIso"\n"1","Ulm","DE"\n'));

    expect(rows).toEqual([{ Id: '1', LoginGeo: { City: 'Ulm', CountryIso: 'DE' } }]);
  });

  it('gives nothing for a header alone, or for no text at all', () => {
    expect(read(bytesOf('"Id","Name"\n'))).toEqual([]);
    expect(read(bytesOf(''))).toEqual([]);
  });

  it('reads unquoted values, a byte order mark, and a last line that does not end', () => {
    expect(read(bytesOf('\uFEFFId,Name\r\n1,Ann\r\n2,Bob'))).toEqual([
      { Id: '1', Name: 'Ann' },
      { Id: '2', Name: 'Bob' },
    ]);
  });

  it('gives the same rows wherever the parts end', () => {
    const value = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', '😀', ' '),
      maxLength: 6,
    });
    const scenario = fc.record({
      rows: fc.array(fc.tuple(value, value, value), { maxLength: 12 }),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      cuts: fc.array(fc.nat(400), { maxLength: 30 }),
    });
    fc.assert(
      fc.property(scenario, ({ rows, lineEnd, cuts }) => {
        const lines = [['A', 'B', 'P.C'], ...rows].map((row) => row.map(quoted).join(','));
        const bytes = bytesOf(lines.map((line) => line + lineEnd).join(''));
        const expected = rows.map(([a, b, c]) => ({
          A: a || null,
          B: b || null,
          P: { C: c || null },
        }));

        expect(read(bytes, cuts)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
