import type { Reader } from '../reports/one-moment.js';
import { mfaOf, networkOf } from '../reports/sign-ins/sign-in-sql.js';
import { decodePosition, encodePosition } from './cursor.js';
import { type SignInFilter, signInCondition } from './sign-in-filter.js';

/** A sign-in as lists show it. */
export interface ListedSignIn {
  readonly id: string;
  readonly integrationId: string;
  readonly time: string;
  readonly accountId: string | null;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly accountKind: string | null;
  readonly outcome: string;
  readonly statusDetail: string | null;
  readonly method: string | null;
  readonly channel: string | null;
  readonly mfa: 'yes' | 'no' | 'unknown';
  readonly sourceIp: string | null;
  readonly network: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly application: string | null;
  readonly browser: string | null;
  readonly platform: string | null;
  readonly tlsProtocol: string | null;
  readonly apiType: string | null;
  readonly apiVersion: string | null;
  readonly isCollector: boolean;
}

/** A part of a list, and where the next begins; null at the end. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** SQL: `told (since)` of the integration `$1`. */
export const told = `told AS (
  SELECT min("time") AS since FROM facts."factor_events" f
  WHERE f.integration_id = $1 AND EXISTS (
    SELECT 1 FROM rollcall.stream_state st WHERE st.integration_id = $1
      AND st.stream = f.stream AND st.outcome = 'done'))`;

/** SQL: the columns of a sign-in `s`, with `listedJoins`. */
export const listedColumns = `s.id, s.integration_id AS "integrationId", s."time",
  (extract(epoch FROM s."time") * 1000000)::bigint::text AS micros,
  s.account_id AS "accountId", a.username, a.display_name AS "displayName",
  a.kind AS "accountKind", s.outcome, s.status_detail AS "statusDetail", s.method, s.channel,
  ${mfaOf} AS mfa, s.source_ip AS "sourceIp", ${networkOf('s.source_ip')} AS network, s.country,
  s.city, s.application, s.browser, s.platform, s.tls_protocol AS "tlsProtocol",
  s.api_type AS "apiType", s.api_version AS "apiVersion",
  coalesce(s.is_collector, false) AS "isCollector"`;

/** SQL: what `listedColumns` needs beside a sign-in `s` of the integration `$1`, and `told`. */
export const listedJoins = `CROSS JOIN told t
  LEFT JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
  LEFT JOIN LATERAL (
    SELECT f.sign_in_id FROM facts."factor_events" f
    WHERE f.integration_id = $1 AND f.sign_in_id = s.id AND f.outcome = 'success' LIMIT 1) v ON true`;

interface SignInRow extends Omit<ListedSignIn, 'time'> {
  readonly time: Date;
  /** Microseconds since 1970: instants of the database are finer than ours. */
  readonly micros: string;
}

/** Sign-ins, newest first. The page of each integration is read by its index, then they are merged. */
export async function listSignIns(
  reader: Reader,
  integrationIds: readonly string[],
  filter: SignInFilter,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ListPage<ListedSignIn>> {
  const found: SignInRow[] = [];
  for (const id of integrationIds) {
    found.push(...(await readSignIns(reader, id, filter, page)));
  }
  const sorted = found.sort(newestFirst);
  const rows = sorted.slice(0, page.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ micros: _, time, ...row }) => ({ ...row, time: time.toISOString() })),
    next:
      last && sorted.length > page.limit
        ? encodePosition([last.micros, last.integrationId, last.id])
        : null,
  };
}

async function readSignIns(
  reader: Reader,
  integrationId: string,
  filter: SignInFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<readonly SignInRow[]> {
  const { sql, parameters } = await signInCondition(reader, integrationId, filter);
  const after = cursor === undefined ? '' : behind(decodePosition(cursor, 3), parameters);
  const { rows } = await reader.query<SignInRow>(
    `WITH page AS MATERIALIZED (
       SELECT s.* FROM facts."sign_ins" s WHERE ${sql}${after}
       ORDER BY s."time" DESC, s.id DESC LIMIT $${parameters.push(limit + 1)}),
     ${told}
     SELECT ${listedColumns}
     FROM page s
     ${listedJoins}
     ORDER BY s."time" DESC, s.id DESC`,
    parameters,
  );
  return rows;
}

/** Rows of one instant are ordered by integration, then id, both falling. */
function behind(
  [micros = null, integrationId = null, id = null]: readonly (string | null)[],
  parameters: unknown[],
): string {
  const at = `('epoch'::timestamptz + $${parameters.push(micros)}::bigint * interval '1 microsecond')`;
  const other = `$${parameters.push(integrationId)}::text`;
  return ` AND s."time" <= ${at} AND (s."time" < ${at} OR s.integration_id < ${other}
    OR (s.integration_id = ${other} AND s.id < $${parameters.push(id)}))`;
}

function newestFirst(a: SignInRow, b: SignInRow): number {
  const byTime = BigInt(b.micros) - BigInt(a.micros);
  if (byTime !== 0n) return byTime > 0n ? 1 : -1;
  if (a.integrationId !== b.integrationId) return a.integrationId < b.integrationId ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
