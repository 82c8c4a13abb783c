import { reviewWords } from '../../words/reviews.js';

const words = reviewWords.start;

/** The choices of each kind; the first is the usual one. */
export const periodNames = {
  'sign-ins': ['30d', 'month', 'quarter', 'custom'],
  access: ['90d', 'none', 'since'],
} as const;

/** One of them. */
export type PeriodName = (typeof periodNames)[keyof typeof periodNames][number];

/** Days as `2026-11-01`, in UTC; absent where it is open. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

const dayMs = 86_400_000;

/** The period of a choice, or what is wrong with the days that were typed. Pure. */
export function periodOf(
  name: PeriodName,
  days: { readonly from: string; readonly to: string },
  now: Date,
): {
  readonly period?: Period;
  readonly faults: { readonly from?: string; readonly to?: string };
} {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const quarter = month - (month % 3);
  switch (name) {
    case '30d':
    case 'none':
      return { period: {}, faults: {} };
    case '90d':
      return { period: { from: dayOf(now.getTime() - 90 * dayMs) }, faults: {} };
    case 'month':
      return { period: between(year, month - 1, month), faults: {} };
    case 'quarter':
      return { period: between(year, quarter - 3, quarter), faults: {} };
    case 'since':
      return days.from === ''
        ? { faults: { from: words.missing } }
        : { period: { from: days.from }, faults: {} };
    case 'custom':
      return customPeriod(days);
  }
}

function customPeriod({ from, to }: { readonly from: string; readonly to: string }) {
  const faults = {
    ...(from === '' ? { from: words.missing } : {}),
    ...(to === '' ? { to: words.missing } : {}),
    ...(from !== '' && to !== '' && to < from ? { to: words.order } : {}),
  };
  return Object.keys(faults).length === 0 ? { period: { from, to }, faults } : { faults };
}

/** From the first day of a month to the day before another begins. */
function between(year: number, fromMonth: number, toMonth: number): Period {
  return {
    from: dayOf(Date.UTC(year, fromMonth, 1)),
    to: dayOf(Date.UTC(year, toMonth, 1) - dayMs),
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
