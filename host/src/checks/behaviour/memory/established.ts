import type { AccountHistory } from './account-history.js';

/** Where a sign-in came from, as far as it is known. */
export interface Place {
  readonly network: string | undefined;
  readonly block: string | undefined;
  readonly country: string | undefined;
  /** Cell of one degree. */
  readonly cell: number | undefined;
}

/**
 * Whether the account has been there before that day: on the network, in the city, or with a provider
 * of its country. So a phone whose addresses lie anywhere, and a VPN at home, are not news.
 */
export function isEstablished(place: Place, history: AccountHistory, at: number): boolean {
  const { network, block, country, cell } = place;
  const before = at - dayMs;
  if (network !== undefined && isOld(history.networks.find(network, at), 2, before)) return true;
  if (cell !== undefined && isOld(history.places.find(cell, at), 3, before)) return true;
  if (block === undefined || !isOld(history.blocks.find(block, at), 3, before)) return false;
  return country === undefined || isOld(history.countries.find(country, at), 3, before);
}

function isOld(
  sight: { readonly first: number; readonly count: number } | undefined,
  fewest: number,
  before: number,
): boolean {
  return sight !== undefined && sight.count >= fewest && sight.first <= before;
}

const dayMs = 86_400_000;
