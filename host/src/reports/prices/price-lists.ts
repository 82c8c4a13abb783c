import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Clock, RollcallError } from '@rollcall/core';
import type { Pool } from 'pg';

import type { ScopedPriceList } from './price-book.js';
import { type PriceList, parsePriceList } from './price-list.js';

/** A plugin whose folder may hold a price list. */
export interface PricedPlugin {
  readonly manifest: { readonly id: string };
  directory(): Promise<string>;
}

/** Where price lists lie. */
export interface PriceSources {
  readonly home: string;
  readonly plugins: readonly PricedPlugin[];
  readonly pool: Pick<Pool, 'query'>;
}

/**
 * Every price list, nearest to a person's decision first: those of the settings, then the contract
 * prices of `price-books/<plugin or integration id>.json` in the home, then the list prices in the
 * plugins' folders.
 * @throws `INPUT_INVALID` when a file is no price list
 */
export async function readPriceLists(sources: PriceSources): Promise<readonly ScopedPriceList[]> {
  const lists = [...(await storedLists(sources.pool))];
  const folder = join(sources.home, 'price-books');
  // Most homes have no such folder.
  const files = await readdir(folder).catch(() => []);
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    const list = await listIn(join(folder, file));
    if (list) lists.push(scoped(file.slice(0, -'.json'.length), 'home', list));
  }
  for (const plugin of sources.plugins) {
    // A plugin whose files are gone has no prices, but its facts can still be reported.
    const own = await plugin.directory().catch(() => undefined);
    const list = own === undefined ? undefined : await listIn(join(own, 'price-book.json'));
    if (list) lists.push(scoped(plugin.manifest.id, 'plugin', list));
  }
  return lists;
}

/** Puts a price list into the settings, in place of the one that was there. */
export async function storePriceList(
  pool: Pick<Pool, 'query'>,
  clock: Clock,
  scope: string,
  list: PriceList,
): Promise<void> {
  await pool.query(
    `INSERT INTO rollcall.price_list (scope, list, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (scope) DO UPDATE SET list = excluded.list, updated_at = excluded.updated_at`,
    [scope, JSON.stringify(list), clock.now()],
  );
}

/**
 * Takes a price list out of the settings.
 * @throws `NOT_FOUND`
 */
export async function removePriceList(pool: Pick<Pool, 'query'>, scope: string): Promise<void> {
  const { rowCount } = await pool.query('DELETE FROM rollcall.price_list WHERE scope = $1', [
    scope,
  ]);
  if (rowCount === 0) {
    throw new RollcallError('NOT_FOUND', `the settings hold no prices for "${scope}"`);
  }
}

async function storedLists(pool: Pick<Pool, 'query'>): Promise<readonly ScopedPriceList[]> {
  const { rows } = await pool.query<{ scope: string; list: PriceList }>(
    'SELECT scope, list FROM rollcall.price_list ORDER BY scope',
  );
  return rows.map(({ scope, list }) => scoped(scope, 'settings', list));
}

async function listIn(path: string): Promise<PriceList | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsePriceList(text, path);
}

function scoped(
  scope: string,
  origin: ScopedPriceList['origin'],
  list: PriceList,
): ScopedPriceList {
  return { scope, origin, kind: list.kind ?? (origin === 'plugin' ? 'list' : 'contract'), list };
}
