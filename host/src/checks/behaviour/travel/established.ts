import { type AccountHistory, cellOf, type RecentSignIn } from '../memory/account-history.js';

interface Sight {
  readonly first: number;
  readonly count: number;
}

/**
 * Whether the account has been there before that day: on the network, in the city, or with a provider
 * of its country. So a phone whose addresses lie anywhere, and a VPN at home, are not news. A place
 * where a device was new as well needs a week: an intruder comes back on the next day, too.
 */
export function isEstablished(end: RecentSignIn, history: AccountHistory, at: number): boolean {
  const { source, country } = end;
  const device = end.device === undefined ? undefined : history.devices.find(end.device, at);
  const isOld = (sight: Sight | undefined, fewest: number): boolean => {
    if (sight === undefined || sight.count < fewest) return false;
    const isOldDevice = device !== undefined && device.first < sight.first;
    return sight.first <= at - (isOldDevice ? 1 : 7) * dayMs;
  };
  const cell = cellOf(end);
  if (cell !== undefined && isOld(history.places.find(cell, at), 3)) return true;
  if (source === undefined) return false;
  if (isOld(history.networks.find(source.network, at), 2)) return true;
  if (!isOld(history.blocks.find(source.block, at), 3)) return false;
  return country === undefined || isOld(history.countries.find(country, at), 3);
}

/**
 * Whether a device came with the place: the account had not used it before it used that network, and
 * does not use it at the other end.
 */
export function isNewDeviceThere(
  end: RecentSignIn,
  other: RecentSignIn,
  history: AccountHistory,
): boolean {
  const { device, source, at } = end;
  if (device === undefined) return true;
  if (device === other.device) return false;
  const sight = history.devices.find(device, at);
  const network = source === undefined ? undefined : history.networks.find(source.network, at);
  return sight === undefined || sight.first >= Math.min(network?.first ?? at, at);
}

const dayMs = 86_400_000;
