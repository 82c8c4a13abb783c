import { administrators } from '../../checks/sql/held-roles.js';
import type { Reader } from '../one-moment.js';
import { inScope, networkOf } from './sign-in-sql.js';

/** What is asked of one integration. */
export interface PrincipalScope {
  readonly integrationId: string;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly now: Date;
}

/** A machine's account, and where its sign-ins came from. */
export interface ServiceIdentity {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly signIns: number;
  readonly failures: number;
  /** At most 20, those with most sign-ins first. */
  readonly networks: readonly string[];
  readonly networkCount: number;
  readonly applications: readonly string[];
  /** Tokens that applications hold for it, and their latest use. */
  readonly tokens: number;
  readonly tokenUsedAt: Date | null;
  readonly lastAt: Date | null;
}

/** An administrator's account, and what it did. */
export interface PrivilegedUse {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly kind: string;
  readonly signIns: number;
  readonly failures: number;
  readonly networkCount: number;
  /** Changes to the set-up, and those that somebody made in its name. */
  readonly changes: number;
  readonly delegatedChanges: number;
  readonly lastAt: Date | null;
}

/** Machines' accounts that signed in, or whose tokens exist. */
export async function readServices(
  reader: Reader,
  scope: PrincipalScope,
): Promise<readonly ServiceIdentity[]> {
  const { rows } = await reader.query<ServiceIdentity>(
    `WITH machine AS (
       SELECT integration_id, id, username FROM facts."accounts"
       WHERE integration_id = $1 AND gone_at IS NULL AND kind = 'service'),
     use AS (
       SELECT m.id, s.source_ip, s.application, s.outcome, count(*) AS n, max(s."time") AS last
       FROM machine m JOIN facts."sign_ins" s ON s.integration_id = $1 AND s.account_id = m.id
       WHERE ${inScope} GROUP BY 1, 2, 3, 4),
     network AS (
       SELECT id, ${networkOf('source_ip')} AS network, sum(n) AS n FROM use
       WHERE source_ip IS NOT NULL GROUP BY 1, 2),
     networks AS (
       SELECT id, count(*)::int AS count,
         (array_agg(network ORDER BY n DESC, network))[1:20] AS list FROM network GROUP BY 1),
     total AS (
       SELECT id, sum(n) AS n, sum(n) FILTER (WHERE outcome = 'failure') AS failed, max(last) AS last,
         coalesce(array_agg(DISTINCT application) FILTER (WHERE application IS NOT NULL), '{}') AS apps
       FROM use GROUP BY 1),
     token AS (
       SELECT account_id, count(*) AS n, max(last_used_at) AS used_at FROM facts."app_grants"
       WHERE integration_id = $1 AND gone_at IS NULL GROUP BY 1)
     SELECT m.integration_id AS "integrationId", m.id AS "accountId", m.username,
       coalesce(t.n, 0)::float8 AS "signIns", coalesce(t.failed, 0)::float8 AS failures,
       coalesce(w.list, '{}') AS networks, coalesce(w.count, 0) AS "networkCount",
       coalesce(t.apps, '{}') AS applications, coalesce(k.n, 0)::int AS tokens,
       k.used_at AS "tokenUsedAt", t.last AS "lastAt"
     FROM machine m
     LEFT JOIN total t ON t.id = m.id
     LEFT JOIN networks w ON w.id = m.id
     LEFT JOIN token k ON k.account_id = m.id
     WHERE t.id IS NOT NULL OR k.account_id IS NOT NULL
     ORDER BY "signIns" DESC, m.username, m.id LIMIT 500`,
    [scope.integrationId, scope.from, scope.to],
  );
  return rows;
}

/** Administrators, and what was done with their accounts. */
export async function readPrivilegedUse(
  reader: Reader,
  scope: PrincipalScope,
): Promise<readonly PrivilegedUse[]> {
  const { rows } = await reader.query<PrivilegedUse>(
    `WITH ${administrators}
     SELECT a.integration_id AS "integrationId", a.id AS "accountId", a.username, a.kind,
       u.n AS "signIns", u.failed AS failures, u.networks AS "networkCount",
       c.n AS changes, c.delegated AS "delegatedChanges", u.last AS "lastAt"
     FROM facts."accounts" a
     JOIN administrator d ON d.account_id = a.id
     CROSS JOIN LATERAL (
       SELECT count(*)::float8 AS n, (count(*) FILTER (WHERE s.outcome = 'failure'))::float8 AS failed,
         count(DISTINCT ${networkOf('s.source_ip')})::int AS networks, max(s."time") AS last
       FROM facts."sign_ins" s WHERE s.integration_id = $1 AND s.account_id = a.id
         AND ($3::timestamptz IS NULL OR s."time" >= $3)
         AND ($4::timestamptz IS NULL OR s."time" < $4) AND s.gone_at IS NULL) u
     CROSS JOIN LATERAL (
       SELECT count(*)::float8 AS n,
         (count(*) FILTER (WHERE e.delegate IS NOT NULL))::float8 AS delegated
       FROM facts."audit_events" e WHERE e.integration_id = $1 AND e.actor_id = a.id
         AND ($3::timestamptz IS NULL OR e."time" >= $3)
         AND ($4::timestamptz IS NULL OR e."time" < $4) AND e.gone_at IS NULL) c
     WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state <> 'deactivated'
     ORDER BY "signIns" DESC, a.username, a.id LIMIT 500`,
    [scope.integrationId, scope.now, scope.from, scope.to],
  );
  return rows;
}
