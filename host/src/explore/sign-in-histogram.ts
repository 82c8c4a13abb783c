import type { Pool } from 'pg';

import { type SignInFilter, signInCondition } from './sign-in-filter.js';

/** A span of time with its sign-ins. */
export interface HistogramBucket {
  /** Its begin. */
  readonly at: string;
  readonly succeeded: number;
  readonly failed: number;
}

/** Sign-ins over time. */
export interface Histogram {
  readonly from: string;
  readonly to: string;
  readonly bucketSeconds: number;
  /** Those without a sign-in are left out. */
  readonly buckets: readonly HistogramBucket[];
}

/** A filter with both its bounds. */
export type BoundedFilter = SignInFilter & { readonly from: Date; readonly to: Date };

const mostBuckets = 120;
const bucketSteps = [60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000];

/** The width of buckets with which a period has about 120 at most: the first and the last may be parts. */
export function bucketSecondsFor(from: Date, to: Date): number {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  const last = bucketSteps.at(-1) ?? 60;
  return bucketSteps.find((step) => Math.floor(seconds / step) <= mostBuckets) ?? last;
}

/** Counts sign-ins by spans of time. */
export async function signInHistogram(
  pool: Pool,
  integrationIds: readonly string[],
  filter: BoundedFilter,
): Promise<Histogram> {
  const bucketSeconds = bucketSecondsFor(filter.from, filter.to);
  const counted = new Map<string, HistogramBucket>();
  for (const id of integrationIds) {
    const { sql, parameters } = await signInCondition(pool, id, filter);
    const { rows } = await pool.query<{ at: Date; n: number; failed: number }>(
      `SELECT date_bin($${parameters.push(`${bucketSeconds} seconds`)}::interval, s."time",
         'epoch'::timestamptz) AS at, count(*)::float8 AS n,
         (count(*) FILTER (WHERE s.outcome = 'failure'))::float8 AS failed
       FROM facts."sign_ins" s WHERE ${sql} GROUP BY 1`,
      parameters,
    );
    for (const { at, n, failed } of rows) {
      const key = at.toISOString();
      const known = counted.get(key) ?? { at: key, succeeded: 0, failed: 0 };
      counted.set(key, {
        at: key,
        succeeded: known.succeeded + n - failed,
        failed: known.failed + failed,
      });
    }
  }
  return {
    from: filter.from.toISOString(),
    to: filter.to.toISOString(),
    bucketSeconds,
    buckets: [...counted.values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
  };
}
