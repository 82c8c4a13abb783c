import { describe, expect, it } from 'vitest';

import { lineNumbers } from './line-numbers.js';

describe('numbers of lines', () => {
  it('are single ones, lists and spans', () => {
    expect(lineNumbers(['3', '5-7', '9,11'])).toEqual([3, 5, 6, 7, 9, 11]);
  });

  it.each(['0', '-1', 'x', '7-5', '1-', '1.5', ''])('are not %j', (text) => {
    expect(() => lineNumbers([text])).toThrow(/is no line/);
  });
});
