import type { ReportedTenant } from './header.js';
import type { Reader } from './one-moment.js';

/** The tenants behind the integrations: of one, or of all. */
export async function readTenants(
  reader: Reader,
  integrationId: string | undefined,
): Promise<readonly ReportedTenant[]> {
  const { rows } = await reader.query<ReportedTenant>(
    `SELECT id AS "integrationId", name, plugin_id AS "pluginId", tenant_id AS "tenantId",
       tenant_name AS "tenantName"
     FROM rollcall.integration WHERE $1::text IS NULL OR id = $1 ORDER BY name, id`,
    [integrationId ?? null],
  );
  return rows;
}
