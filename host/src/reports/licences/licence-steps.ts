import {
  hasListPrice,
  type LicenceInput,
  mayCost,
  type PricedPools,
  proposalOf,
} from './integration-licences.js';
import type { HolderFacts } from './licence-facts.js';
import { figuresOf, type LicenceFigures, type PricedAccount } from './licence-figures.js';
import { poolOf, type ReportedPool } from './pools.js';
import { SeatMoney } from './seat-money.js';
import { judge, unusedDays } from './unused.js';

/** What the report would say for a number of days without use. */
export interface LicenceStep {
  readonly days: number;
  /** People's and machines' accounts that would be listed. */
  readonly humans: number;
  readonly services: number;
  /** Those of them that hold no licence with a known price: counted, not in the money. */
  readonly unpriced: number;
  readonly idleSpend: number;
  readonly reclaimableNow: number;
  readonly realisableAtRenewal: LicenceFigures['realisableAtRenewal'];
}

/** The fewest and the most days that are answered for. */
const fewestDays = 30;
const mostDays = 180;

/** An account that could be listed, with what does not depend on the number of days. */
interface Candidate extends Pick<PricedAccount, 'action' | 'confidence' | 'isListPrice'> {
  readonly kind: string;
  readonly unusedDays: number;
  readonly licenceIds: readonly string[];
}

/** What one number of days lists of one integration. */
interface Part {
  readonly accounts: readonly (PricedAccount & { readonly kind: string })[];
  readonly pools: readonly ReportedPool[];
}

/**
 * The report's money for every number of days from 30 to 180. Whether an account is unused is the only
 * thing that depends on the days: all else is worked out once.
 */
export function stepsOf(inputs: readonly LicenceInput[]): readonly LicenceStep[] {
  const candidates = inputs.map((input) => ({ input, of: candidatesOf(input) }));
  return Array.from({ length: mostDays - fewestDays + 1 }, (_, index) => {
    const days = fewestDays + index;
    return stepOf(
      days,
      candidates.map(({ input, of }) => partOf(days, of, input)),
    );
  });
}

function stepOf(days: number, parts: readonly Part[]): LicenceStep {
  const accounts = parts.flatMap((part) => part.accounts);
  const pools = parts.flatMap((part) => part.pools);
  const { idleSpend, reclaimableNow, realisableAtRenewal } = figuresOf({
    accounts,
    pools,
    changes: [],
  });
  return {
    days,
    humans: accounts.filter(({ kind }) => kind === 'human').length,
    services: accounts.filter(({ kind }) => kind === 'service').length,
    unpriced: accounts.filter(({ monthlySaving }) => monthlySaving === null).length,
    idleSpend,
    reclaimableNow,
    realisableAtRenewal,
  };
}

/** In the order of the holders: the first seats may be free. */
function candidatesOf(input: LicenceInput): readonly Candidate[] {
  const { integration, now, pools } = input;
  return input.holders.flatMap((holder) => {
    const days = unusedDays(holder, now);
    if (days <= fewestDays || !mayCost(holder, pools)) return [];
    const { action, confidence } = proposalOf(holder, judge(holder, integration, now), input);
    return {
      kind: holder.kind,
      unusedDays: days,
      licenceIds: holder.licenceIds,
      action,
      confidence,
      isListPrice: hasListPrice(heldPools(holder, pools)),
    };
  });
}

function heldPools({ licenceIds }: HolderFacts, pools: PricedPools) {
  return licenceIds.flatMap((id) => pools.get(id) ?? []);
}

function partOf(
  days: number,
  candidates: readonly Candidate[],
  { pools, now }: LicenceInput,
): Part {
  const money = new SeatMoney(pools);
  const listed = candidates.filter(({ unusedDays: unused }) => days < unused);
  const reclaimable = new Map<string, number>();
  for (const { action, licenceIds } of listed) {
    if (action === 'keep') continue;
    for (const id of licenceIds) reclaimable.set(id, (reclaimable.get(id) ?? 0) + 1);
  }
  return {
    accounts: listed.map((candidate) => ({
      ...candidate,
      monthlySaving: money.giveUp(candidate.licenceIds),
    })),
    pools: [...pools.values()].map(({ facts, price }) =>
      poolOf({
        facts,
        price,
        idle: 0,
        neverUsed: 0,
        reclaimable: reclaimable.get(facts.licenceId) ?? 0,
        heldTwice: 0,
        now,
      }),
    ),
  };
}
