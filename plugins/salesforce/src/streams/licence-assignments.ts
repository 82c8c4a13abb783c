import type { LicenceAssignment } from '@rollcall/core';

import { flag, id, instant, type Row, rest } from '../api/row.js';
import {
  permissionSetLicenceAssignTable,
  userPackageLicenceTable,
} from '../tables/licence-tables.js';
import { profileTable, userTable } from '../tables/tables.js';
import { licenceIdOf } from './accounts.js';
import type { Facts } from './facts.js';
import { featureAssignmentsOf } from './feature-licences.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carried: ReadonlySet<string> = new Set([
  'Id',
  'AssigneeId',
  'PermissionSetLicenseId',
  'CreatedDate',
]);

const carriedByPackageAssignment: ReadonlySet<string> = new Set([
  'Id',
  'UserId',
  'PackageLicenseId',
  'CreatedDate',
]);

/** Who holds which seat: base licences come by the profile of active users, features by flags of theirs. */
export const licenceAssignments: SnapshotStream = {
  name: 'licence-assignments',
  sources: [
    {
      table: userTable,
      map: (row, facts) => [...baseAssignmentsOf(row, facts), ...featureAssignmentsOf(row)],
    },
    { table: permissionSetLicenceAssignTable, map: (row) => [assignmentOf(row)] },
    { table: userPackageLicenceTable, map: (row) => [packageAssignmentOf(row)] },
  ],
  needs: [profileTable],
  uses: [],
};

/** The base licence that a `User` row holds; none when it is not active, which frees the seat. */
function baseAssignmentsOf(row: Row, facts: Facts): readonly LicenceAssignment[] {
  const accountId = id(row, 'Id');
  const licenceId = licenceIdOf(facts, id(row, 'ProfileId'));
  if (accountId === null || licenceId === null || flag(row, 'IsActive') !== true) return [];
  return [{ id: `${accountId}:${licenceId}`, accountId, licenceId, layer: 'base' }];
}

/** The seat of a `PermissionSetLicenseAssign` row. */
function assignmentOf(row: Row): LicenceAssignment {
  return {
    id: id(row, 'Id') ?? '',
    accountId: id(row, 'AssigneeId') ?? '',
    licenceId: id(row, 'PermissionSetLicenseId') ?? '',
    layer: 'permission_set',
    assignedAt: instant(row, 'CreatedDate'),
    raw: rest(row, carried),
  };
}

/** The seat of a `UserPackageLicense` row. */
function packageAssignmentOf(row: Row): LicenceAssignment {
  return {
    id: id(row, 'Id') ?? '',
    accountId: id(row, 'UserId') ?? '',
    licenceId: id(row, 'PackageLicenseId') ?? '',
    layer: 'package',
    assignedAt: instant(row, 'CreatedDate'),
    raw: rest(row, carriedByPackageAssignment),
  };
}
