import { setupBy, viewSetup } from './permissions.js';
import type { Table } from './table.js';

/** `UserLicense`: seats of the base licences. */
export const userLicenceTable: Table = {
  key: 'UserLicense',
  object: 'UserLicense',
  stream: 'licence-pools',
  label: 'user licences',
  required: ['Id', 'Name'],
  optional: [
    'MasterLabel',
    'LicenseDefinitionKey',
    'Status',
    'TotalLicenses',
    'UsedLicenses',
    'UsedLicensesLastUpdated',
    'MonthlyLoginsEntitlement',
    'MonthlyLoginsUsed',
  ],
  permission: viewSetup,
  allRowsBy: setupBy,
  neverEmpty: true,
};

/** `PermissionSetLicense`: seats that permission sets need. */
export const permissionSetLicenceTable: Table = {
  key: 'PermissionSetLicense',
  object: 'PermissionSetLicense',
  stream: 'licence-pools',
  label: 'permission set licences',
  required: ['Id', 'MasterLabel'],
  optional: [
    'DeveloperName',
    'PermissionSetLicenseKey',
    'Status',
    'TotalLicenses',
    'UsedLicenses',
    'ExpirationDate',
  ],
  permission: viewSetup,
  allRowsBy: [],
};

/** `PermissionSetLicenseAssign`: who holds such a seat. */
export const permissionSetLicenceAssignTable: Table = {
  key: 'PermissionSetLicenseAssign',
  isLarge: true,
  object: 'PermissionSetLicenseAssign',
  stream: 'licence-assignments',
  label: 'permission set licence assignments',
  required: ['Id', 'AssigneeId', 'PermissionSetLicenseId'],
  optional: ['CreatedDate'],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'AssignPermissionSets'],
};

/** `PackageLicense`: seats of installed packages. */
export const packageLicenceTable: Table = {
  key: 'PackageLicense',
  object: 'PackageLicense',
  stream: 'licence-pools',
  label: 'package licences',
  required: ['Id', 'NamespacePrefix'],
  optional: [
    'Status',
    'AllowedLicenses',
    'UsedLicenses',
    'ExpirationDate',
    'IsProvisioned',
    'IsAvailableForIntegrations',
  ],
  permission: viewSetup,
  allRowsBy: [],
};

/** `UserPackageLicense`: who holds a seat of a package. */
export const userPackageLicenceTable: Table = {
  key: 'UserPackageLicense',
  isLarge: true,
  object: 'UserPackageLicense',
  stream: 'licence-assignments',
  label: 'package licence assignments',
  required: ['Id', 'UserId', 'PackageLicenseId'],
  optional: ['CreatedDate'],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'ManageInternalUsers'],
};
