import { RollcallError } from '@rollcall/core';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What an account that uses little of its licence could hold instead. */
export interface CheaperLicence {
  /** The provider's stable key of the other licence. */
  readonly key: string;
  /** For whom it may do: those who only come by the API, or those who rarely come. */
  readonly for: 'api-only' | 'light-use';
}

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
  /** The day on which the contract renews, where it differs from the list's. */
  readonly renewsOn?: string;
  /** Seats that somebody waits for: what is reclaimed avoids their purchase. */
  readonly requestedSeats?: number;
  readonly cheaper?: readonly CheaperLicence[];
}

/** What licences cost: the list prices of a plugin's provider, or those of a contract. */
export interface PriceList {
  /** ISO 4217. */
  readonly currency: string;
  /** The day that the prices were looked up. */
  readonly asOf: string;
  /** `list` prices are an upper bound. When absent: `list` in a plugin's folder, else `contract`. */
  readonly kind?: 'list' | 'contract';
  /** The day on which the contract renews. */
  readonly renewsOn?: string;
  readonly licences: readonly LicencePrice[];
}

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;

/** The JSON Schema of a price list. */
export const priceListSchema = {
  type: 'object',
  required: ['currency', 'asOf', 'licences'],
  properties: {
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217' },
    asOf: { ...day, description: 'The day that the prices were looked up' },
    kind: { enum: ['list', 'contract'], description: 'List prices are an upper bound' },
    renewsOn: { ...day, description: 'The day on which the contract renews' },
    licences: {
      type: 'array',
      maxItems: 2000,
      items: {
        type: 'object',
        required: ['prices', 'source'],
        properties: {
          key: { type: 'string', maxLength: 256 },
          name: { type: 'string', maxLength: 256 },
          freeSeats: { type: 'integer', minimum: 0 },
          source: { type: 'string', maxLength: 500 },
          renewsOn: day,
          requestedSeats: { type: 'integer', minimum: 0 },
          prices: {
            type: 'array',
            maxItems: 50,
            items: {
              type: 'object',
              required: ['monthly'],
              properties: {
                edition: { type: 'string', maxLength: 256 },
                monthly: { type: 'number', minimum: 0 },
              },
            },
          },
          cheaper: {
            type: 'array',
            maxItems: 10,
            items: {
              type: 'object',
              required: ['key', 'for'],
              properties: {
                key: { type: 'string', maxLength: 256 },
                for: { enum: ['api-only', 'light-use'] },
              },
            },
          },
        },
      },
    },
  },
} as const;

const isPriceList = new Ajv2020().compile<PriceList>(priceListSchema);

/**
 * A price list from its JSON text.
 * @param from where it was read, for the message
 * @throws `INPUT_INVALID` when it is none
 */
export function parsePriceList(text: string, from: string): PriceList {
  const hint = 'Correct it, or remove it to do without.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RollcallError('INPUT_INVALID', `${from} is no JSON`, { hint, cause });
  }
  if (isPriceList(value)) return value;
  const [fault] = isPriceList.errors ?? [];
  const what = `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim();
  throw new RollcallError('INPUT_INVALID', `${from} is no price list: ${what}`, { hint });
}
