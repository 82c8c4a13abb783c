import { everyUserBy, setupBy, viewSetup } from './permissions.js';
import type { Table } from './table.js';

/** `User`: never deleted, deactivated instead. */
export const userTable: Table = {
  key: 'User',
  isLarge: true,
  object: 'User',
  stream: 'accounts',
  label: 'users',
  required: ['Id', 'Username', 'IsActive'],
  optional: [
    'Name',
    'Email',
    'Alias',
    'FederationIdentifier',
    'EmployeeNumber',
    'CompanyName',
    'Division',
    'Department',
    'Title',
    'ManagerId',
    'ProfileId',
    'UserRoleId',
    'UserType',
    'IsPortalEnabled',
    'ContactId',
    'AccountId',
    'LastLoginDate',
    'LastPasswordChangeDate',
    'NumberOfFailedLogins',
    'TimeZoneSidKey',
    'LocaleSidKey',
    'CreatedDate',
    'LastModifiedDate',
  ],
  permission: ['Manage Internal Users', 'View All Users'],
  allRowsBy: everyUserBy,
  neverEmpty: true,
};

/** `UserLogin`, only the few rows that say something: who is frozen or locked. */
export const userLoginTable: Table = {
  key: 'UserLogin',
  object: 'UserLogin',
  stream: 'accounts',
  label: 'frozen and locked users',
  required: ['Id', 'UserId', 'IsFrozen', 'IsPasswordLocked'],
  optional: [],
  where: ['(IsFrozen = TRUE OR IsPasswordLocked = TRUE)'],
  permission: ['Manage Internal Users', 'Manage Users'],
  allRowsBy: ['ManageUsers', 'ManageInternalUsers'],
};

/** Who holds “API Only User”, by profile or permission set. */
export const apiOnlyTable: Table = {
  key: 'ApiOnly',
  object: 'PermissionSetAssignment',
  stream: 'accounts',
  label: 'API-only users',
  required: ['Id', 'AssigneeId'],
  optional: [],
  where: ['PermissionSet.PermissionsApiUserOnly = TRUE'],
  permission: viewSetup,
  allRowsBy: setupBy,
};

/** `Profile`. Standard names are localised: nothing is decided by name. */
export const profileTable: Table = {
  key: 'Profile',
  object: 'Profile',
  stream: 'accounts',
  label: 'profiles',
  required: ['Id', 'Name'],
  optional: ['Description', 'UserLicenseId', 'UserType', 'LastModifiedDate'],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'ManageProfilesPermissionsets'],
  neverEmpty: true,
};

/** `PermissionSet`: includes one row for each profile and one for each group. */
export const permissionSetTable: Table = {
  key: 'PermissionSet',
  isLarge: true,
  object: 'PermissionSet',
  stream: 'roles',
  label: 'permission sets',
  required: ['Id', 'Name'],
  optional: [
    'Label',
    'Description',
    'IsOwnedByProfile',
    'IsCustom',
    'ProfileId',
    'PermissionSetGroupId',
    'LicenseId',
    'NamespacePrefix',
    'HasActivationRequired',
    'Type',
    'SystemModstamp',
  ],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'AssignPermissionSets', 'ManageProfilesPermissionsets'],
  neverEmpty: true,
};

/** `UserRole`: the hierarchy, not rights. */
export const userRoleTable: Table = {
  key: 'UserRole',
  object: 'UserRole',
  stream: 'roles',
  label: 'roles of the hierarchy',
  required: ['Id', 'Name'],
  optional: ['DeveloperName', 'ParentRoleId', 'PortalType', 'RollupDescription', 'SystemModstamp'],
  permission: ['View Roles and Role Hierarchy'],
  allRowsBy: ['ViewRoles', 'ManageRoles', ...setupBy],
};

/** `PermissionSetAssignment`: rows vanish when unassigned. */
export const permissionSetAssignmentTable: Table = {
  key: 'PermissionSetAssignment',
  isLarge: true,
  object: 'PermissionSetAssignment',
  stream: 'role-assignments',
  label: 'permission set assignments',
  owner: 'AssigneeId',
  required: ['Id', 'AssigneeId', 'PermissionSetId'],
  optional: [
    'PermissionSetGroupId',
    'PermissionSet.IsOwnedByProfile',
    'ExpirationDate',
    'IsActive',
    'SystemModstamp',
  ],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'AssignPermissionSets'],
};

/** `PermissionSetGroup`: a bundle of permission sets. */
export const permissionSetGroupTable: Table = {
  key: 'PermissionSetGroup',
  object: 'PermissionSetGroup',
  stream: 'roles',
  label: 'permission set groups',
  required: ['Id', 'DeveloperName'],
  optional: [
    'MasterLabel',
    'Description',
    'Status',
    'HasActivationRequired',
    'NamespacePrefix',
    'SystemModstamp',
  ],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'AssignPermissionSets'],
};

/** `PermissionSetGroupComponent`: which sets a group bundles. */
export const permissionSetGroupComponentTable: Table = {
  key: 'PermissionSetGroupComponent',
  object: 'PermissionSetGroupComponent',
  stream: 'roles',
  label: 'components of permission set groups',
  required: ['Id', 'PermissionSetGroupId', 'PermissionSetId'],
  optional: [],
  permission: viewSetup,
  allRowsBy: setupBy,
};
