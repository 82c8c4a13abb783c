import type { Pool } from 'pg';

/** Which sign-ins are counted. */
export interface SignInScope {
  /** Only this integration; all when null. */
  readonly integrationId: string | null;
  /** From this instant on; from the earliest when null. */
  readonly from: Date | null;
  /** Before this instant; to the latest when null. */
  readonly to: Date | null;
}

/** A value of one dimension with its counts. */
export interface SignInCount {
  readonly dimension: string;
  /** Null where the provider told nothing. */
  readonly value: string | null;
  readonly signIns: number;
  readonly failures: number;
}

/** All sign-ins of the scope together. */
export interface SignInTotals {
  readonly signIns: number;
  readonly failures: number;
  readonly byRollcall: number;
  readonly first: Date | null;
  readonly last: Date | null;
}

/** An account with what was counted of it. */
export interface AccountCount {
  readonly integrationId: string;
  readonly accountId: string | null;
  readonly username: string | null;
  readonly signIns: number;
  readonly failures: number;
  readonly last: Date;
}

const inScope = `($1::text IS NULL OR s.integration_id = $1)
  AND ($2::timestamptz IS NULL OR s."time" >= $2) AND ($3::timestamptz IS NULL OR s."time" < $3)`;

/** The columns that sign-ins are counted by; each is one dimension of the report. */
const dimensions = {
  outcome: 'outcome',
  method: 'method',
  channel: 'channel',
  application: 'application',
  country: 'country',
  tls: 'tls_protocol',
  day: 'day',
} as const;

/** Totals and counts by every dimension, made by the database in one reading of the sign-ins. */
export async function countSignIns(
  pool: Pool,
  scope: SignInScope,
): Promise<{ readonly totals: SignInTotals; readonly counts: readonly SignInCount[] }> {
  const names = Object.keys(dimensions);
  const columns = Object.values(dimensions);
  const { rows } = await pool.query<SignInCount & SignInTotals>(
    `WITH cells AS MATERIALIZED (
       SELECT outcome, method, channel, application, country, tls_protocol,
         (s."time" AT TIME ZONE 'UTC')::date::text AS day, count(*) AS n,
         count(*) FILTER (WHERE is_collector) AS own, min(s."time") AS first, max(s."time") AS last
       FROM facts."sign_ins" s WHERE ${inScope} AND s.gone_at IS NULL
       GROUP BY 1, 2, 3, 4, 5, 6, 7)
     SELECT CASE ${columns.map((column, index) => `WHEN grouping(${column}) = 0 THEN '${names[index]}'`).join(' ')} END AS dimension,
       coalesce(${columns.join(', ')}) AS value,
       coalesce(sum(n), 0)::float8 AS "signIns",
       coalesce(sum(n) FILTER (WHERE outcome = 'failure'), 0)::float8 AS failures,
       coalesce(sum(own), 0)::float8 AS "byRollcall", min(first) AS first, max(last) AS last
     FROM cells GROUP BY GROUPING SETS ((), ${columns.map((column) => `(${column})`).join(', ')})`,
    [scope.integrationId, scope.from, scope.to],
  );
  const [total] = rows.filter(({ dimension }) => dimension === null);
  return {
    totals: total ?? { signIns: 0, failures: 0, byRollcall: 0, first: null, last: null },
    counts: rows.filter(({ dimension }) => dimension !== null),
  };
}

/** Why sign-ins failed, in the provider's words, most frequent first. */
export async function countFailures(
  pool: Pool,
  scope: SignInScope,
): Promise<readonly { readonly reason: string | null; readonly failures: number }[]> {
  const { rows } = await pool.query<{ reason: string | null; failures: number }>(
    `SELECT status_detail AS reason, count(*)::float8 AS failures FROM facts."sign_ins" s
     WHERE ${inScope} AND s.gone_at IS NULL AND outcome = 'failure'
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
    [scope.integrationId, scope.from, scope.to],
  );
  return rows;
}

/** SQL of what counts as a sign-in to look at. */
export const signInFilters = {
  failed: `s.outcome = 'failure'`,
  /** A password sent over the API, or a TLS version that is retired. */
  legacy: `(s.method = 'api_password' OR s.tls_protocol IN ('TLS 1.0', 'TLS 1.1', 'TLSv1', 'TLSv1.1', 'SSLv3'))`,
} as const;

/** The accounts with most sign-ins of a kind. */
export async function accountsWithMost(
  pool: Pool,
  scope: SignInScope,
  filter: keyof typeof signInFilters,
): Promise<readonly AccountCount[]> {
  const { rows } = await pool.query<AccountCount>(
    `SELECT n.integration_id AS "integrationId", n.account_id AS "accountId", a.username,
       n.sign_ins AS "signIns", n.failures, n.last
     FROM (SELECT s.integration_id, s.account_id, count(*)::float8 AS sign_ins,
             (count(*) FILTER (WHERE s.outcome = 'failure'))::float8 AS failures, max(s."time") AS last
           FROM facts."sign_ins" s
           WHERE ${inScope} AND s.gone_at IS NULL AND ${signInFilters[filter]}
           GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 20) n
     LEFT JOIN facts."accounts" a ON a.integration_id = n.integration_id AND a.id = n.account_id
     ORDER BY n.sign_ins DESC, a.username`,
    [scope.integrationId, scope.from, scope.to],
  );
  return rows;
}

/** How many accounts signed in at least once. */
export async function countAccounts(pool: Pool, scope: SignInScope): Promise<number> {
  const { rows } = await pool.query<{ accounts: number }>(
    `SELECT count(*)::float8 AS accounts FROM (
       SELECT s.integration_id, s.account_id FROM facts."sign_ins" s
       WHERE ${inScope} AND s.gone_at IS NULL AND s.outcome = 'success' AND s.account_id IS NOT NULL
       GROUP BY 1, 2) each`,
    [scope.integrationId, scope.from, scope.to],
  );
  return rows[0]?.accounts ?? 0;
}
