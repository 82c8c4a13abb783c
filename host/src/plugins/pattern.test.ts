import { describe, expect, it } from 'vitest';

import { compilePattern, patternProblem } from './pattern.js';

describe('a pattern of a manifest', () => {
  it('means what it means in JavaScript', () => {
    expect(compilePattern('^caf\\u00e9$').test('caf\u00e9')).toBe(true);
    expect(compilePattern('^\\cA$').test('\u0001')).toBe(true);
    expect(compilePattern('^a/b$').test('a/b')).toBe(true);
  });

  it('gives its named groups, match by match', () => {
    const pattern = compilePattern('(?<used>\\d+)/(?<limit>\\d+)|left=(?<remaining>\\d+)');

    expect(pattern.groups('1/20, left=3, 4/5', 2)).toEqual([
      { used: '1', limit: '20' },
      { remaining: '3' },
    ]);
    expect(pattern.groups('none', 2)).toEqual([]);
  });

  it('is compiled once', () => {
    expect(compilePattern('^once$')).toBe(compilePattern('^once$'));
  });

  it('is refused where it could backtrack', () => {
    expect(patternProblem('(a)\\1')).toBeDefined();
    expect(patternProblem('(?=a)')).toBeDefined();
    expect(patternProblem('^a+$')).toBeUndefined();
  });
});
