import { describe, expect, it } from 'vitest';

import { compositeRounds } from './composite-rounds.js';

describe('compositeRounds', () => {
  it.each([
    [1, 1, 2000, 1],
    [2000, 2, 2000, 1],
    [4000, 1, 2000, 2],
    [10_000, 5, 2000, 1],
    [20_000, 2, 2000, 4],
    [20_000, 10, 2000, 2],
    [45_000, 2, 2000, 6],
    [1_000_000, 2, 2000, 102],
    [3000, 1, 200, 15],
  ])('reads %i rows of %i windows, %i to a page, with %i', (rows, windows, size, requests) => {
    expect(compositeRounds(rows, windows, size)).toBe(requests);
  });
});
