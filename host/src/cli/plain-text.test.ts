import { describe, expect, it } from 'vitest';

import { plainText, printable } from './plain-text.js';

describe('text of a plugin in a terminal', () => {
  it.each([
    ['**Setup → Apps** and *API*', 'Setup → Apps and API'],
    ['use `sf deploy`', 'use sf deploy'],
    ['see [the help](https://x.example/a)', 'see the help (https://x.example/a)'],
    ['1. One\n2. Two\n\n- three', '1. One\n2. Two\n\n- three'],
    ['2 * 3 * 4', '2 * 3 * 4'],
  ])('loses the marks of Markdown and nothing else: %s', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  it('can neither move the cursor nor turn the writing', () => {
    expect(printable('a\u001b[2Ab\rc\u0007\u202ed\te\n')).toBe('abcd\te\n');
  });
});
