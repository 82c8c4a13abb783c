import type { Pool } from 'pg';

import { readChanges } from '../checks/sql/set-up-changes.js';
import { countCapabilities, readPaths } from '../reports/access/access-facts.js';
import { capabilityText, reviewedCapabilities } from '../reports/access/capability-words.js';
import { type Holder, holdersOf } from '../reports/access/holders.js';

/** A capability, and how many hold it. */
export interface ListedCapability {
  readonly capability: string;
  readonly title: string;
  /** Whether its holders are reviewed one by one. */
  readonly isReviewed: boolean;
  readonly holders: number;
  readonly humans: number;
  readonly services: number;
}

/** Every capability that anybody holds, the most dangerous first; of several integrations added up. */
export async function listCapabilities(
  pool: Pool,
  integrationIds: readonly string[],
  now: Date,
): Promise<readonly ListedCapability[]> {
  const all = new Map<string, ListedCapability>();
  for (const id of integrationIds) {
    for (const count of await countCapabilities(pool, id, now)) {
      const known = all.get(count.capability);
      all.set(count.capability, {
        capability: count.capability,
        title: capabilityText(count.capability),
        isReviewed: reviewedCapabilities.includes(count.capability),
        holders: count.holders + (known?.holders ?? 0),
        humans: count.humans + (known?.humans ?? 0),
        services: count.services + (known?.services ?? 0),
      });
    }
  }
  const rank = ({ capability }: ListedCapability): number => {
    const place = reviewedCapabilities.indexOf(capability);
    return place < 0 ? reviewedCapabilities.length : place;
  };
  return [...all.values()].sort(
    (a, b) => rank(a) - rank(b) || (a.capability < b.capability ? -1 : 1),
  );
}

/** Who holds a capability, by which ways. */
export async function listHolders(
  pool: Pool,
  integrationIds: readonly string[],
  capability: string,
  now: Date,
): Promise<readonly Holder[]> {
  const all: Holder[] = [];
  for (const integrationId of integrationIds) {
    const wanted = { integrationId, capabilities: [capability], at: now, accountId: null };
    const grants = await readChanges({ pool, integrationId }, ['role_granted'], new Date(0));
    all.push(...holdersOf(integrationId, await readPaths(pool, wanted), grants));
  }
  return all;
}
