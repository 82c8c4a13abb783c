import type { Pool } from 'pg';

import type { ReportedTenant } from './header.js';

/** The tenants behind the integrations: of one, or of all. */
export async function readTenants(
  pool: Pick<Pool, 'query'>,
  integrationId: string | undefined,
): Promise<readonly ReportedTenant[]> {
  const { rows } = await pool.query<ReportedTenant>(
    `SELECT id AS "integrationId", name, plugin_id AS "pluginId", tenant_id AS "tenantId",
       tenant_name AS "tenantName"
     FROM rollcall.integration WHERE $1::text IS NULL OR id = $1 ORDER BY name, id`,
    [integrationId ?? null],
  );
  return rows;
}
