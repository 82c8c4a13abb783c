import { isInPerson, type SignInEvent } from '../events/event.js';
import {
  type AccountHistory,
  areBeside,
  cellOf,
  type RecentSignIn,
} from '../memory/account-history.js';
import type { TenantHistory } from '../memory/tenant-history.js';
import { distanceKm } from './distance.js';
import { isEstablished } from './established.js';

/**
 * Notes where one person was in two places at once: then the place of one network is nobody's place, or
 * told wrongly. It is that of which the account knows fewer ways in; a city where people live or work
 * has several.
 */
export function noteJumps(
  event: SignInEvent,
  history: AccountHistory | undefined,
  tenant: TenantHistory,
): void {
  const { account, source, at } = event;
  if (account === undefined || source === undefined || history === undefined) return;
  if (!isInPerson(event)) return;
  for (const earlier of history.recent) {
    if (earlier.source === undefined || !isInPerson(earlier)) continue;
    if (!isTooFast(earlier, event, { km: 100, kmh: 900 })) continue;
    if (!isOneHand(earlier, event, history)) continue;
    const [there, here] = [earlier.source.network, source.network];
    if (earlier.source.block === source.block) {
      tenant.noteScattered(there, at);
      tenant.noteScattered(here, at);
      continue;
    }
    const [ways, others] = [waysInto(event, history, tenant), waysInto(earlier, history, tenant)];
    if (ways <= others) tenant.noteJump(here, { account, partner: there, at });
    if (others <= ways) tenant.noteJump(there, { account, partner: here, at });
  }
}

/** Networks of the account that lie in the same place, or beside it. */
function waysInto(end: RecentSignIn, { networks }: AccountHistory, tenant: TenantHistory): number {
  const cell = cellOf(end);
  let ways = 0;
  for (const { value } of networks.sights) {
    if (value !== end.source?.network && areBeside(tenant.cellOf(value), cell)) ways += 1;
  }
  return ways;
}

/** Whether nobody can have gone from one sign-in to the other. */
export function isTooFast(
  earlier: RecentSignIn,
  later: RecentSignIn,
  { km, kmh }: { readonly km: number; readonly kmh: number },
): boolean {
  const here = cellOf(later);
  const there = cellOf(earlier);
  if (here === undefined || there === undefined || here === there) return false;
  const distance = distanceBetween(earlier, later);
  return distance >= km && speedOf(distance, later.at - earlier.at) >= kmh;
}

/** Kilometres between two sign-ins whose places are known. */
export function distanceBetween(one: RecentSignIn, other: RecentSignIn): number {
  return distanceKm(
    { latitude: one.latitude ?? 0, longitude: one.longitude ?? 0 },
    { latitude: other.latitude ?? 0, longitude: other.longitude ?? 0 },
  );
}

/** Kilometres per hour; two sign-ins of one instant are a second apart. */
export function speedOf(km: number, ms: number): number {
  return km / Math.max(ms / 3_600_000, 1 / 3600);
}

/** Whether the same person had both ends in hand, as far as devices and habits tell. */
function isOneHand(earlier: RecentSignIn, event: SignInEvent, history: AccountHistory): boolean {
  if (earlier.device === event.device) return true;
  const { at } = event;
  return isEstablished(earlier, history, at) && isEstablished(event, history, at);
}
