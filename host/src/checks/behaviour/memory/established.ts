import { type AccountHistory, cellOf, type RecentSignIn } from './account-history.js';

/**
 * Whether the account has been there before that day: on the network, in the city, or with a provider
 * of its country. So a phone whose addresses lie anywhere, and a VPN at home, are not news.
 */
export function isEstablished(end: RecentSignIn, history: AccountHistory, at: number): boolean {
  const { source, country } = end;
  const before = at - dayMs;
  const cell = cellOf(end);
  if (cell !== undefined && isOld(history.places.find(cell, at), 3, before)) return true;
  if (source === undefined) return false;
  if (isOld(history.networks.find(source.network, at), 2, before)) return true;
  if (!isOld(history.blocks.find(source.block, at), 3, before)) return false;
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
