import type { Instance } from '../attacks/instance.js';
import type { Found } from '../judging/found.js';
import { claimOf } from './claims.js';
import type { Labels } from './labels.js';
import { ratio, type Share, type Size } from './share.js';

/** The check that is compared with travel without guards. */
export const travelCheck = 'impossible-travel';

/** Impossible travel with the product's guards and without any. */
export interface TravelScore {
  /** Alerts without an attack, per thousand accounts and day. */
  readonly falseWithout: number;
  readonly falseWith: number;
  /** How many times fewer; null when the guards let none through. */
  readonly fewer: number | null;
  readonly recallWithout: Share;
  readonly recallWith: Share;
}

/** Compares both over the same journeys. */
export function scoreTravel(
  { instances, labels }: { readonly instances: readonly Instance[]; readonly labels: Labels },
  { naive, guarded }: { readonly naive: readonly Found[]; readonly guarded: readonly Found[] },
  { accounts, days }: Size,
): TravelScore {
  const thousandDays = (accounts / 1000) * days;
  const claimed = claimOf({ id: travelCheck, category: 'anomaly' });
  const journeys = instances.filter((instance) => instance.leavesTrace && claimed.finds(instance));
  const falseOf = (findings: readonly Found[]) =>
    findings.filter((found) => !labels.explain(found)).length / thousandDays;
  const recallOf = (findings: readonly Found[]) => {
    const reached = labels.restedOnBy(findings);
    return ratio(journeys.filter((instance) => reached.has(instance)).length, journeys.length);
  };
  const [falseWithout, falseWith] = [falseOf(naive), falseOf(guarded)];
  return {
    falseWithout,
    falseWith,
    fewer: falseWith === 0 ? null : falseWithout / falseWith,
    recallWithout: recallOf(naive),
    recallWith: recallOf(guarded),
  };
}
