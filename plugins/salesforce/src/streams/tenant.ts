import type { Tenant } from '@rollcall/core';

import { flag, id, instant, type Row, rest, text } from '../api/row.js';

/** Name of the stream in the manifest. */
export const tenantStream = 'tenant';

/** Fields of `Organization` that the tenant is made of. */
export const organizationFields: readonly string[] = [
  'Id',
  'Name',
  'OrganizationType',
  'IsSandbox',
  'InstanceName',
  'TrialExpirationDate',
  'DefaultLocaleSidKey',
  'TimeZoneSidKey',
  'CreatedDate',
];

/** The tenant of an `Organization` row. */
export function tenantOf(row: Row): Tenant {
  return {
    id: id(row, 'Id') ?? '',
    name: text(row, 'Name') ?? '',
    edition: text(row, 'OrganizationType'),
    sandbox: flag(row, 'IsSandbox'),
    instance: text(row, 'InstanceName'),
    timezone: text(row, 'TimeZoneSidKey'),
    locale: text(row, 'DefaultLocaleSidKey'),
    trialEndsAt: instant(row, 'TrialExpirationDate'),
    createdAt: instant(row, 'CreatedDate'),
    raw: rest(row, new Set(organizationFields)),
  };
}
