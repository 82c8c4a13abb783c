import { expect, it } from 'vitest';

import { cheaperTogether } from './rounds.js';

const whole = { composite: 2000, plain: 2000 };

it('asks first pages together', () => {
  expect(cheaperTogether([{ remaining: undefined }, { remaining: undefined }], whole)).toBe(true);
});

it('asks a single query by itself', () => {
  expect(cheaperTogether([{ remaining: undefined }], whole)).toBe(false);
});

it('follows several long queries together', () => {
  expect(cheaperTogether([{ remaining: 10_000 }, { remaining: 8000 }], whole)).toBe(true);
});

it('leaves composites when their pages are short', () => {
  const sizes = { composite: 200, plain: 2000 };

  expect(cheaperTogether([{ remaining: 1800 }, { remaining: 300 }], sizes)).toBe(false);
});
