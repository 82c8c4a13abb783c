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

/** What licences cost, by plugin. Data, not code: the host knows no provider's prices. */
export interface PriceBook {
  /** ISO 4217. */
  readonly currency: string;
  /** The day that the prices were looked up. */
  readonly asOf: string;
  readonly plugins: Readonly<Record<string, { readonly licences: readonly LicencePrice[] }>>;
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
  required: ['currency', 'asOf', 'plugins'],
  properties: {
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    asOf: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    plugins: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['licences'],
        properties: {
          licences: {
            type: 'array',
            items: {
              type: 'object',
              required: ['prices', 'source'],
              properties: {
                key: { type: 'string' },
                name: { type: 'string' },
                freeSeats: { type: 'integer', minimum: 0 },
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
                source: { type: 'string' },
              },
            },
          },
        },
      },
    },
  },
} as const;

const isPriceBook = new Ajv2020().compile<PriceBook>(schema);

/**
 * Opens the price book: the contract prices of `price-book.json` in the home, else the list prices
 * that come with Rollcall, which have the same form.
 * @throws `INPUT_INVALID` when the file is no price book
 */
export async function openPriceBook(folders: {
  readonly home: string;
  readonly dataFolder: string;
}): Promise<PriceBook> {
  const own = join(folders.home, 'price-book.json');
  const text = await readFile(own, 'utf8').catch(() => undefined);
  if (text !== undefined) return bookOf(text, own);
  const listed = join(folders.dataFolder, 'price-book.json');
  return bookOf(await readFile(listed, 'utf8'), listed);
}

function bookOf(text: string, path: string): PriceBook {
  const book = parse(text, path);
  if (isPriceBook(book)) return book;
  const [fault] = isPriceBook.errors ?? [];
  throw new RollcallError(
    'INPUT_INVALID',
    `${path} is no price book: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}`,
    { hint: 'Correct it, or remove it to use list prices.' },
  );
}

/** The price of a licence; undefined when the book does not know it. */
export function priceOf(book: PriceBook, licence: PricedLicence): FoundPrice | undefined {
  const known = book.plugins[licence.pluginId]?.licences ?? [];
  const entry =
    known.find(({ key }) => key !== undefined && matchesKey(key, licence.key)) ??
    known.find(({ name }) => name !== undefined && name === licence.name);
  const price = entry?.prices.find(
    ({ edition }) => edition === undefined || plain(edition) === plain(licence.edition ?? ''),
  );
  if (!entry || !price) return undefined;
  const isFree = entry.freeSeats !== undefined && (licence.used ?? 0) <= entry.freeSeats;
  return { monthly: isFree ? 0 : price.monthly, source: `${entry.source} (${book.asOf})` };
}

function matchesKey(pattern: string, key: string | null): boolean {
  if (key === null) return false;
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

function plain(edition: string): string {
  return edition.toLowerCase().replace(/ edition$/, '');
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RollcallError('INPUT_INVALID', `${path} is no JSON`, {
      hint: 'Correct it, or remove it to use list prices.',
      cause,
    });
  }
}
