/** The box that shows what is set up. */
export const viewSetup: readonly string[] = ['View Setup and Configuration'];

/** Permissions that each show every user. */
export const everyUserBy = [
  'ViewAllUsers',
  'ManageUsers',
  'ViewAllData',
  'ModifyAllData',
  ['ManageInternalUsers', 'ManagePartners'],
] as const;

/** Permissions that each show all of the set-up. */
export const setupBy = ['ViewSetup', 'ManageUsers', 'ModifyAllData'] as const;

/** The permissions of which each shows everybody's sign-ins. */
export const signInPermission: readonly string[] = ['Monitor Login History', 'Manage Users'];

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
  'TwoFactorApi',
  'AssignPermissionSets',
  'ManageProfilesPermissionsets',
  'ManageRemoteAccess',
  'ViewAllData',
  'ModifyAllData',
  'CustomizeApplication',
  'AuthorApex',
] as const;
