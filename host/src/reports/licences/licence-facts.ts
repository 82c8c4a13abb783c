import { heldLicences } from '../../checks/sql/held-licences.js';
import { administrators } from '../../checks/sql/held-roles.js';
import type { Reader } from '../one-moment.js';

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
  /** On how many days it signed in within those asked for, 4 standing for more; null when that was not asked. */
  readonly activeDays: number | null;
  /** Whether all of those sign-ins came by an API. */
  readonly isApiOnly: boolean;
  /** Whether its roles make it an administrator. */
  readonly isAdministrator: boolean;
  /** Base licence. */
  readonly licenceId: string | null;
  /** Every licence held, each once. */
  readonly licenceIds: readonly string[];
}

/** The integrations that are reported, all or one. */
export async function readIntegrations(
  reader: Reader,
  integrationId: string | undefined,
): Promise<readonly ReportedIntegration[]> {
  const { rows } = await reader.query<ReportedIntegration>(
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
export async function readPools(
  reader: Reader,
  integrationId: string,
): Promise<readonly PoolFacts[]> {
  const { rows } = await reader.query<PoolFacts>(
    `WITH ${heldLicences}
     SELECT p.integration_id AS "integrationId", p.id AS "licenceId", p.name, p.key, p.layer, p.status,
       p.total::float8 AS total, p.used::float8 AS used, p.expires_on::text AS "expiresOn",
       coalesce(c.assigned, 0)::int AS assigned, coalesce(c.frozen, 0)::int AS frozen,
       coalesce(c.deactivated, 0)::int AS deactivated
     FROM facts."licence_pools" p
     LEFT JOIN (
       SELECT h.licence_id, count(*) FILTER (WHERE a.state <> 'deactivated') AS assigned,
         count(*) FILTER (WHERE a.state = 'frozen') AS frozen,
         count(*) FILTER (WHERE a.state = 'deactivated') AS deactivated
       FROM held_licence h
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = h.account_id AND a.gone_at IS NULL
       GROUP BY 1) c ON c.licence_id = p.id
     WHERE p.integration_id = $1 AND p.gone_at IS NULL ORDER BY p.layer, p.name, p.id`,
    [integrationId],
  );
  return rows;
}

/** What `readHolders` looks at besides the accounts. */
export interface HolderOptions {
  readonly now: Date;
  /** From when on active days are counted. */
  readonly usedSince: Date;
  /** Base licences for which a cheaper one may do: only of their holders active days are counted. */
  readonly replaceable: readonly string[];
}

/**
 * Every person's and machine's account that holds a licence, also deactivated ones, in one pass over
 * the store. Never Rollcall's own account, never external, system and guest accounts. Active days are
 * looked up backwards and only until they are too many: most sign-ins are never read.
 */
export async function readHolders(
  reader: Reader,
  integrationId: string,
  { now, usedSince, replaceable }: HolderOptions,
): Promise<readonly HolderFacts[]> {
  const { rows } = await reader.query<HolderFacts>(
    `WITH ${heldLicences}, ${administrators}, token AS (
       SELECT account_id, max(last_used_at) AS used_at FROM facts."app_grants"
       WHERE integration_id = $1 AND gone_at IS NULL GROUP BY account_id)
     SELECT a.integration_id AS "integrationId", a.id AS "accountId", a.username,
       a.display_name AS "displayName", a.email, a.employee_id AS "employeeId",
       a.federation_id AS "federationId", a.department, a.manager_id AS "managerId", a.kind, a.state,
       a.created_at AS "createdAt", a.last_sign_in_at AS "lastSignInAt", s."time" AS "seenSignInAt",
       s.id AS "seenSignInId", s.method AS "seenSignInMethod", t.used_at AS "tokenUsedAt",
       CASE WHEN a.licence_id = ANY($4::text[]) THEN
         coalesce(s."time" >= $3, false)::int + (d.second IS NOT NULL)::int + (d.third IS NOT NULL)::int
         + (d.fourth IS NOT NULL)::int END AS "activeDays",
       coalesce(a.licence_id = ANY($4::text[]) AND s.channel = 'api' AND d.fourth IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM facts."sign_ins" o
           WHERE o.integration_id = $1 AND o.account_id = a.id AND o."time" >= $3
             AND o.outcome = 'success' AND o.channel IS DISTINCT FROM 'api'), false) AS "isApiOnly",
       a.id IN (SELECT account_id FROM administrator) AS "isAdministrator",
       a.licence_id AS "licenceId", h.licence_ids AS "licenceIds"
     FROM facts."accounts" a
     JOIN holder h ON h.account_id = a.id
     LEFT JOIN token t ON t.account_id = a.id
     LEFT JOIN LATERAL (
       SELECT "time", id, method, channel FROM facts."sign_ins" i
       WHERE i.integration_id = $1 AND i.account_id = a.id AND i.outcome = 'success'
       ORDER BY "time" DESC LIMIT 1) s ON true
     LEFT JOIN LATERAL (
       SELECT d2."time" AS second, d3."time" AS third, d4."time" AS fourth
       FROM (${dayBefore('s."time"', 'a.licence_id = ANY($4::text[])')}) d2
       LEFT JOIN LATERAL (${dayBefore('d2."time"')}) d3 ON true
       LEFT JOIN LATERAL (${dayBefore('d3."time"')}) d4 ON true) d ON true
     WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.kind IN ('human', 'service')
       AND a.is_collector IS NOT TRUE
     ORDER BY a.username, a.id`,
    [integrationId, now, usedSince, replaceable],
  );
  return rows;
}

/**
 * SQL of the latest good sign-in of an account on an earlier day than that of another. A condition on
 * the account stands inside, where it saves the look-up: beside the join it would only drop its result.
 */
function dayBefore(time: string, accountCondition = 'true'): string {
  return `SELECT e."time" FROM facts."sign_ins" e
    WHERE ${accountCondition} AND e.integration_id = $1 AND e.account_id = a.id AND e.outcome = 'success'
      AND e."time" >= $3 AND e."time" < date_trunc('day', ${time}, 'UTC')
    ORDER BY e."time" DESC LIMIT 1`;
}
