import { describe, expect, it } from 'vitest';

import { matches } from './matches.js';

describe('matches', () => {
  it.each([
    [{ const: 'a' }, 'a', true],
    [{ const: 'a' }, 'b', false],
    [{ enum: [1, 2] }, 2, true],
    [{ enum: [1, 2] }, 3, false],
    [{ required: ['a'] }, { a: 1 }, true],
    [{ required: ['a'] }, {}, false],
    [{ properties: { a: { const: 1 } } }, {}, true],
    [{ properties: { a: { const: 1 } } }, { a: 2 }, false],
    [{ not: { required: ['a'] } }, {}, true],
    [{ allOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1 }, false],
    [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }, { b: 1 }, true],
    [true, {}, true],
    [false, {}, false],
    [{ maxLength: 0 }, 'a', true],
  ])('%j, %j: %j', (schema, value, expected) => {
    expect(matches(schema, value)).toBe(expected);
  });
});
