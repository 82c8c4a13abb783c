import type { Pool } from 'pg';

/** An integration and what the report needs to know of its collection. */
export interface ReportedIntegration {
  readonly id: string;
  readonly name: string;
  readonly pluginId: string;
  readonly tenantId: string | null;
  readonly tenantName: string | null;
  readonly edition: string | null;
  /** When its accounts were last seen; null before the first collection. */
  readonly asOf: Date | null;
  /** The earliest sign-in that is stored. */
  readonly signInsSince: Date | null;
  /** Whether some account has a last sign-in: else the provider does not tell. */
  readonly tellsLastSignIn: boolean;
  /** Whether a whole reading of the accounts was proven complete. */
  readonly sawEveryAccount: boolean;
}

/** Seats of a licence, as the provider counts them and as our assignments do. */
export interface PoolFacts {
  readonly integrationId: string;
  readonly licenceId: string;
  readonly name: string;
  readonly key: string | null;
  readonly layer: string;
  readonly status: string | null;
  /** Null when unlimited. */
  readonly total: number | null;
  readonly used: number | null;
  /** `YYYY-MM-DD`. */
  readonly expiresOn: string | null;
  /** Accounts that hold a seat and are not deactivated. */
  readonly assigned: number;
  /** Frozen accounts that hold a seat. */
  readonly frozen: number;
  /** Deactivated accounts that still hold a seat. */
  readonly deactivated: number;
}

/** An account that holds licences, with what was last seen of it. */
export interface HolderFacts {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly employeeId: string | null;
  readonly federationId: string | null;
  readonly department: string | null;
  readonly managerId: string | null;
  readonly kind: string;
  readonly state: string;
  readonly createdAt: Date | null;
  /** As the provider tells. */
  readonly lastSignInAt: Date | null;
  /** The latest good sign-in that is stored. */
  readonly seenSignInAt: Date | null;
  readonly seenSignInId: string | null;
  readonly seenSignInMethod: string | null;
  /** Last use of a token that an application holds. */
  readonly tokenUsedAt: Date | null;
  /** Good sign-ins within the days asked for, those of them over an API, and on how many days. */
  readonly signIns: number;
  readonly apiSignIns: number;
  readonly activeDays: number;
  /** Whether a role gives it a capability that administrators have. */
  readonly isPrivileged: boolean;
  /** Base licence. */
  readonly licenceId: string | null;
  /** Every licence held, each once. */
  readonly licenceIds: readonly string[];
}

/** What administrators can do: accounts with one of these are left to a person. */
const administratorCapabilities = [
  'data.modify_all',
  'data.view_all',
  'users.manage',
  'roles.manage',
  'code.author',
  'policy.manage',
];

/** Seats by assignment; base licences of accounts that are not deactivated also where no row tells. */
const held = `
  SELECT account_id, licence_id FROM facts."licence_assignments"
  WHERE integration_id = $1 AND gone_at IS NULL
  UNION
  SELECT id, licence_id FROM facts."accounts"
  WHERE integration_id = $1 AND gone_at IS NULL AND licence_id IS NOT NULL
    AND state <> 'deactivated'`;

/** The integrations that are reported, all or one. */
export async function readIntegrations(
  pool: Pool,
  integrationId: string | undefined,
): Promise<readonly ReportedIntegration[]> {
  const { rows } = await pool.query<ReportedIntegration>(
    `SELECT i.id, i.name, i.plugin_id AS "pluginId", i.tenant_id AS "tenantId",
       i.tenant_name AS "tenantName",
       (SELECT edition FROM facts."tenants" t
        WHERE t.integration_id = i.id AND t.gone_at IS NULL LIMIT 1) AS edition,
       a.as_of AS "asOf", a.tells AS "tellsLastSignIn",
       (SELECT min("time") FROM facts."sign_ins" s WHERE s.integration_id = i.id) AS "signInsSince",
       EXISTS (SELECT 1 FROM rollcall.stream_state st WHERE st.integration_id = i.id
         AND st.last_complete_at IS NOT NULL AND st.stream IN (
           SELECT DISTINCT stream FROM facts."accounts" f WHERE f.integration_id = i.id
         )) AS "sawEveryAccount"
     FROM rollcall.integration i
     CROSS JOIN LATERAL (
       SELECT max(last_seen) AS as_of, coalesce(bool_or(last_sign_in_at IS NOT NULL), false) AS tells
       FROM facts."accounts" f WHERE f.integration_id = i.id
     ) a
     WHERE $1::text IS NULL OR i.id = $1 ORDER BY i.name`,
    [integrationId ?? null],
  );
  return rows;
}

/** The licence pools of an integration, with who holds their seats. */
export async function readPools(pool: Pool, integrationId: string): Promise<readonly PoolFacts[]> {
  const { rows } = await pool.query<PoolFacts>(
    `SELECT p.integration_id AS "integrationId", p.id AS "licenceId", p.name, p.key, p.layer, p.status,
       p.total::float8 AS total, p.used::float8 AS used, p.expires_on::text AS "expiresOn",
       coalesce(c.assigned, 0)::int AS assigned, coalesce(c.frozen, 0)::int AS frozen,
       coalesce(c.deactivated, 0)::int AS deactivated
     FROM facts."licence_pools" p
     LEFT JOIN (
       SELECT h.licence_id, count(*) FILTER (WHERE a.state <> 'deactivated') AS assigned,
         count(*) FILTER (WHERE a.state = 'frozen') AS frozen,
         count(*) FILTER (WHERE a.state = 'deactivated') AS deactivated
       FROM (${held}) h
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = h.account_id AND a.gone_at IS NULL
       GROUP BY 1) c ON c.licence_id = p.id
     WHERE p.integration_id = $1 AND p.gone_at IS NULL ORDER BY p.layer, p.name, p.id`,
    [integrationId],
  );
  return rows;
}

/**
 * Every person's and machine's account that holds a licence, also deactivated ones, in one pass over
 * the store. Never Rollcall's own account, never external, system and guest accounts.
 * @param usedSince from when on sign-ins are counted
 */
export async function readHolders(
  pool: Pool,
  integrationId: string,
  usedSince: Date,
): Promise<readonly HolderFacts[]> {
  const { rows } = await pool.query<HolderFacts>(
    `WITH holdings AS (
       SELECT account_id, array_agg(licence_id ORDER BY licence_id) AS licences
       FROM (${held}) h GROUP BY account_id),
     tokens AS (
       SELECT account_id, max(last_used_at) AS used_at FROM facts."app_grants"
       WHERE integration_id = $1 AND gone_at IS NULL GROUP BY account_id),
     uses AS (
       SELECT account_id, sum(n) AS n, sum(api) AS api, count(*) AS days
       FROM (SELECT account_id, count(*) AS n, count(*) FILTER (WHERE channel = 'api') AS api
             FROM facts."sign_ins"
             WHERE integration_id = $1 AND "time" >= $2 AND outcome = 'success' AND gone_at IS NULL
             GROUP BY account_id, ("time" AT TIME ZONE 'UTC')::date) daily
       GROUP BY account_id),
     privileged AS (
       SELECT DISTINCT ra.account_id FROM facts."role_assignments" ra
       JOIN facts."roles" r ON r.integration_id = $1 AND r.id = ra.role_id AND r.gone_at IS NULL
       WHERE ra.integration_id = $1 AND ra.gone_at IS NULL AND ra.active IS NOT FALSE
         AND r.capabilities && $3::text[])
     SELECT a.integration_id AS "integrationId", a.id AS "accountId", a.username,
       a.display_name AS "displayName", a.email, a.employee_id AS "employeeId",
       a.federation_id AS "federationId", a.department, a.manager_id AS "managerId", a.kind, a.state,
       a.created_at AS "createdAt", a.last_sign_in_at AS "lastSignInAt", s."time" AS "seenSignInAt",
       s.id AS "seenSignInId", s.method AS "seenSignInMethod", g.used_at AS "tokenUsedAt",
       coalesce(u.n, 0)::float8 AS "signIns", coalesce(u.api, 0)::float8 AS "apiSignIns",
       coalesce(u.days, 0)::int AS "activeDays", p.account_id IS NOT NULL AS "isPrivileged",
       a.licence_id AS "licenceId", h.licences AS "licenceIds"
     FROM facts."accounts" a
     JOIN holdings h ON h.account_id = a.id
     LEFT JOIN LATERAL (
       SELECT "time", id, method FROM facts."sign_ins" s
       WHERE s.integration_id = $1 AND s.account_id = a.id AND s.outcome = 'success'
       ORDER BY "time" DESC LIMIT 1) s ON true
     LEFT JOIN tokens g ON g.account_id = a.id
     LEFT JOIN uses u ON u.account_id = a.id
     LEFT JOIN privileged p ON p.account_id = a.id
     WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.kind IN ('human', 'service')
       AND a.is_collector IS NOT TRUE
     ORDER BY a.username, a.id`,
    [integrationId, usedSince, administratorCapabilities],
  );
  return rows;
}
