import { describe, expect, it } from 'vitest';

import { PairListener } from './pairs.js';

const places = [{ to: '/findings' }, { to: '/access' }];

function hear(...keys: readonly (readonly [key: string, at: number])[]) {
  const listener = new PairListener();
  return keys.map(([key, at]) => listener.hear(key, at, places)).at(-1);
}

describe('a pair of keys', () => {
  it('leads to the place of its letter', () => {
    expect(hear(['g', 0], ['f', 500])).toBe('/findings');
    expect(hear(['G', 0], ['X', 500])).toBe('/access');
  });

  it('is forgotten after a while, and once it was used', () => {
    expect(hear(['g', 0], ['f', 2_000])).toBeUndefined();
    expect(hear(['g', 0], ['f', 100], ['f', 200])).toBeUndefined();
  });

  it('is broken by another key, and does not lead to a place that is not there', () => {
    expect(hear(['g', 0], ['j', 100], ['f', 200])).toBeUndefined();
    expect(hear(['g', 0], ['p', 100])).toBeUndefined();
  });
});
