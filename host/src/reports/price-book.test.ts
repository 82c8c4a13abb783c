import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openPriceBook, priceOf } from './price-book.js';

const list = {
  currency: 'USD',
  asOf: '2026-01-01',
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
};

const book = { currency: 'USD', lists: new Map([['acme', list]]) };
const licence = { pluginId: 'acme', edition: 'Big Edition', key: 'FULL', name: 'Full', used: 10 };

async function folders(files: Readonly<Record<string, unknown>>) {
  const root = await mkdtemp(join(tmpdir(), 'rollcall-prices-'));
  await mkdir(join(root, 'price-books'));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(
      join(root, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
  return { home: root, plugin: { manifest: { id: 'acme' }, directory: async () => root } };
}

describe('the price of a licence', () => {
  it('is that of the edition, with its source and day', () => {
    expect(priceOf(book, licence)).toEqual({ monthly: 175, source: 'list price (2026-01-01)' });
    expect(priceOf(book, { ...licence, edition: 'huge edition' })?.monthly).toBe(350);
  });

  it('is not known for another edition, key or plugin', () => {
    expect(priceOf(book, { ...licence, edition: 'Tiny' })).toBeUndefined();
    expect(priceOf(book, { ...licence, key: 'OTHER' })).toBeUndefined();
    expect(priceOf(book, { ...licence, pluginId: 'other' })).toBeUndefined();
  });

  it('is nothing while no more seats are used than are free', () => {
    const bot = { ...licence, key: 'BOT_1' };

    expect(priceOf(book, { ...bot, used: 5 })?.monthly).toBe(0);
    expect(priceOf(book, { ...bot, used: 6 })?.monthly).toBe(10);
  });

  it('is found by name where there is no key', () => {
    expect(priceOf(book, { ...licence, key: null, name: 'Guest' })?.monthly).toBe(0);
  });
});

describe('opening the price book', () => {
  it('prefers the prices of the contract to those of the plugin', async () => {
    const { home, plugin } = await folders({
      'price-book.json': list,
      'price-books/acme.json': { ...list, currency: 'EUR' },
    });

    expect((await openPriceBook(home, [plugin])).currency).toBe('EUR');
  });

  it('does without prices where there are none', async () => {
    const { home, plugin } = await folders({});

    expect((await openPriceBook(home, [plugin])).lists.size).toBe(0);
  });

  it.each(['{', '{"currency": 1}'])('refuses %s', async (text) => {
    const { home, plugin } = await folders({ 'price-book.json': text });

    await expect(openPriceBook(home, [plugin])).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
