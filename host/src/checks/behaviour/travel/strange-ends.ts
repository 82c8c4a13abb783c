import type { SignInEvent } from '../events/event.js';
import { type AccountHistory, cellOf, type RecentSignIn } from '../memory/account-history.js';
import type { TenantHistory } from '../memory/tenant-history.js';
import { isEstablished, isNewDeviceThere } from './established.js';

/** Two sign-ins of an account that one body can hardly have made, and what was known before the later. */
export interface Journey {
  readonly earlier: RecentSignIn;
  readonly event: SignInEvent;
  readonly history: AccountHistory;
  readonly tenant: TenantHistory;
}

type End = RecentSignIn;

/** The ends that are new to the account and that nothing explains, the earlier first. */
export function strangeEnds(journey: Journey): readonly End[] {
  const { earlier, event, history, tenant } = journey;
  const { at } = event;
  const ends: readonly [End, End] = [earlier, event];
  const strange = ends.filter((end) => !isEstablished(end, history, at));
  const unexplained = strange.filter((end) => !isExplained(end, journey));
  if (!unexplained.some((end) => isNews(end, journey))) return [];
  if (history.isWarm(at, 5, 3)) return unexplained;
  // Of a new account little is known; but others know where its colleagues are.
  if (earlier.country === event.country) return [];
  const isAmongUs = (end: End) =>
    isIn(end, (name) => tenant.isShared(name, at)) || isPlaceOfOurs(end, journey);
  return ends.some(isAmongUs) ? unexplained.filter((end) => !isAmongUs(end)) : [];
}

/** Whether an end that is new to the account is a way that others of the tenant have, too. */
function isExplained(end: End, journey: Journey): boolean {
  const { earlier, event, tenant } = journey;
  const { at, account = '' } = event;
  if (isIn(end, (name) => tenant.isShared(name, at) || tenant.isPortal(name, at))) return true;
  // Within a country the places of addresses are guesses: providers move them from city to city.
  if (earlier.country !== event.country || isOtherHand(end, journey)) return false;
  return end.source !== undefined && tenant.isBlockOfOthers(end.source.block, account);
}

/** Who travels behind a VPN takes the laptop along; a thief may have one of the same make. */
function isNews(end: End, journey: Journey): boolean {
  const { earlier, event } = journey;
  if (isOtherHand(end, journey)) return !isPlaceOfOurs(end, journey) || !isVague(journey);
  const isInland = earlier.country === event.country;
  return !isVague(journey) && (isInland || isNewCountry(end, journey));
}

/** Whether colleagues are in that place. */
function isPlaceOfOurs(end: End, { event, tenant }: Journey): boolean {
  const cell = cellOf(end);
  return cell !== undefined && tenant.isPlaceOfOthers(cell, event.account ?? '');
}

function isOtherHand(end: End, { earlier, event, history }: Journey): boolean {
  return isNewDeviceThere(end, end === event ? earlier : event, history);
}

/** While it is not yet known which networks are doors, and where people are who are elsewhere as well. */
function isVague({ earlier, event, tenant }: Journey): boolean {
  const { at } = event;
  if ((tenant.firstAt ?? at) > at - learningMs) return true;
  return [earlier, event].some((end) => isIn(end, (name) => tenant.isPortal(name, at)));
}

/** Whether the account had not been in that country before the day. */
function isNewCountry({ country }: End, { event, history }: Journey): boolean {
  if (country === undefined) return false;
  const sight = history.countries.find(country, event.at);
  return sight === undefined || sight.first > event.at - dayMs;
}

function isIn({ source }: End, holds: (network: string) => boolean): boolean {
  return source !== undefined && holds(source.network);
}

const dayMs = 86_400_000;
const learningMs = 10 * dayMs;
