import type { SignInEvent } from '../events/event.js';
import type { AccountHistory } from '../memory/account-history.js';
import type { TenantHistory } from '../memory/tenant-history.js';

/** A sign-in and what was known before it. */
export interface Situation {
  readonly event: SignInEvent;
  readonly history: AccountHistory | undefined;
  readonly tenant: TenantHistory;
}

/** Whether the account had not signed in from that network before today. */
export function isStranger(
  { source, at }: SignInEvent,
  history: AccountHistory | undefined,
): boolean {
  if (source === undefined) return true;
  const sight = history?.networks.find(source.network, at);
  return sight === undefined || sight.first > at - dayMs;
}

/** Whether the account has used such a device, as far as the provider tells of devices. */
export function knowsDevice(
  { device, at }: SignInEvent,
  history: AccountHistory | undefined,
): boolean {
  return device === undefined || history?.devices.find(device, at) !== undefined;
}

/** Whether a known device is used in a country where the account was before today. */
export function isLikeOwner(
  { device, country, at }: SignInEvent,
  history: AccountHistory | undefined,
): boolean {
  if (device === undefined || country === undefined) return false;
  const sight = history?.countries.find(country, at);
  const isKnownCountry = sight !== undefined && sight.first <= at - dayMs;
  return isKnownCountry && history?.devices.find(device, at) !== undefined;
}

/** Whether the account has used the device for days, longer than a break-in lasts unnoticed. */
export function isOwnDevice(
  { device, at }: Pick<SignInEvent, 'device' | 'at'>,
  history: AccountHistory | undefined,
): boolean {
  const sight = device === undefined ? undefined : history?.devices.find(device, at);
  return sight !== undefined && sight.first <= at - 3 * dayMs;
}

const dayMs = 86_400_000;
