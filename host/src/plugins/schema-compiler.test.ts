import { describe, expect, it } from 'vitest';

import { compileSchema, isTimeZone } from './schema-compiler.js';

describe('compileSchema', () => {
  it('gives every field its own pattern', () => {
    const validate = compileSchema({
      type: 'object',
      properties: {
        digits: { type: 'string', pattern: '^\\d+$' },
        letters: { type: 'string', pattern: '^[a-z]+$' },
      },
    });

    expect(validate({ digits: '12', letters: 'ab' })).toBe(true);
    expect(validate({ digits: 'ab', letters: 'ab' })).toBe(false);
    expect(validate({ digits: '12', letters: '12' })).toBe(false);
  });

  it('takes linear time for a pattern that would backtrack', () => {
    const validate = compileSchema({ type: 'string', pattern: '^(a+)+$' });

    expect(validate(`${'a'.repeat(50_000)}!`)).toBe(false);
  });

  it('keeps nothing: the same name may mean another schema', () => {
    const first = compileSchema({ $defs: { x: { type: 'string' } }, $ref: '#/$defs/x' });
    const second = compileSchema({ $defs: { x: { type: 'number' } }, $ref: '#/$defs/x' });

    expect([first('a'), first(1), second('a'), second(1)]).toEqual([true, false, false, true]);
  });

  it.each([
    { type: 'text' },
    { type: 'string', pattern: '(?=a)' },
    { minimun: 1 },
    { $ref: 'https://a/b' },
  ])('refuses %j', (schema) => {
    expect(() => compileSchema(schema)).toThrow();
  });
});

describe('isTimeZone', () => {
  it('knows zones, not offsets', () => {
    expect(['Europe/Berlin', 'UTC'].every(isTimeZone)).toBe(true);
    expect(['+02:00', 'Europe/Berln', ''].some(isTimeZone)).toBe(false);
  });
});
