import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Pool } from 'pg';
import { describe, expect, it } from 'vitest';

import { readPriceLists } from './price-lists.js';

const list = { currency: 'USD', asOf: '2026-01-01', licences: [] };

/** A home and a plugin's folder in one, with these files; nothing is in the settings. */
async function sourcesWith(files: Readonly<Record<string, unknown>>) {
  const root = await mkdtemp(join(tmpdir(), 'rollcall-prices-'));
  await mkdir(join(root, 'price-books'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(root, name), text);
  }
  const pool = { query: async () => ({ rows: [] }) } as unknown as Pick<Pool, 'query'>;
  const plugins = [{ manifest: { id: 'acme' }, directory: async () => root }];
  return { home: root, plugins, pool };
}

describe('finding price lists', () => {
  it('takes those of the home before those of the plugins', async () => {
    const sources = await sourcesWith({
      'price-book.json': list,
      'price-books/acme.json': { ...list, currency: 'EUR' },
    });

    expect(await readPriceLists(sources)).toMatchObject([
      { scope: 'acme', origin: 'home', kind: 'contract', list: { currency: 'EUR' } },
      { scope: 'acme', origin: 'plugin', kind: 'list' },
    ]);
  });

  it('does without prices where there are none', async () => {
    expect(await readPriceLists(await sourcesWith({}))).toEqual([]);
  });

  it.each(['{', '{"currency": 1}'])('refuses %s', async (text) => {
    const sources = await sourcesWith({ 'price-book.json': text });

    await expect(readPriceLists(sources)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
