import type { ManifestStream } from '@rollcall/core';
import type { PoolClient } from 'pg';

import { heldRoles } from '../checks/sql/held-roles.js';
import { factTable } from '../db/fact-tables.js';

/** Entities that effective access is derived from. */
const sources: readonly string[] = ['account', 'role', 'role_assignment'];

/** Whether reading these streams may change who may do what. */
export function changesAccess(streams: readonly Pick<ManifestStream, 'entity'>[]): boolean {
  return streams.some(({ entity }) => sources.includes(entity));
}

const { table } = factTable('effective_access');

/** A path begins where it was first seen, unless that was the first look at all. */
const wanted = `${heldRoles}, begun AS (
  SELECT min(first_seen) AS at FROM facts."role_assignments" WHERE integration_id = $1
), path AS (
  SELECT DISTINCT ON (account_id, role_id)
    account_id, role_id, via, group_id, first_seen, expires_at
  FROM facts."role_assignments"
  WHERE integration_id = $1 AND gone_at IS NULL AND active IS NOT FALSE
    AND (expires_at IS NULL OR expires_at > $2)
  ORDER BY account_id, role_id, via
), wanted AS (
  SELECT h.account_id || ':' || c.name || ':' || h.role_id AS id, h.account_id, c.name AS capability,
    h.role_id, h.role_name, coalesce(p.via, 'profile') AS via, p.group_id, p.expires_at,
    CASE WHEN p.first_seen > b.at + interval '1 day' THEN p.first_seen END AS since
  FROM held h
  CROSS JOIN begun b
  CROSS JOIN LATERAL unnest(h.capabilities) c (name)
  JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = h.account_id AND a.gone_at IS NULL
    AND a.state <> 'deactivated'
  LEFT JOIN path p ON p.account_id = h.account_id AND p.role_id = h.role_id
)`;

/**
 * Derives from the facts as they are who holds which capability, by which path and since when. What
 * is held no more is marked as gone, so that the past can be asked about. Part of the caller's
 * transaction.
 */
export async function deriveEffectiveAccess(
  client: PoolClient,
  integrationId: string,
  now: Date,
): Promise<void> {
  await client.query(
    `WITH ${wanted}
     INSERT INTO ${table} AS t (integration_id, id, account_id, capability, role_id, role_name, via,
       group_id, since, expires_at, stream, content_hash, first_seen, last_seen)
     SELECT $1, id, account_id, capability, role_id, role_name, via, group_id, since, expires_at,
       'derived', '', $2, $2 FROM wanted
     ON CONFLICT (integration_id, id) DO UPDATE SET role_name = excluded.role_name,
       via = excluded.via, group_id = excluded.group_id, since = excluded.since,
       expires_at = excluded.expires_at, last_seen = excluded.last_seen, gone_at = NULL`,
    [integrationId, now],
  );
  await client.query(
    `UPDATE ${table} SET gone_at = $2
     WHERE integration_id = $1 AND gone_at IS NULL AND last_seen < $2`,
    [integrationId, now],
  );
}
