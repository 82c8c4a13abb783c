import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { missingFields } from './fault.js';
import { to18 } from './ids.js';
import { instant, rest } from './row.js';
import { soql, textLiteral } from './soql.js';

describe('instant', () => {
  it('writes the org’s offset as Z and keeps milliseconds', () => {
    expect(instant({ at: '2026-11-01T10:00:00.123+0000' }, 'at')).toBe('2026-11-01T10:00:00.123Z');
    expect(instant({ at: '2026-11-01T10:00:00Z' }, 'at')).toBe('2026-11-01T10:00:00.000Z');
    expect(instant({ at: null }, 'at')).toBeNull();
    expect(instant({ at: 'yesterday' }, 'at')).toBeNull();
  });
});

describe('to18', () => {
  it.each([
    ['01gD0000002HU6K', '01gD0000002HU6KIAW'],
    ['750R0000000zxr8', '750R0000000zxr8IAA'],
    ['00530000009M943', '00530000009M943AAC'],
    ['00530000009M943AAC', '00530000009M943AAC'],
  ])('widens %s', (short, whole) => {
    expect(to18(short)).toBe(whole);
  });
});

describe('rest', () => {
  it('keeps what no column carries, without attributes and empty fields', () => {
    const row = {
      attributes: {},
      Id: '1',
      Alias: 'x',
      Fax: null,
      Profile: { attributes: {}, Name: 'A' },
    };

    expect(rest(row, new Set(['Id']))).toEqual({ Alias: 'x', Profile: { Name: 'A' } });
  });
});

describe('missingFields', () => {
  const fault = (message: string) => ({ status: 400, errorCode: 'INVALID_FIELD', message });

  it('finds the field that the org does not know', () => {
    const message =
      "\nSELECT Id,Foo FROM User\n ^\nERROR at Row:1:Column:11\nNo such column 'Foo' on entity 'User'. If you are";

    expect(missingFields(fault(message), ['Id', 'Foo'])).toEqual(['Foo']);
  });

  it('drops every field of a relationship that cannot be read', () => {
    const message = "Didn't understand relationship 'PermissionSet' in field path.";

    expect(
      missingFields(fault(message), ['Id', 'PermissionSet.Name', 'PermissionSet.Type']),
    ).toEqual(['PermissionSet.Name', 'PermissionSet.Type']);
  });

  it('finds nothing in another complaint', () => {
    expect(
      missingFields(fault("field 'Status' can not be filtered in a query call"), ['Status']),
    ).toEqual([]);
  });
});

describe('soql', () => {
  it('joins its parts', () => {
    const parts = {
      object: 'User',
      fields: ['Id', 'Name'],
      where: ['A = 1', 'B = 2'],
      orderBy: 'Id',
      limit: 5,
    };

    expect(soql(parts)).toBe('SELECT Id,Name FROM User WHERE A = 1 AND B = 2 ORDER BY Id LIMIT 5');
  });

  it('lets no value out of its quotes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const inside = textLiteral(value)
          .slice(1, -1)
          .replace(/\\[\\']/g, '');

        expect(inside).not.toMatch(/['\\]/);
      }),
    );
  });
});
