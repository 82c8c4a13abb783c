import type { Table } from './table.js';

const viewSetup = ['View Setup and Configuration'];
const everyUserBy = [
  'ViewAllUsers',
  'ManageUsers',
  'ViewAllData',
  'ModifyAllData',
  ['ManageInternalUsers', 'ManagePartners'],
] as const;
const setupBy = ['ViewSetup', 'ManageUsers', 'ModifyAllData'] as const;

/** `User`: never deleted, deactivated instead. */
export const userTable: Table = {
  key: 'User',
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
  object: 'PermissionSetAssignment',
  stream: 'role-assignments',
  label: 'permission set assignments',
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
  object: 'PermissionSetLicenseAssign',
  stream: 'licence-assignments',
  label: 'permission set licence assignments',
  required: ['Id', 'AssigneeId', 'PermissionSetLicenseId'],
  optional: ['CreatedDate'],
  permission: viewSetup,
  allRowsBy: [...setupBy, 'AssignPermissionSets'],
};

/** What the caller may do: read to prove what it sees. */
export const ownPermissions = [
  'ApiEnabled',
  'ApiUserOnly',
  'ViewSetup',
  'ManageUsers',
  'ManageInternalUsers',
  'ManagePartners',
  'ViewAllUsers',
  'MonitorLoginHistory',
  'ViewRoles',
  'ManageRoles',
  'AssignPermissionSets',
  'ManageProfilesPermissionsets',
  'ViewAllData',
  'ModifyAllData',
  'CustomizeApplication',
  'AuthorApex',
] as const;

/** The permissions of which each shows everybody's sign-ins. */
export const signInPermission: readonly string[] = ['Monitor Login History', 'Manage Users'];
