import type { Pool } from 'pg';

/** An integration and what the report needs to know of its collection. */
export interface ReportedIntegration {
  readonly id: string;
  readonly name: string;
  readonly pluginId: string;
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

/** Seats of a licence. */
export interface PoolFacts {
  readonly integrationId: string;
  readonly licenceId: string;
  readonly name: string;
  readonly key: string | null;
  readonly layer: string;
  readonly total: number | null;
  readonly used: number | null;
  /** Frozen accounts that hold a seat. */
  readonly frozen: number;
}

/** An account that may be idle, with what was last seen of it. */
export interface IdleFacts {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly department: string | null;
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
  /** Base licence. */
  readonly licenceId: string | null;
  /** Every licence held. */
  readonly licenceIds: readonly string[];
}

const held = `
  SELECT integration_id, account_id, licence_id FROM facts."licence_assignments" WHERE gone_at IS NULL
  UNION
  SELECT integration_id, id, licence_id FROM facts."accounts"
  WHERE gone_at IS NULL AND licence_id IS NOT NULL`;

/** The integrations that are reported, all or one. */
export async function readIntegrations(
  pool: Pool,
  integrationId: string | undefined,
): Promise<readonly ReportedIntegration[]> {
  const { rows } = await pool.query<ReportedIntegration>(
    `SELECT i.id, i.name, i.plugin_id AS "pluginId", i.tenant_name AS "tenantName",
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

/** The licence pools of an integration, with how many of their seats frozen accounts hold. */
export async function readPools(pool: Pool, integrationId: string): Promise<readonly PoolFacts[]> {
  const { rows } = await pool.query<PoolFacts>(
    `SELECT p.integration_id AS "integrationId", p.id AS "licenceId", p.name, p.key, p.layer,
       p.total::float8 AS total, p.used::float8 AS used,
       (SELECT count(*)::int FROM (${held}) h
        JOIN facts."accounts" a ON a.integration_id = h.integration_id AND a.id = h.account_id
        WHERE h.integration_id = p.integration_id AND h.licence_id = p.id
          AND a.state = 'frozen' AND a.gone_at IS NULL) AS frozen
     FROM facts."licence_pools" p
     WHERE p.integration_id = $1 AND p.gone_at IS NULL ORDER BY p.layer, p.name, p.id`,
    [integrationId],
  );
  return rows;
}

/** Which accounts `readIdle` gives. */
export interface IdleLimits {
  /** A sign-in since then means that the account is used. */
  readonly usedSince: Date;
  /** An account made since then may still be waiting for its first use. */
  readonly newSince: Date;
}

/**
 * Accounts of people and machines that hold a licence and that nobody signed in with since
 * `usedSince`, nor an application used a token of, or that are frozen. Never Rollcall's own account, never system and guest accounts.
 */
export async function readIdle(
  pool: Pool,
  integrationId: string,
  limits: IdleLimits,
): Promise<readonly IdleFacts[]> {
  const { rows } = await pool.query<IdleFacts>(
    `SELECT a.integration_id AS "integrationId", a.id AS "accountId", a.username,
       a.display_name AS "displayName", a.department, a.kind, a.state, a.created_at AS "createdAt",
       a.last_sign_in_at AS "lastSignInAt", s."time" AS "seenSignInAt", s.id AS "seenSignInId",
       s.method AS "seenSignInMethod", g.used_at AS "tokenUsedAt", a.licence_id AS "licenceId",
       h.licences AS "licenceIds"
     FROM facts."accounts" a
     JOIN (SELECT account_id, array_agg(licence_id ORDER BY licence_id) AS licences
           FROM (${held}) x WHERE integration_id = $1 GROUP BY account_id) h ON h.account_id = a.id
     LEFT JOIN LATERAL (
       SELECT "time", id, method FROM facts."sign_ins" s
       WHERE s.integration_id = $1 AND s.account_id = a.id AND s.outcome = 'success'
       ORDER BY "time" DESC LIMIT 1) s ON true
     LEFT JOIN (
       SELECT account_id, max(last_used_at) AS used_at FROM facts."app_grants"
       WHERE integration_id = $1 AND gone_at IS NULL GROUP BY account_id) g ON g.account_id = a.id
     WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.kind IN ('human', 'service')
       AND a.state <> 'deactivated' AND a.is_collector IS NOT TRUE
       AND (a.state = 'frozen' OR (
         coalesce(a.last_sign_in_at < $2, true) AND coalesce(s."time" < $2, true)
         AND coalesce(g.used_at < $2, true)
         AND (coalesce(a.last_sign_in_at, s."time") IS NOT NULL OR coalesce(a.created_at < $3, true))))
     ORDER BY a.username, a.id`,
    [integrationId, limits.usedSince, limits.newSince],
  );
  return rows;
}
