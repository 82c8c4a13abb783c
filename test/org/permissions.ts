/** User permissions the org knows, without their `Permissions` prefix. */
export const PERMISSION_NAMES = [
  'ApiEnabled',
  'ApiUserOnly',
  'AssignPermissionSets',
  'AuthorApex',
  'BulkApiHardDelete',
  'CanApproveUninstalledApps',
  'CustomizeApplication',
  'DataExport',
  'DelegatedTwoFactor',
  'ExportReport',
  'ForceTwoFactor',
  'FreezeUsers',
  'InstallPackaging',
  'ManageAuthProviders',
  'ManageCertificates',
  'ManageInternalUsers',
  'ManageIpAddresses',
  'ManageLoginAccessPolicies',
  'ManagePasswordPolicies',
  'ManageProfilesPermissionsets',
  'ManageRemoteAccess',
  'ManageRoles',
  'ManageSharing',
  'ManageTwoFactor',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'MonitorLoginHistory',
  'PasswordNeverExpires',
  'ResetPasswords',
  'TwoFactorApi',
  'ViewAllData',
  'ViewAllUsers',
  'ViewEncryptedData',
  'ViewEventLogFiles',
  'ViewRoles',
  'ViewSetup',
] as const;

/** One user permission. */
export type Permission = (typeof PERMISSION_NAMES)[number];

/** What the run-as user holds when the set-up guide was followed with every optional right. */
export const FULL_ACCESS: readonly Permission[] = [
  'ApiEnabled',
  'ViewSetup',
  'ManageUsers',
  'TwoFactorApi',
  'CustomizeApplication',
  'ViewEventLogFiles',
  'ViewRoles',
];

/** What a careful administrator grants: nothing that can write. */
export const LEAST_PRIVILEGE: readonly Permission[] = [
  'ApiEnabled',
  'ViewSetup',
  'ViewAllUsers',
  'MonitorLoginHistory',
  'ViewRoles',
  'TwoFactorApi',
];

const DRAGGED_IN: Readonly<Partial<Record<Permission, readonly Permission[]>>> = {
  ManageUsers: [
    'AssignPermissionSets',
    'DelegatedTwoFactor',
    'FreezeUsers',
    'ManageInternalUsers',
    'ManageIpAddresses',
    'ManageLoginAccessPolicies',
    'ManagePasswordPolicies',
    'ManageProfilesPermissionsets',
    'ManageRoles',
    'ManageSharing',
    'MonitorLoginHistory',
    'ViewAllUsers',
  ],
};

/** Adds the permissions that others bring along. */
export function withImplied(granted: readonly Permission[]): ReadonlySet<Permission> {
  return new Set(granted.flatMap((name) => [name, ...(DRAGGED_IN[name] ?? [])]));
}

/** Narrows a text to a permission the org knows. */
export function isPermission(name: string): name is Permission {
  return PERMISSION_NAMES.some((known) => known === name);
}
