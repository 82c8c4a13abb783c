import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contentHash, copyLine, copyValue } from './copy-text.js';

/** Reads COPY text back as PostgreSQL's manual says. */
function readBack(text: string): string | null {
  if (text === '\\N') return null;
  return text.replace(/\\(.)/g, (_whole, letter: string) => {
    return { n: '\n', r: '\r', t: '\t' }[letter] ?? letter;
  });
}

const awkward = fc.oneof(
  fc.constantFrom('\t', '\n', '\r', '\\', '\0', 'N', '"', ',', '{', 'é', '😀', '\u2028'),
  fc.string({ minLength: 1, maxLength: 1 }),
);

describe('copyValue', () => {
  it('gives every text back as it was, without a raw tab or newline', () => {
    fc.assert(
      fc.property(fc.string({ unit: awkward }), (text) => {
        const line = copyValue(text, 'text');

        expect(line).not.toMatch(/[\t\n\r]/);
        expect(readBack(line)).toBe(text.replaceAll('\0', '\ufffd'));
      }),
    );
  });

  it('tells the text \\N from nothing', () => {
    expect(copyValue('\\N', 'text')).toBe('\\\\N');
    expect(copyValue(undefined, 'text')).toBe('\\N');
    expect(copyValue(null, 'list')).toBe('\\N');
  });
});

describe('copyLine', () => {
  it('has one field for each column, the id before and raw and hash after', () => {
    const columns = [
      { field: 'name', column: '"name"', kind: 'text', sqlType: 'text' },
      { field: 'tags', column: '"tags"', kind: 'list', sqlType: 'text[]' },
    ] as const;
    const record = { id: 'a\tb', name: null, tags: ['x,"y'], raw: { n: 1 } };
    const json = JSON.stringify(record);

    const fields = copyLine({ record, json }, columns).trimEnd().split('\t');

    expect(fields.map(readBack)).toEqual([
      'a\tb',
      null,
      '{"x,\\"y"}',
      '{"n":1}',
      `\\x${contentHash(json)}`,
    ]);
  });

  it('gives every record back, whatever its text needs', () => {
    const columns = [{ field: 'name', column: '"name"', kind: 'text', sqlType: 'text' }] as const;
    fc.assert(
      fc.property(fc.string({ unit: awkward }), (name) => {
        const record = { id: 'a', name, raw: { name } };
        const fields = copyLine({ record, json: JSON.stringify(record) }, columns)
          .slice(0, -1)
          .split('\t');

        expect(fields).toHaveLength(4);
        expect(readBack(fields[1] ?? '')).toBe(name.replaceAll('\0', '\ufffd'));
        expect(JSON.parse(readBack(fields[2] ?? '') ?? '')).toEqual({ name });
      }),
    );
  });
});
