import type { Reader } from '../one-moment.js';
import { inScope, isLegacy, mfaJoins, mfaOf, networkOf, verifications } from './sign-in-sql.js';

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

/** The columns that sign-ins are counted by; each is one dimension of the report. */
const dimensions = {
  outcome: 'outcome',
  method: 'method',
  channel: 'channel',
  application: 'application',
  country: 'country',
  tls: 'tls_protocol',
  apiVersion: 'api_version',
  kind: 'kind',
  day: 'day',
} as const;

/** Totals and counts by every dimension, made by the database in one reading of the sign-ins. */
export async function countSignIns(
  reader: Reader,
  scope: SignInScope,
): Promise<{ readonly totals: SignInTotals; readonly counts: readonly SignInCount[] }> {
  const names = Object.keys(dimensions);
  const columns = Object.values(dimensions);
  const { rows } = await reader.query<SignInCount & SignInTotals>(
    `WITH cells AS MATERIALIZED (
       SELECT s.outcome, s.method, s.channel, s.application, s.country, s.tls_protocol,
         s.api_version, coalesce(a.kind, 'no account') AS kind,
         (s."time" AT TIME ZONE 'UTC')::date::text AS day, count(*) AS n,
         count(*) FILTER (WHERE s.is_collector) AS own, min(s."time") AS first, max(s."time") AS last
       FROM facts."sign_ins" s
       LEFT JOIN facts."accounts" a ON a.integration_id = s.integration_id AND a.id = s.account_id
       WHERE ${inScope} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9)
     SELECT CASE ${columns.map((column, index) => `WHEN grouping(${column}) = 0 THEN '${names[index]}'`).join(' ')} END AS dimension,
       coalesce(${columns.join(', ')}) AS value,
       coalesce(sum(n), 0)::float8 AS "signIns",
       coalesce(sum(n) FILTER (WHERE outcome = 'failure'), 0)::float8 AS failures,
       coalesce(sum(own), 0)::float8 AS "byRollcall", min(first) AS first, max(last) AS last
     FROM cells GROUP BY GROUPING SETS ((), ${columns.map((column) => `(${column})`).join(', ')})`,
    parametersOf(scope),
  );
  const [total] = rows.filter(({ dimension }) => dimension === null);
  return {
    totals: total ?? { signIns: 0, failures: 0, byRollcall: 0, first: null, last: null },
    counts: rows.filter(({ dimension }) => dimension !== null),
  };
}

/** Counts by source network, most sign-ins first: the first 50. */
export async function countNetworks(
  reader: Reader,
  scope: SignInScope,
): Promise<readonly SignInCount[]> {
  const { rows } = await reader.query<SignInCount>(
    `WITH addresses AS MATERIALIZED (
       SELECT s.source_ip, count(*) AS n, count(*) FILTER (WHERE s.outcome = 'failure') AS failed
       FROM facts."sign_ins" s WHERE ${inScope} GROUP BY 1)
     SELECT 'network' AS dimension, ${networkOf('source_ip')} AS value, sum(n)::float8 AS "signIns",
       sum(failed)::float8 AS failures
     FROM addresses GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 50`,
    parametersOf(scope),
  );
  return rows;
}

/** How many good sign-ins of people had a second factor. */
export async function countMfa(
  reader: Reader,
  scope: SignInScope,
): Promise<
  readonly {
    readonly mfa: 'yes' | 'no' | 'unknown';
    readonly method: string | null;
    readonly signIns: number;
  }[]
> {
  const { rows } = await reader.query<{
    mfa: 'yes' | 'no' | 'unknown';
    method: string | null;
    signIns: number;
  }>(
    `WITH ${verifications}
     SELECT ${mfaOf} AS mfa, s.method, count(*)::float8 AS "signIns"
     FROM facts."sign_ins" s
     JOIN facts."accounts" a ON a.integration_id = s.integration_id AND a.id = s.account_id
       AND a.kind = 'human'
     ${mfaJoins}
     WHERE ${inScope} AND s.outcome = 'success' GROUP BY 1, 2 ORDER BY 1, 2`,
    parametersOf(scope),
  );
  return rows;
}

/** Why sign-ins failed, in the provider's words, most frequent first. */
export async function countFailures(
  reader: Reader,
  scope: SignInScope,
): Promise<readonly { readonly reason: string | null; readonly failures: number }[]> {
  const { rows } = await reader.query<{ reason: string | null; failures: number }>(
    `SELECT s.status_detail AS reason, count(*)::float8 AS failures FROM facts."sign_ins" s
     WHERE ${inScope} AND s.outcome = 'failure' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
    parametersOf(scope),
  );
  return rows;
}

/** SQL of what counts as a sign-in to look at. */
const filters = { any: 'true', failed: `s.outcome = 'failure'`, legacy: isLegacy } as const;

/** The accounts with most sign-ins of a kind. */
export async function accountsWithMost(
  reader: Reader,
  scope: SignInScope,
  filter: keyof typeof filters,
): Promise<readonly AccountCount[]> {
  const { rows } = await reader.query<AccountCount>(
    `SELECT n.integration_id AS "integrationId", n.account_id AS "accountId", a.username,
       n.sign_ins AS "signIns", n.failures, n.last
     FROM (SELECT s.integration_id, s.account_id, count(*)::float8 AS sign_ins,
             (count(*) FILTER (WHERE s.outcome = 'failure'))::float8 AS failures, max(s."time") AS last
           FROM facts."sign_ins" s WHERE ${inScope} AND ${filters[filter]}
           GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 20) n
     LEFT JOIN facts."accounts" a ON a.integration_id = n.integration_id AND a.id = n.account_id
     ORDER BY n.sign_ins DESC, a.username, n.account_id`,
    parametersOf(scope),
  );
  return rows;
}

/** How many accounts signed in at least once. */
export async function countAccounts(reader: Reader, scope: SignInScope): Promise<number> {
  const { rows } = await reader.query<{ accounts: number }>(
    `SELECT count(*)::float8 AS accounts FROM (
       SELECT s.integration_id, s.account_id FROM facts."sign_ins" s
       WHERE ${inScope} AND s.outcome = 'success' AND s.account_id IS NOT NULL
       GROUP BY 1, 2) each`,
    parametersOf(scope),
  );
  return rows[0]?.accounts ?? 0;
}

/** A scope as the first three parameters of a query. */
function parametersOf({ integrationId, from, to }: SignInScope): unknown[] {
  return [integrationId, from, to];
}
