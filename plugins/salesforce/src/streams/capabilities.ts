import { flag, type Row } from '../api/row.js';

/** Privileged permissions, by API name, and the capability that each gives. */
const capabilityOf: Readonly<Record<string, string>> = {
  ModifyAllData: 'data.modify_all',
  ViewAllData: 'data.view_all',
  ManageUsers: 'users.manage',
  ManageInternalUsers: 'users.manage',
  ManagePartners: 'users.manage',
  ResetPasswords: 'users.manage',
  FreezeUsers: 'users.manage',
  ManageProfilesPermissionsets: 'roles.manage',
  AssignPermissionSets: 'roles.manage',
  ManageRoles: 'roles.manage',
  AuthorApex: 'code.author',
  ModifyMetadata: 'code.author',
  InstallPackaging: 'code.author',
  CustomizeApplication: 'policy.manage',
  ManageAuthProviders: 'policy.manage',
  ManageRemoteAccess: 'policy.manage',
  ManageSharing: 'policy.manage',
  ManageIpAddresses: 'policy.manage',
  ManagePasswordPolicies: 'policy.manage',
  ManageLoginAccessPolicies: 'policy.manage',
  ManageCertificates: 'policy.manage',
  ManageTwoFactor: 'mfa.manage',
  DelegatedTwoFactor: 'mfa.manage',
  TwoFactorApi: 'mfa.read',
  BypassMFAForUiLogins: 'mfa.waived',
  ForceTwoFactor: 'mfa.required',
  PasswordNeverExpires: 'password.never_expires',
  ApiEnabled: 'api.enabled',
  ApiUserOnly: 'api.only',
  UseAnyApiClient: 'oauth.use_any_client',
  CanApproveUninstalledApps: 'oauth.approve_uninstalled',
  DataExport: 'data.export',
  ExportReport: 'data.export',
  BulkApiHardDelete: 'data.hard_delete',
  ViewEncryptedData: 'data.view_encrypted',
  ViewSetup: 'setup.view',
  ViewAllUsers: 'users.view_all',
  ViewEventLogFiles: 'logs.view',
  MonitorLoginHistory: 'logs.view',
};

/** Fields of the privileged permissions. Which of them an org has must be described first. */
export const privilegedFields: readonly string[] = Object.keys(capabilityOf).map(
  (name) => `Permissions${name}`,
);

/** The privileged capabilities that a row's permission fields give, sorted; `null` when it has none of the fields. */
export function capabilitiesOf(row: Row): readonly string[] | null {
  const known = Object.entries(capabilityOf).filter(
    ([name]) => flag(row, `Permissions${name}`) !== null,
  );
  if (known.length === 0) return null;
  const given = known.filter(([name]) => flag(row, `Permissions${name}`) === true);
  return [...new Set(given.map(([, capability]) => capability))].sort();
}

/** A row without the permission fields that are false: they would fill the store with nothing. */
export function withoutFalsePermissions(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([field, value]) => !(field.startsWith('Permissions') && value === false),
    ),
  );
}
