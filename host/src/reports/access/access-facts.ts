import type { Reader } from '../one-moment.js';

/** How many accounts hold a capability. */
export interface CapabilityCount {
  readonly capability: string;
  readonly holders: number;
  readonly humans: number;
  readonly services: number;
}

/** One way by which an account holds a capability. */
export interface AccessPath {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly kind: string;
  readonly state: string;
  readonly lastSignInAt: Date | null;
  readonly capability: string;
  readonly roleId: string;
  readonly role: string;
  /** The provider's own name of the role. */
  readonly roleApiName: string | null;
  /** `profile`, `permission_set` or `permission_set_group`. */
  readonly roleKind: string;
  /** `profile`, `direct`, `group` or `hierarchy`. */
  readonly via: string;
  /** When Rollcall first saw it; null for what the first collection found. */
  readonly firstSeen: Date | null;
  /** When the provider last changed the assignment. */
  readonly changedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Which paths are wanted. */
export interface AccessScope {
  readonly integrationId: string;
  readonly capabilities: readonly string[];
  /** The moment as of which they are held. */
  readonly at: Date;
  /** Only of this account; of all when null. */
  readonly accountId: string | null;
}

/**
 * `path`: every assignment of a role that was ever seen, and profiles that only accounts tell. `$1` is
 * the integration.
 */
const paths = `path AS (
  SELECT account_id, role_id, via, first_seen, gone_at, updated_at, expires_at
  FROM facts."role_assignments" WHERE integration_id = $1 AND active IS NOT FALSE
  UNION ALL
  SELECT a.id, a.profile_id, 'profile', a.first_seen, a.gone_at, NULL, NULL
  FROM facts."accounts" a
  WHERE a.integration_id = $1 AND a.profile_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM facts."role_assignments" x
    WHERE x.integration_id = $1 AND x.account_id = a.id AND x.role_id = a.profile_id))`;

/** SQL that keeps paths that were held at `moment`. */
function heldAt(moment: string): string {
  return `p.first_seen <= ${moment} AND (p.gone_at IS NULL OR p.gone_at > ${moment})
    AND (p.expires_at IS NULL OR p.expires_at > ${moment})`;
}

/** The ways by which accounts hold capabilities at a moment. What roles give is as it is now. */
export async function readPaths(
  reader: Reader,
  scope: AccessScope,
): Promise<readonly AccessPath[]> {
  const { rows } = await reader.query<AccessPath>(
    `WITH ${paths}, begun AS (
       SELECT min(first_seen) AS at FROM facts."role_assignments" WHERE integration_id = $1)
     SELECT a.id AS "accountId", a.username, a.display_name AS "displayName", a.kind, a.state,
       a.last_sign_in_at AS "lastSignInAt", c.name AS capability, r.id AS "roleId", r.name AS role,
       r.api_name AS "roleApiName", r.kind AS "roleKind", p.via,
       CASE WHEN p.first_seen > b.at + interval '1 day' THEN p.first_seen END AS "firstSeen",
       p.updated_at AS "changedAt", p.expires_at AS "expiresAt"
     FROM path p
     CROSS JOIN begun b
     JOIN facts."roles" r ON r.integration_id = $1 AND r.id = p.role_id
       AND r.capabilities && $2::text[]
     CROSS JOIN LATERAL unnest(r.capabilities) c (name)
     JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = p.account_id
       AND a.state <> 'deactivated'
     WHERE c.name = ANY ($2::text[]) AND ${heldAt('$3')}
       AND ($4::text IS NULL OR p.account_id = $4)
     ORDER BY array_position($2::text[], c.name), a.username, a.id, r.name, r.id`,
    [scope.integrationId, scope.capabilities, scope.at, scope.accountId],
  );
  return rows;
}

/** How many accounts hold each capability now, whichever capabilities there are. */
export async function countCapabilities(
  reader: Reader,
  integrationId: string,
  now: Date,
): Promise<readonly CapabilityCount[]> {
  const { rows } = await reader.query<CapabilityCount>(
    `WITH ${paths}, held AS (
       SELECT DISTINCT p.account_id, c.name
       FROM path p
       JOIN facts."roles" r ON r.integration_id = $1 AND r.id = p.role_id AND r.gone_at IS NULL
       CROSS JOIN LATERAL unnest(r.capabilities) c (name) WHERE ${heldAt('$2')})
     SELECT h.name AS capability, count(*)::int AS holders,
       count(*) FILTER (WHERE a.kind = 'human')::int AS humans,
       count(*) FILTER (WHERE a.kind = 'service')::int AS services
     FROM held h
     JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = h.account_id AND a.gone_at IS NULL
       AND a.state <> 'deactivated'
     GROUP BY 1 ORDER BY 1`,
    [integrationId, now],
  );
  return rows;
}

/** When the first assignment of a role was seen: nothing is known of the time before. Null without any. */
export async function readHistoryStart(
  reader: Reader,
  integrationId: string,
): Promise<Date | null> {
  const { rows } = await reader.query<{ at: Date | null }>(
    'SELECT min(first_seen) AS at FROM facts."role_assignments" WHERE integration_id = $1',
    [integrationId],
  );
  return rows[0]?.at ?? null;
}
