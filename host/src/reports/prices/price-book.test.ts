import { describe, expect, it } from 'vitest';

import { type PriceBook, priceBookOf, priceOf, type ScopedPriceList } from './price-book.js';

const list: ScopedPriceList = {
  scope: 'acme',
  origin: 'plugin',
  kind: 'list',
  list: {
    currency: 'USD',
    asOf: '2026-01-01',
    renewsOn: '2027-03-01',
    licences: [
      {
        key: 'FULL',
        prices: [
          { edition: 'Big Edition', monthly: 175 },
          { edition: 'Huge', monthly: 350 },
        ],
        source: 'list price',
      },
      { key: 'BOT*', freeSeats: 5, prices: [{ monthly: 10 }], source: 'list price' },
      { name: 'Guest', prices: [{ monthly: 0 }], source: 'free' },
    ],
  },
};
const book: PriceBook = { currency: 'USD', lists: new Map([['i1', list]]) };
const licence = { integrationId: 'i1', edition: 'Big Edition', key: 'FULL', name: 'Full' };
const integrations = [
  { id: 'i1', pluginId: 'acme' },
  { id: 'i2', pluginId: 'acme' },
];

describe('the price of a licence', () => {
  it('is that of the edition, with its source, day and kind', () => {
    expect(priceOf(book, licence)).toMatchObject({
      monthly: 175,
      source: 'list price (2026-01-01)',
      kind: 'list',
      renewsOn: '2027-03-01',
    });
    expect(priceOf(book, { ...licence, edition: 'huge edition' })?.monthly).toBe(350);
  });

  it.each([{ edition: 'Tiny' }, { key: 'OTHER' }, { integrationId: 'other' }])(
    'is not known for %s',
    (other) => {
      expect(priceOf(book, { ...licence, ...other })).toBeUndefined();
    },
  );

  it('is found by the beginning of a key, and by name where there is no key', () => {
    expect(priceOf(book, { ...licence, key: 'BOT_1' })).toMatchObject({ freeSeats: 5 });
    expect(priceOf(book, { ...licence, key: null, name: 'Guest' })?.monthly).toBe(0);
  });
});

describe('choosing prices', () => {
  it('prefers an integration’s own prices, then the first of its plugin', () => {
    const own = { ...list, scope: 'i2' };
    const contract = { ...list, origin: 'home' as const };

    const chosen = priceBookOf([own, contract, list], integrations);

    expect(chosen.lists).toEqual(
      new Map([
        ['i1', contract],
        ['i2', own],
      ]),
    );
  });

  it('refuses to add up several currencies', () => {
    const euros = { ...list, scope: 'i2', list: { ...list.list, currency: 'EUR' } };

    expect(() => priceBookOf([euros, list], integrations)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
  });

  it('is empty where nobody gave prices', () => {
    expect(priceBookOf([], integrations)).toEqual({ currency: 'USD', lists: new Map() });
  });
});
