import type { Pool, PoolClient } from 'pg';

/** How a check lately judged an integration. */
export interface CheckResult {
  readonly integrationId: string;
  readonly check: string;
  /** Version of the check that judged. */
  readonly version: number;
  readonly status: 'pass' | 'fail' | 'unavailable';
  /** Why it could not judge, and what to do. */
  readonly reason: string | undefined;
  /** How many findings it saw. */
  readonly findings: number;
  readonly checkedAt: Date;
}

/** Stores a result in place of the one before. */
export async function putCheckResult(
  client: Pool | PoolClient,
  { integrationId, check, version, status, reason, findings, checkedAt }: CheckResult,
): Promise<void> {
  await client.query(
    `INSERT INTO rollcall.check_result
       (integration_id, check_id, version, status, reason, findings, checked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (integration_id, check_id) DO UPDATE SET version = $3, status = $4, reason = $5,
       findings = $6, checked_at = $7`,
    [integrationId, check, version, status, reason ?? null, findings, checkedAt],
  );
}

/** The latest results, of one integration or of all. */
export async function readCheckResults(
  pool: Pick<Pool, 'query'>,
  integrationId?: string,
): Promise<readonly CheckResult[]> {
  const { rows } = await pool.query<{
    integration_id: string;
    check_id: string;
    version: number;
    status: CheckResult['status'];
    reason: string | null;
    findings: number;
    checked_at: Date;
  }>(
    `SELECT integration_id, check_id, version, status, reason, findings, checked_at
     FROM rollcall.check_result WHERE $1::text IS NULL OR integration_id = $1
     ORDER BY integration_id, check_id`,
    [integrationId ?? null],
  );
  return rows.map((row) => ({
    integrationId: row.integration_id,
    check: row.check_id,
    version: row.version,
    status: row.status,
    reason: row.reason ?? undefined,
    findings: row.findings,
    checkedAt: row.checked_at,
  }));
}
