import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { renderTemplate } from './template.js';

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,8}$/);
const plain = fc.string().map((text) => text.replace(/[{}]/g, ''));

describe('a template', () => {
  it('puts values in their places and leaves all other text as it is', () => {
    fc.assert(
      fc.property(
        plain,
        name,
        fc.string({ minLength: 1 }),
        plain,
        (before, field, value, after) => {
          const rendered = renderTemplate(`${before}{config.${field}}${after}`, { [field]: value });

          expect(rendered).toBe(before + value + after);
        },
      ),
    );
  });

  it('never reads a value as a template', () => {
    fc.assert(
      fc.property(name, name, (first, second) => {
        fc.pre(first !== second);
        const values = { [first]: `{config.${second}}`, [second]: 'x' };

        expect(renderTemplate(`{config.${first}}`, values)).toBe(`{config.${second}}`);
      }),
    );
  });

  it('refuses every other use of braces', () => {
    for (const template of ['{config.a', '{config.}', '{secret.a}', '{config.a.b}', '{a}', '}']) {
      expect(() => renderTemplate(template, { a: 'x' })).toThrow(
        expect.objectContaining({ code: 'MANIFEST_INVALID' }),
      );
    }
  });

  it('names a field that has no value, inherited ones included', () => {
    for (const values of [{}, { toString: '' }, { toString: null }, { toString: {} }]) {
      expect(() => renderTemplate('{config.toString}', values)).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID', hint: 'Fill in "toString".' }),
      );
    }
  });
});
