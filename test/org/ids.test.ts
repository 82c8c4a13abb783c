import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { IdSpace, isId, to18 } from './ids.js';

describe('to18', () => {
  it.each([
    ['01gD0000002HU6K', '01gD0000002HU6KIAW'],
    ['750R0000000zxr8', '750R0000000zxr8IAA'],
    ['00530000009M943', '00530000009M943AAC'],
  ])('adds the check characters of %s', (short, long) => {
    expect(to18(short)).toBe(long);
  });

  it('knows a wrong check character', () => {
    expect(isId('01gD0000002HU6KIAW')).toBe(true);
    expect(isId('01gD0000002HU6KIAX')).toBe(false);
  });
});

describe('IdSpace', () => {
  const ids = new IdSpace(5);
  const row = fc.integer({ min: 0, max: 2 ** 31 });

  it('finds the number back and orders ids as their ranks', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const [idA, idB] = [ids.id('0Ya', a), ids.id('0Ya', b)];
        expect(ids.number(idA)).toBe(a);
        expect(idA < idB).toBe(ids.rank('0Ya', a) < ids.rank('0Ya', b));
      }),
    );
  });

  it('shares no id with another org', () => {
    expect(new IdSpace(6).number(ids.id('005', 1))).toBeUndefined();
  });
});
