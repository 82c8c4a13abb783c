import type { LicencePool } from '@rollcall/core';

import { day, id, instant, integer, type Row, rest, text } from '../api/row.js';
import {
  packageLicenceTable,
  permissionSetLicenceTable,
  userLicenceTable,
} from '../tables/licence-tables.js';
import { userTable } from '../tables/tables.js';
import { featurePools } from './feature-licences.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carriedByUserLicence: ReadonlySet<string> = new Set([
  'Id',
  'Name',
  'LicenseDefinitionKey',
  'Status',
  'TotalLicenses',
  'UsedLicenses',
  'UsedLicensesLastUpdated',
]);
const carriedByPermissionSetLicence: ReadonlySet<string> = new Set([
  'Id',
  'MasterLabel',
  'PermissionSetLicenseKey',
  'Status',
  'TotalLicenses',
  'UsedLicenses',
  'ExpirationDate',
]);

const carriedByPackageLicence: ReadonlySet<string> = new Set([
  'Id',
  'NamespacePrefix',
  'Status',
  'AllowedLicenses',
  'UsedLicenses',
  'ExpirationDate',
]);

/** Licences that no edition charges for. */
const freeKey = /^PID_(CHATTER|Guest|AUTOPROC|Analytics_Integration)/i;

/** What licences there are, and how many of each are used. */
export const licencePools: SnapshotStream = {
  name: 'licence-pools',
  sources: [
    { table: userLicenceTable, map: (row) => [baseLicenceOf(row)] },
    { table: permissionSetLicenceTable, map: (row) => [permissionSetLicenceOf(row)] },
    { table: packageLicenceTable, map: (row) => [packageLicenceOf(row)] },
    { table: userTable, map: () => [], sum: featurePools },
  ],
  needs: [],
  uses: [],
};

/** The pool of a `UserLicense` row. */
function baseLicenceOf(row: Row): LicencePool {
  return {
    id: id(row, 'Id') ?? '',
    name: text(row, 'Name') ?? text(row, 'MasterLabel') ?? '',
    key: text(row, 'LicenseDefinitionKey'),
    layer: 'base',
    status: text(row, 'Status'),
    total: seats(row, 'TotalLicenses'),
    used: integer(row, 'UsedLicenses'),
    isFree: freeKey.test(text(row, 'LicenseDefinitionKey') ?? '') ? true : null,
    usedUpdatedAt: instant(row, 'UsedLicensesLastUpdated'),
    raw: rest(row, carriedByUserLicence),
  };
}

/** The pool of a `PermissionSetLicense` row. */
export function permissionSetLicenceOf(row: Row): LicencePool {
  return {
    id: id(row, 'Id') ?? '',
    name: text(row, 'MasterLabel') ?? text(row, 'DeveloperName') ?? '',
    key: text(row, 'PermissionSetLicenseKey'),
    layer: 'permission_set',
    status: text(row, 'Status'),
    total: seats(row, 'TotalLicenses'),
    used: integer(row, 'UsedLicenses'),
    expiresOn: day(row, 'ExpirationDate'),
    raw: rest(row, carriedByPermissionSetLicence),
  };
}

/** The pool of a `PackageLicense` row. */
function packageLicenceOf(row: Row): LicencePool {
  return {
    id: id(row, 'Id') ?? '',
    name: text(row, 'NamespacePrefix') ?? '',
    key: text(row, 'NamespacePrefix'),
    layer: 'package',
    status: text(row, 'Status'),
    total: seats(row, 'AllowedLicenses'),
    used: integer(row, 'UsedLicenses'),
    expiresOn: day(row, 'ExpirationDate'),
    raw: rest(row, carriedByPackageLicence),
  };
}

/** Seats bought; a negative number stands for no limit. */
function seats(row: Row, field: string): number | null {
  const total = integer(row, field);
  return total !== null && total < 0 ? null : total;
}
