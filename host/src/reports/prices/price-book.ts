import { RollcallError } from '@rollcall/core';

import type { PriceOrigin } from '../header.js';
import type { CheaperLicence, LicencePrice, PriceList } from './price-list.js';

/** A price list, and what it holds for. */
export interface ScopedPriceList {
  /** A plugin's id, or an integration's. */
  readonly scope: string;
  /** Where it lies: in the settings, in a file of the home, in the plugin's folder. */
  readonly origin: 'settings' | 'home' | 'plugin';
  readonly kind: 'list' | 'contract';
  readonly list: PriceList;
}

/** What licences cost the integrations of a report. The host itself knows no provider's prices. */
export interface PriceBook {
  /** ISO 4217: that of every list, since their prices are added up. */
  readonly currency: string;
  /** By integration. */
  readonly lists: ReadonlyMap<string, ScopedPriceList>;
}

/** What a licence costs a tenant. */
export interface FoundPrice {
  /** Per seat and month, of the seats beyond `freeSeats`. */
  readonly monthly: number;
  readonly freeSeats: number;
  /** Where the price is from and of which day. */
  readonly source: string;
  readonly kind: 'list' | 'contract';
  /** Null when it is not known. */
  readonly renewsOn: string | null;
  /** Null when it is not known. */
  readonly requestedSeats: number | null;
  readonly cheaper: readonly CheaperLicence[];
}

/** A licence as the price book knows it. */
export interface PricedLicence {
  readonly integrationId: string;
  readonly edition: string | null;
  readonly key: string | null;
  readonly name: string;
}

/**
 * Chooses each integration's prices: its own, else those of its plugin; of several the one that is
 * nearest to a person's decision, which is the first in `lists`.
 * @throws `INPUT_INVALID` when the integrations' prices are in several currencies
 */
export function priceBookOf(
  lists: readonly ScopedPriceList[],
  integrations: readonly { readonly id: string; readonly pluginId: string }[],
): PriceBook {
  const chosen = new Map<string, ScopedPriceList>();
  for (const { id, pluginId } of integrations) {
    const list =
      lists.find(({ scope }) => scope === id) ?? lists.find(({ scope }) => scope === pluginId);
    if (list) chosen.set(id, list);
  }
  const [currency = 'USD', other] = new Set([...chosen.values()].map(({ list }) => list.currency));
  if (other !== undefined) {
    throw new RollcallError('INPUT_INVALID', `prices are in ${currency} and in ${other}`, {
      hint: 'Give the integrations prices in one currency, or report on one with --integration.',
    });
  }
  return { currency, lists: chosen };
}

/** Where the prices of a book are from. */
export function originsOf(book: PriceBook): readonly PriceOrigin[] {
  return [...new Set(book.lists.values())].map(({ scope, kind, list }) => ({
    scope,
    kind,
    currency: list.currency,
    asOf: list.asOf,
  }));
}

/** The price of a licence; undefined when the book does not know it. */
export function priceOf(book: PriceBook, licence: PricedLicence): FoundPrice | undefined {
  const scoped = book.lists.get(licence.integrationId);
  const entry = scoped && entryOf(scoped.list, licence);
  const price = entry?.prices.find(
    ({ edition }) => edition === undefined || plain(edition) === plain(licence.edition ?? ''),
  );
  if (!scoped || !entry || !price) return undefined;
  return {
    monthly: price.monthly,
    freeSeats: entry.freeSeats ?? 0,
    source: `${entry.source} (${scoped.list.asOf})`,
    kind: scoped.kind,
    renewsOn: entry.renewsOn ?? scoped.list.renewsOn ?? null,
    requestedSeats: entry.requestedSeats ?? null,
    cheaper: entry.cheaper ?? [],
  };
}

function entryOf({ licences }: PriceList, { key, name }: PricedLicence): LicencePrice | undefined {
  return (
    licences.find((each) => each.key !== undefined && matchesKey(each.key, key)) ??
    licences.find((each) => each.name !== undefined && each.name === name)
  );
}

/** Whether a pattern of a price list means a licence's key. */
export function matchesKey(pattern: string, key: string | null): boolean {
  if (key === null) return false;
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

function plain(edition: string): string {
  return edition.toLowerCase().replace(/ edition$/, '');
}
