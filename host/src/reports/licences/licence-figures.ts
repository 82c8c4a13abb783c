import type { LicenceChange } from './changes.js';
import type { ReportedPool } from './pools.js';
import type { ReportedAccount } from './reported.js';
import { cents, sum } from './seat-money.js';

/** The numbers of days that every report answers for, whatever was asked. */
export const bandDays = [30, 60, 90, 180] as const;

/** What is unused for a number of days. */
export interface LicenceBand {
  readonly days: number;
  readonly accounts: number;
  readonly monthlySaving: number;
}

/** The report's money. Each is 0 where no price is known. */
export interface LicenceFigures {
  /** Per month: seats of accounts that nobody uses. */
  readonly idleSpend: number;
  /** Per month: those of them that are proposed to be given up; the seats return to the pool, the bill stays. */
  readonly reclaimableNow: number;
  /** What the next contract can do without. */
  readonly realisableAtRenewal: {
    readonly yearly: number;
    /** The earliest renewal, `YYYY-MM-DD`; null when none is known. */
    readonly on: string | null;
  };
  /** Per month: seats that are bought and held by nobody. */
  readonly unassignedSpend: number;
  /** Per month: purchases made needless; null when nobody told what is wanted. */
  readonly avoidedPurchase: number | null;
  /** Per month: by cheaper licences. */
  readonly changes: number;
  /** Per month: `reclaimableNow` times confidence; list prices count 80 %. */
  readonly expected: number;
  /** Per month: of the proposals with a confidence of 0.85 and more. */
  readonly likely: number;
}

/** What of an account its money depends on. */
export type PricedAccount = Pick<
  ReportedAccount,
  'action' | 'confidence' | 'monthlySaving' | 'isListPrice'
>;

const likelyConfidence = 0.85;
const listPriceShare = 0.8;

/** Adds up the report's money. Pure. */
export function figuresOf({
  accounts,
  pools,
  changes,
}: {
  readonly accounts: readonly PricedAccount[];
  readonly pools: readonly Pick<
    ReportedPool,
    'avoidedPurchase' | 'renewsOn' | 'renewalSaving' | 'unassignedSpend'
  >[];
  readonly changes: readonly LicenceChange[];
}): LicenceFigures {
  const proposed = accounts.filter(({ action }) => action !== 'keep');
  const saving = ({ monthlySaving }: PricedAccount): number => monthlySaving ?? 0;
  const avoided = pools.flatMap(({ avoidedPurchase }) => avoidedPurchase ?? []);
  const renewals = pools.flatMap(({ renewsOn, renewalSaving }) =>
    renewsOn !== null && renewalSaving !== null ? [renewsOn] : [],
  );
  return {
    idleSpend: total(accounts.map(saving)),
    reclaimableNow: total(proposed.map(saving)),
    realisableAtRenewal: {
      yearly: total(pools.map(({ renewalSaving }) => renewalSaving ?? 0)),
      on: renewals.sort()[0] ?? null,
    },
    unassignedSpend: total(pools.map(({ unassignedSpend }) => unassignedSpend ?? 0)),
    avoidedPurchase: avoided.length === 0 ? null : total(avoided),
    changes: total(changes.map(({ monthlySaving }) => monthlySaving)),
    expected: total(
      proposed.map(
        (each) => saving(each) * each.confidence * (each.isListPrice ? listPriceShare : 1),
      ),
    ),
    likely: total(proposed.filter(({ confidence }) => confidence >= likelyConfidence).map(saving)),
  };
}

/** The bands of several integrations, added up. */
export function addedBands(parts: readonly (readonly LicenceBand[])[]): readonly LicenceBand[] {
  return bandDays.map((days) => {
    const of = parts.flatMap((bands) => bands.filter((band) => band.days === days));
    return {
      days,
      accounts: sum(of.map(({ accounts }) => accounts)),
      monthlySaving: total(of.map(({ monthlySaving }) => monthlySaving)),
    };
  });
}

function total(amounts: readonly number[]): number {
  return cents(sum(amounts));
}
