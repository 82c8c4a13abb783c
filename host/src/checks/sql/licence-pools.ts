import type { FindingDraft, SetCheckContext, Severity } from '../check.js';

/** A licence whose seats are numbered. */
export interface NumberedPool {
  readonly id: string;
  readonly name: string;
  readonly layer: 'base' | 'permission_set' | 'package' | 'feature';
  readonly total: number;
  readonly used: number;
  /** `YYYY-MM-DD`, the last day. */
  readonly expiresOn: string | null;
  readonly isFree: boolean | null;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** The licences of which both numbers are known, those without seats left out. */
export async function readNumberedPools({
  pool,
  integrationId,
}: Pick<SetCheckContext, 'pool' | 'integrationId'>): Promise<readonly NumberedPool[]> {
  const { rows } = await pool.query<NumberedPool>(
    `SELECT id, name, layer, total, used, expires_on AS "expiresOn", is_free AS "isFree",
       first_seen AS "firstSeen", last_seen AS "lastSeen"
     FROM facts."licence_pools"
     WHERE integration_id = $1 AND gone_at IS NULL AND used IS NOT NULL AND total IS NOT NULL
       AND (total > 0 OR used > 0)
     ORDER BY layer, name, id`,
    [integrationId],
  );
  return rows;
}

/** A finding about a licence, with its numbers as evidence. */
export function poolFinding(pool: NumberedPool, severity: Severity, title: string): FindingDraft {
  const { id, name, total, used, expiresOn } = pool;
  return {
    subject: id,
    severity,
    title,
    accounts: [],
    evidence: {
      records: [{ entity: 'licence_pool', id }],
      facts: { licence: name, total, used, free: total - used, expiresOn },
    },
    firstAt: pool.firstSeen,
    lastAt: pool.lastSeen,
  };
}
