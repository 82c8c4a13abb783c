import type { IdleAccount, LicencePool, LicenceReport, LicenceStep } from '../../api/licences.js';

/** The fewest and the most days without use that can be asked for. */
export const daysRange = { least: 30, most: 180, usual: 90 } as const;

/** The days of the address, within what can be asked for. */
export function readDays(text: string | undefined): number {
  const days = Number(text ?? daysRange.usual);
  return Number.isInteger(days) ? boundedDays(days) : daysRange.usual;
}

/** A number of days, within what can be asked for. */
export function boundedDays(days: number): number {
  return Math.min(daysRange.most, Math.max(daysRange.least, Math.round(days)));
}

/** Whether no price is known for anyone who is counted: then there is no money to show, not even 0. */
export function isUnpriced({ humans, services, unpriced }: LicenceStep): boolean {
  return unpriced > 0 && unpriced === humans + services;
}

/** Pools that cost something or whose price is missing, dearest first; and those that are free. */
export function splitPools(pools: readonly LicencePool[]): {
  readonly paid: readonly LicencePool[];
  readonly free: readonly LicencePool[];
} {
  const isFree = ({ monthlyPrice, assigned }: LicencePool): boolean =>
    monthlyPrice === 0 || (monthlyPrice === null && assigned === 0);
  return {
    paid: pools
      .filter((pool) => !isFree(pool))
      .toSorted((a, b) => spendOf(b) - spendOf(a) || b.idle - a.idle),
    free: pools.filter(isFree),
  };
}

function spendOf({ idleSpend }: LicencePool): number {
  return idleSpend ?? 0;
}

/** What a bar of a pool shows; `rest` is null where seats have no limit. */
export function seatsOf({ total, used, assigned, idle }: LicencePool): {
  readonly use: number;
  readonly idle: number;
  readonly rest: number | null;
} {
  const held = Math.max(used ?? assigned, idle);
  return { use: held - idle, idle, rest: total === null ? null : Math.max(0, total - held) };
}

/** What of the reclaim list is wanted. */
export interface ReclaimFilter {
  readonly kind: string;
  readonly text: string;
  readonly pools: readonly string[];
  readonly actions: readonly string[];
}

/** The accounts of the reclaim list that are wanted. */
export function wantedAccounts(
  { accounts }: Pick<LicenceReport, 'accounts'>,
  { kind, text, pools, actions }: ReclaimFilter,
): readonly IdleAccount[] {
  const part = text.trim().toLowerCase();
  return accounts.filter(
    (account) =>
      account.kind === kind &&
      (pools.length === 0 || account.licences.some((name) => pools.includes(name))) &&
      (actions.length === 0 || actions.includes(account.action)) &&
      `${account.username} ${account.displayName ?? ''}`.toLowerCase().includes(part),
  );
}

/** Names an account in the address. */
export function accountKey({
  integrationId,
  accountId,
}: {
  readonly integrationId: string;
  readonly accountId: string;
}): string {
  return `${integrationId}/${accountId}`;
}
