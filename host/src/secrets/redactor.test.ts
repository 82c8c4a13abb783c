import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Redactor } from './redactor.js';

const secret = fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme' });

function knowing(...values: readonly string[]): Redactor {
  const redactor = new Redactor();
  for (const value of values) redactor.add(value);
  return redactor;
}

describe('a redactor', () => {
  it('removes a value from inside any text', () => {
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, value, after) => {
        const text = knowing(value).redact(before + value + after);

        expect(text.replaceAll('[redacted]', '')).not.toContain(value);
      }),
    );
  });

  it('removes a value from URLs, forms and JSON in JSON', () => {
    fc.assert(
      fc.property(secret, (value) => {
        const redactor = knowing(value);
        const form = new URLSearchParams({ token: value }).toString();
        const json = JSON.stringify({ token: value });

        expect(redactor.redact(form)).toBe('token=[redacted]');
        expect(redactor.redact(`?t=${encodeURIComponent(value)}`)).toBe('?t=[redacted]');
        expect(redactor.redact(json)).toBe('{"token":"[redacted]"}');
        expect(redactor.redact(JSON.stringify(json))).toContain('[redacted]');
      }),
    );
  });

  it('removes a password from Basic authentication, whatever the name before it', () => {
    for (const name of ['a', 'ab', 'abc', 'abcd']) {
      const basic = Buffer.from(`${name}:correct horse battery`).toString('base64');

      const text = knowing('correct horse battery').redact(`Authorization: Basic ${basic}`);

      expect(text).toContain('[redacted]');
      expect(Buffer.from(text.split(' ').at(-1) ?? '', 'base64').toString()).not.toContain('horse');
    }
  });

  it('takes the longer of two values that begin alike', () => {
    const redactor = knowing('secret-one', 'secret-one-and-more');

    expect(redactor.redact('secret-one-and-more')).toBe('[redacted]');
  });

  it('leaves short values alone', () => {
    expect(knowing('short').redact('a short text')).toBe('a short text');
  });

  it('redacts data at every depth, keys included', () => {
    const redacted = knowing('hush-hush').redactData({ a: [{ 'hush-hush': 'hush-hush!' }], b: 1 });

    expect(redacted).toEqual({ a: [{ '[redacted]': '[redacted]!' }], b: 1 });
  });

  it('forgets the oldest value when there are too many', () => {
    const redactor = knowing('the-first-value');
    for (let index = 0; index < 500; index += 1) redactor.add(`value-number-${index}-`);

    expect(redactor.redact('the-first-value value-number-499-')).toBe('the-first-value [redacted]');
  });
});
