import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { RollcallError } from '@rollcall/core';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The price of one licence, by edition where it differs. */
export interface LicencePrice {
  /** The provider's stable key; `*` at its end stands for any ending. */
  readonly key?: string;
  /** Name of the licence, where there is no key. */
  readonly name?: string;
  /** Seats that cost nothing. */
  readonly freeSeats?: number;
  /** Per seat and month; the first that fits the tenant's edition, one without edition fits all. */
  readonly prices: readonly { readonly edition?: string; readonly monthly: number }[];
  /** Where the price is from, for people. */
  readonly source: string;
}

/** What the licences of one plugin's provider cost: `price-book.json` of its folder. */
export interface PriceList {
  /** ISO 4217. */
  readonly currency: string;
  /** The day that the prices were looked up. */
  readonly asOf: string;
  readonly licences: readonly LicencePrice[];
}

/** What licences cost, by plugin. The host itself knows no provider's prices. */
export interface PriceBook {
  /** ISO 4217: that of every list, since their prices are added up. */
  readonly currency: string;
  readonly lists: ReadonlyMap<string, PriceList>;
}

/** What a licence costs a tenant. */
export interface FoundPrice {
  /** Per seat and month. */
  readonly monthly: number;
  /** Where the price is from and of which day. */
  readonly source: string;
}

/** A licence as the price book knows it. */
export interface PricedLicence {
  readonly pluginId: string;
  readonly edition: string | null;
  readonly key: string | null;
  readonly name: string;
  /** Seats in use: `freeSeats` are taken from them. */
  readonly used: number | null;
}

const schema = {
  type: 'object',
  required: ['currency', 'asOf', 'licences'],
  properties: {
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    asOf: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    licences: {
      type: 'array',
      items: {
        type: 'object',
        required: ['prices', 'source'],
        properties: {
          key: { type: 'string' },
          name: { type: 'string' },
          freeSeats: { type: 'integer', minimum: 0 },
          source: { type: 'string' },
          prices: {
            type: 'array',
            items: {
              type: 'object',
              required: ['monthly'],
              properties: {
                edition: { type: 'string' },
                monthly: { type: 'number', minimum: 0 },
              },
            },
          },
        },
      },
    },
  },
} as const;

const isPriceList = new Ajv2020().compile<PriceList>(schema);

/** A plugin whose folder may hold a price list. */
export interface PricedPlugin {
  readonly manifest: { readonly id: string };
  directory(): Promise<string>;
}

/**
 * Opens the price lists of the plugins: the contract prices of `price-books/<plugin id>.json` in the
 * home, else the list prices in the plugin's folder; none where there is neither.
 * @throws `INPUT_INVALID` when a file is no price list, or currencies differ
 */
export async function openPriceBook(
  home: string,
  plugins: readonly PricedPlugin[],
): Promise<PriceBook> {
  const lists = new Map<string, PriceList>();
  for (const plugin of plugins) {
    const list = await listOf(home, plugin);
    if (list) lists.set(plugin.manifest.id, list);
  }
  const [currency = 'USD', other] = new Set([...lists.values()].map((list) => list.currency));
  if (other !== undefined) {
    throw new RollcallError('INPUT_INVALID', `prices are in ${currency} and in ${other}`, {
      hint: `Put price lists of one currency into ${join(home, 'price-books')}.`,
    });
  }
  return { currency, lists };
}

async function listOf(home: string, plugin: PricedPlugin): Promise<PriceList | undefined> {
  const own = join(home, 'price-books', `${plugin.manifest.id}.json`);
  const contract = await textOf(own);
  if (contract !== undefined) return parse(contract, own);
  // A plugin whose files are gone has no prices, but its facts can still be reported.
  const directory = await plugin.directory().catch(() => undefined);
  if (directory === undefined) return undefined;
  const listed = join(directory, 'price-book.json');
  const text = await textOf(listed);
  return text === undefined ? undefined : parse(text, listed);
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** The price of a licence; undefined when the book does not know it. */
export function priceOf(book: PriceBook, licence: PricedLicence): FoundPrice | undefined {
  const list = book.lists.get(licence.pluginId);
  const known = list?.licences ?? [];
  const entry =
    known.find(({ key }) => key !== undefined && matchesKey(key, licence.key)) ??
    known.find(({ name }) => name !== undefined && name === licence.name);
  const price = entry?.prices.find(
    ({ edition }) => edition === undefined || plain(edition) === plain(licence.edition ?? ''),
  );
  if (!list || !entry || !price) return undefined;
  const isFree = entry.freeSeats !== undefined && (licence.used ?? 0) <= entry.freeSeats;
  return { monthly: isFree ? 0 : price.monthly, source: `${entry.source} (${list.asOf})` };
}

function matchesKey(pattern: string, key: string | null): boolean {
  if (key === null) return false;
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

function plain(edition: string): string {
  return edition.toLowerCase().replace(/ edition$/, '');
}

function parse(text: string, path: string): PriceList {
  const hint = 'Correct it, or remove it to do without.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RollcallError('INPUT_INVALID', `${path} is no JSON`, { hint, cause });
  }
  if (isPriceList(value)) return value;
  const [fault] = isPriceList.errors ?? [];
  const what = `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim();
  throw new RollcallError('INPUT_INVALID', `${path} is no price list: ${what}`, { hint });
}
