import { describe, expect, it } from 'vitest';

import { parseQuery } from './parser.js';
import { SoqlError } from './soql-error.js';

describe('parseQuery', () => {
  it('reads every clause, whatever the case of its keywords', () => {
    const query = parseQuery(
      "select Id, Profile.Name from User u where IsActive = TRUE and (Name like 'a%' or Id in ('x')) order by Name desc nulls last, Id limit 5 offset 2",
    );

    expect(query.select).toHaveLength(2);
    expect(query).toMatchObject({ from: 'User', alias: 'u', limit: 5, offset: 2 });
    expect(query.where?.kind).toBe('and');
    expect(query.orderBy).toMatchObject([
      { isDescending: true, areNullsLast: true },
      { isDescending: false, areNullsLast: false },
    ]);
  });

  it('resolves the escapes of string literals', () => {
    const query = parseQuery(`SELECT Id FROM User WHERE Name = 'a\\'b\\\\c\\n'`);

    expect(query.where).toMatchObject({ value: { kind: 'string', value: "a'b\\c\n" } });
  });

  it.each([
    ['2024-01-01T05:30:00+05:30', Date.UTC(2024, 0, 1)],
    ['2024-01-01T00:00:00.250Z', Date.UTC(2024, 0, 1) + 250],
    ['2024-01-01T00:00:00+0000', Date.UTC(2024, 0, 1)],
  ])('reads the datetime literal %s', (literal, instant) => {
    const query = parseQuery(`SELECT Id FROM User WHERE CreatedDate > ${literal}`);

    expect(query.where).toMatchObject({ value: { kind: 'datetime', value: instant } });
  });

  it('points at the first token it does not understand', () => {
    expect(refusal('SELECT Id FORM User')).toBe(
      "\nSELECT Id FORM User\n          ^\nERROR at Row:1:Column:11\nunexpected token: 'FORM'",
    );
  });

  it.each([
    "SELECT Id FROM User WHERE IsActive = TRUE AND Name = 'a' OR Name = 'b'",
    'SELECT FROM User',
    'SELECT Id FROM User WHERE',
    "SELECT Id FROM User WHERE Name = 'open",
    'SELECT Id FROM User LIMIT -1',
    'SELECT Id FROM User ORDER Name',
    "SELECT Id FROM User WHERE Name = 'a\\q'",
    'SELECT Id FROM User WHERE Name ~ 1',
    '',
  ])('refuses %j as malformed', (soql) => {
    expect(() => parseQuery(soql)).toThrow(SoqlError);
  });
});

function refusal(soql: string): string | undefined {
  try {
    parseQuery(soql);
  } catch (error) {
    if (error instanceof SoqlError) return error.message;
    throw error;
  }
  return undefined;
}
