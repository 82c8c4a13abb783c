import { type FoundPrice, matchesKey } from '../prices/price-book.js';
import type { HolderFacts, PoolFacts } from './licence-facts.js';
import { cents } from './seat-money.js';

/** An account that is used, but for which a cheaper licence may do. */
export interface LicenceChange {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly kind: string;
  /** `downgrade` for people, `convert` for machines and whoever only comes by the API. */
  readonly action: 'downgrade' | 'convert';
  readonly licence: string;
  /** Name of the licence that may do. */
  readonly to: string;
  /** The difference of the two prices. */
  readonly monthlySaving: number;
  readonly confidence: number;
  /** One sentence with the evidence. */
  readonly reason: string;
}

/** A pool and what its seats cost. */
export interface PricedPool {
  readonly facts: PoolFacts;
  readonly price: FoundPrice | undefined;
}

const mostLightDays = 3;

/**
 * Proposes a cheaper licence for an account that is used, where the price list names one. What the
 * account needs its licence for is not known, so that light use is weak evidence.
 */
export function changeOf(
  holder: HolderFacts,
  pools: ReadonlyMap<string, PricedPool>,
  days: number,
): LicenceChange | undefined {
  const base = holder.licenceId === null ? undefined : pools.get(holder.licenceId);
  const habit = habitOf(holder, days);
  if (!base?.price || !habit || holder.isAdministrator) return undefined;
  const rule = base.price.cheaper.find((each) => each.for === habit.for);
  const other = rule && [...pools.values()].find(({ facts }) => matchesKey(rule.key, facts.key));
  if (!other?.price) return undefined;
  const monthlySaving = cents(base.price.monthly - other.price.monthly);
  if (monthlySaving <= 0) return undefined;
  return {
    integrationId: holder.integrationId,
    accountId: holder.accountId,
    username: holder.username,
    kind: holder.kind,
    action: habit.for === 'api-only' ? 'convert' : 'downgrade',
    licence: base.facts.name,
    to: other.facts.name,
    monthlySaving,
    confidence: habit.confidence,
    reason: habit.reason,
  };
}

interface Habit {
  readonly for: 'api-only' | 'light-use';
  readonly confidence: number;
  readonly reason: string;
}

function habitOf({ kind, activeDays, isApiOnly }: HolderFacts, days: number): Habit | undefined {
  if (activeDays === null || activeDays === 0) return undefined;
  if (isApiOnly) {
    return {
      for: 'api-only',
      confidence: 0.5,
      reason: `signed in on more than ${mostLightDays} of ${days} days, always by an API`,
    };
  }
  if (kind !== 'human' || activeDays > mostLightDays) return undefined;
  return {
    for: 'light-use',
    confidence: 0.3,
    reason: `signed in on ${activeDays} of ${days} days; which objects it used is not known`,
  };
}
