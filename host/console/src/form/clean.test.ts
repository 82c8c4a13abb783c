import { describe, expect, it } from 'vitest';

import { cleanText } from './clean.js';

const address = [
  { pattern: '[\\s\\x{00A0}\\x{200B}\\x{FEFF}]+', replace: '' },
  { pattern: '^["\'<`]+|["\'>`,;]+$', replace: '' },
  { pattern: '(?i)^(?:https?:)?//', replace: 'https://' },
  { pattern: '^([^/:@?#]+(?::[0-9]+)?(?:[/?#].*)?)$', replace: 'https://$1' },
  { pattern: '^(https://[^/?#\\\\]*)[/?#\\\\].*$', replace: '$1' },
  { pattern: '\\.?(?::443)?$', replace: '' },
];

describe('cleanText', () => {
  it.each([
    ['https://acme.example/setup/home?x=1', 'https://acme.example'],
    [' \u200b"HTTP://acme.example:443/" ', 'https://acme.example'],
    ['acme.example', 'https://acme.example'],
    ['https://acme.example', 'https://acme.example'],
  ])('makes of %j what the host makes of it: %j', (text, cleaned) => {
    expect(cleanText(text, address)).toBe(cleaned);
  });

  it('leaves a text alone when a pattern is for RE2 only', () => {
    expect(cleanText('abc', [{ pattern: '\\pN\\C', replace: '' }])).toBe('abc');
  });

  it('leaves a very long text to the host', () => {
    const text = ' '.repeat(3_000);

    expect(cleanText(text, address)).toBe(text);
  });
});
