import type { Pool } from 'pg';

import { networkOf } from '../reports/sign-ins/sign-in-sql.js';
import {
  type Condition,
  type SignInField,
  type SignInFilter,
  signInCondition,
  signInFields,
} from './sign-in-filter.js';

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

/** One value of a field, and how many sign-ins have it. */
export interface FacetValue {
  /** Null where the provider told nothing. */
  readonly value: string | null;
  readonly signIns: number;
  readonly failures: number;
}

/** How many sign-ins each value has. Each field is counted without regard to its own filter. */
export interface Facets {
  readonly total: number;
  readonly failures: number;
  readonly fields: Readonly<Record<SignInField | 'network', readonly FacetValue[]>>;
}

/** A filter with both its bounds. */
export type BoundedFilter = SignInFilter & { readonly from: Date; readonly to: Date };

const mostBuckets = 120;
const bucketSteps = [60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000];
const mostValues = 50;

/** The width of buckets with which a period has at most 120. */
export function bucketSecondsFor(from: Date, to: Date): number {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  const last = bucketSteps.at(-1) ?? 60;
  return bucketSteps.find((step) => seconds / step <= mostBuckets) ?? last;
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
    const { sql, parameters } = signInCondition(id, filter);
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

/** Counts sign-ins by the values of fields, those with most first. */
export async function signInFacets(
  pool: Pool,
  integrationIds: readonly string[],
  filter: BoundedFilter,
): Promise<Facets> {
  const count = (field: SignInField | 'network'): Promise<readonly FacetValue[]> => {
    const others =
      field === 'network'
        ? { ...filter, networks: [] }
        : { ...filter, values: { ...filter.values, [field]: [] } };
    return countValues(pool, integrationIds, others, facetSql(field));
  };
  const [outcome, method, channel, country, application, network] = await Promise.all([
    count('outcome'),
    count('method'),
    count('channel'),
    count('country'),
    count('application'),
    count('network'),
  ]);
  const all = await countValues(pool, integrationIds, filter, facetSql('outcome'));
  return {
    total: all.reduce((sum, { signIns }) => sum + signIns, 0),
    failures: all.reduce((sum, { failures }) => sum + failures, 0),
    fields: { outcome, method, channel, country, application, network },
  };
}

/** What a facet counts by, and what of it is shown. */
interface FacetSql {
  readonly column: string;
  readonly shown: string;
}

function facetSql(field: SignInField | 'network'): FacetSql {
  if (field === 'network') return { column: 's.source_ip', shown: networkOf('value') };
  return { column: signInFields[field], shown: 'value' };
}

/** Counts in the column's own values first: what is shown may cost more to work out than to count. */
async function countValues(
  pool: Pool,
  integrationIds: readonly string[],
  filter: SignInFilter,
  sql: FacetSql,
): Promise<readonly FacetValue[]> {
  const counted = new Map<string | null, FacetValue>();
  for (const id of integrationIds) {
    for (const row of await countOf(pool, signInCondition(id, filter), sql)) {
      const known = counted.get(row.value) ?? { value: row.value, signIns: 0, failures: 0 };
      counted.set(row.value, {
        value: row.value,
        signIns: known.signIns + row.signIns,
        failures: known.failures + row.failures,
      });
    }
  }
  return [...counted.values()]
    .sort((a, b) => b.signIns - a.signIns || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
    .slice(0, mostValues);
}

async function countOf(
  pool: Pool,
  { sql, parameters }: Condition,
  { column, shown }: FacetSql,
): Promise<readonly FacetValue[]> {
  const { rows } = await pool.query<FacetValue>(
    `WITH counted AS MATERIALIZED (
       SELECT ${column} AS value, count(*) AS n, count(*) FILTER (WHERE s.outcome = 'failure') AS failed
       FROM facts."sign_ins" s WHERE ${sql} GROUP BY 1)
     SELECT ${shown} AS value, sum(n)::float8 AS "signIns", sum(failed)::float8 AS failures
     FROM counted GROUP BY 1 ORDER BY 2 DESC LIMIT 500`,
    parameters,
  );
  return rows;
}
