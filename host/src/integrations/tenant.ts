import { RollcallError } from '@rollcall/core';
import { type Connection, integrationStore } from './store.js';

/** A provider's organisation. */
export interface TenantName {
  readonly id: string;
  readonly name: string;
}

/**
 * Binds an integration to its tenant, or finds it bound to the same one.
 * @throws `TENANT_CHANGED`; `NOT_FOUND`
 */
export async function bindTenant(db: Connection, id: string, tenant: TenantName): Promise<void> {
  const bound = await db
    .updateTable('rollcall.integration')
    .set({ tenant_id: tenant.id, tenant_name: tenant.name })
    .where('id', '=', id)
    .where((or) => or.or([or('tenant_id', 'is', null), or('tenant_id', '=', tenant.id)]))
    .returning('id')
    .executeTakeFirst();
  if (bound !== undefined) return;
  const [row] = await integrationStore.find(db, id);
  if (row === undefined) throw new RollcallError('NOT_FOUND', `there is no integration "${id}"`);
  const before = row.tenant_name ?? row.tenant_id ?? '';
  throw new RollcallError(
    'TENANT_CHANGED',
    `"${row.name}" collects from ${before} (${row.tenant_id}), but the address now leads to ${tenant.name} (${tenant.id})`,
  );
}
