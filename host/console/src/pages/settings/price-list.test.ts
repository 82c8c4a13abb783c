import { describe, expect, it } from 'vitest';

import type { PriceList } from '../../api/prices.js';
import { priceLines, withLicence, withoutPrice, withPrice } from './price-list.js';

const list: PriceList = {
  currency: 'EUR',
  asOf: '2026-08-13',
  licences: [
    {
      key: 'FULL',
      source: 'List price',
      freeSeats: 2,
      prices: [{ edition: 'Enterprise', monthly: 175 }, { monthly: 100 }],
    },
    { name: 'Light', source: 'Contract', prices: [{ monthly: 25 }] },
  ],
};
const lines = priceLines(list);

function lineOf(index: number) {
  const line = lines[index];
  if (!line) throw new Error('there is no such line');
  return line;
}

describe('a price list', () => {
  it('has a line for each price', () => {
    expect(lines.map(({ name, edition, monthly }) => [name, edition, monthly])).toEqual([
      ['FULL', 'Enterprise', 175],
      ['FULL', undefined, 100],
      ['Light', undefined, 25],
    ]);
  });

  it('keeps what else is known of a licence when a price changes', () => {
    const changed = withPrice(list, lineOf(1), 80);

    expect(changed.licences[0]).toEqual({
      ...list.licences[0],
      prices: [{ edition: 'Enterprise', monthly: 175 }, { monthly: 80 }],
    });
    expect(changed.licences[1]).toBe(list.licences[1]);
  });

  it('loses a licence with its last price', () => {
    expect(withoutPrice(list, lineOf(0)).licences).toHaveLength(2);
    expect(withoutPrice(list, lineOf(2)).licences.map(({ key }) => key)).toEqual(['FULL']);
  });

  it('takes another licence', () => {
    const [added] = withLicence(list, 'Portal', 'Contract').licences.slice(-1);

    expect(added).toEqual({ name: 'Portal', source: 'Contract', prices: [{ monthly: 0 }] });
  });
});
