import type { Permission } from '../permissions.js';
import { withImplied } from '../permissions.js';
import type { OrgData } from './org-data.js';
import type { Row } from './row-table.js';

/** System fields of a row made when the org was. */
export type Stamp = Row;

/** Ids other seeds need, by name. */
export interface AccessIds {
  readonly licences: ReadonlyMap<string, string>;
  readonly profiles: ReadonlyMap<string, string>;
  /** The permission set that shadows each profile, by profile id. */
  readonly profileSets: ReadonlyMap<string, string>;
  readonly permissionSets: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

const LICENCES: readonly (readonly [name: string, key: string, total: number])[] = [
  ['Salesforce', 'SFDC', 0],
  ['Salesforce Platform', 'AUL', 0],
  ['Salesforce Integration', 'PID_Integration', 5],
  ['Chatter Free', 'PID_CHATTER_FREE', 5000],
  ['Customer Community', 'PID_Customer_Community', 500],
  ['Partner Community', 'PID_Partner_Community', 100],
  ['Guest User License', 'PID_Guest_User', 25],
  ['Analytics Cloud Integration User', 'PID_Insights_Integration', 2],
  ['Identity', 'PID_Identity', 10],
];

const EVERYTHING: readonly Permission[] = [
  'ApiEnabled',
  'AuthorApex',
  'AssignPermissionSets',
  'CustomizeApplication',
  'DataExport',
  'ExportReport',
  'InstallPackaging',
  'ManageAuthProviders',
  'ManageRemoteAccess',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'ResetPasswords',
  'ViewAllData',
  'ViewSetup',
  'ViewRoles',
  'CanApproveUninstalledApps',
  'ManageTwoFactor',
  'ManageCertificates',
  'ViewEventLogFiles',
];

const PROFILES: readonly (readonly [
  name: string,
  licence: string,
  userType: string,
  permissions: readonly Permission[],
])[] = [
  ['System Administrator', 'Salesforce', 'Standard', EVERYTHING],
  ['Standard User', 'Salesforce', 'Standard', ['ApiEnabled', 'ExportReport', 'ViewRoles']],
  ['Sales Rep', 'Salesforce', 'Standard', ['ApiEnabled', 'ForceTwoFactor']],
  ['Service Agent', 'Salesforce', 'Standard', ['ForceTwoFactor']],
  ['Read Only', 'Salesforce', 'Standard', []],
  ['Minimum Access - Salesforce', 'Salesforce', 'Standard', []],
  ['Integration (legacy)', 'Salesforce', 'Standard', ['ApiEnabled', 'ModifyAllData']],
  ['Standard Platform User', 'Salesforce Platform', 'Standard', ['ApiEnabled']],
  ['Minimum Access - API Only Integrations', 'Salesforce Integration', 'Standard', ['ApiUserOnly']],
  [
    'Salesforce API Only System Integrations',
    'Salesforce Integration',
    'Standard',
    ['ApiEnabled', 'ApiUserOnly'],
  ],
  ['Chatter Free User', 'Chatter Free', 'CsnOnly', []],
  ['Customer Community User', 'Customer Community', 'CspLitePortal', []],
  ['Partner Community User', 'Partner Community', 'PowerPartner', []],
  ['Help Centre Profile', 'Guest User License', 'Guest', []],
  [
    'Analytics Cloud Integration User',
    'Analytics Cloud Integration User',
    'Standard',
    ['ApiEnabled', 'ViewAllData'],
  ],
];

const PERMISSION_SETS: readonly (readonly [
  name: string,
  label: string,
  type: string,
  permissions: readonly Permission[],
])[] = [
  ['Export_Reports', 'Export Reports', 'Regular', ['ExportReport']],
  ['Power_Admin', 'Power "Admin", temporary', 'Regular', ['ModifyAllData', 'ViewAllData']],
  ['User_Provisioning', 'User Provisioning', 'Regular', ['ManageUsers', 'ResetPasswords']],
  ['Api_Access', 'API Access', 'Regular', ['ApiEnabled']],
  ['Release_Manager', 'Release Manager', 'Regular', ['AuthorApex', 'ModifyMetadata']],
  ['Audit_Reader', 'Audit Reader', 'Regular', ['ViewSetup', 'ViewAllUsers', 'MonitorLoginHistory']],
  ['High_Assurance', 'High Assurance', 'Session', ['ViewEncryptedData']],
  ['sfdc_einstein', 'Einstein Search', 'Standard', []],
];

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Sales_Operations: ['Export_Reports', 'Api_Access'],
  Platform_Team: ['Release_Manager', 'User_Provisioning', 'Api_Access'],
};

/** Seeds licences, profiles, permission sets and groups of them. */
export function seedAccess(data: OrgData, stamp: Stamp, runAs: readonly Permission[]): AccessIds {
  const licences = seedLicences(data, stamp);
  const profiles = seedProfiles(data, stamp, licences);
  const profileSets = seedProfileSets(data, stamp);
  const permissionSets = seedPermissionSets(data, stamp, runAs);
  const groups = seedGroups(data, stamp, permissionSets);
  return { licences, profiles, profileSets, permissionSets, groups };
}

/** The `Permissions…` fields of a profile or permission set that grants these. */
export function permissionFields(permissions: readonly Permission[]): Row {
  return Object.fromEntries(
    [...withImplied(permissions)].map((name) => [`Permissions${name}`, true]),
  );
}

function seedLicences(data: OrgData, stamp: Stamp): Map<string, string> {
  const { CreatedDate = null, LastModifiedDate = null, SystemModstamp = null } = stamp;
  const dates = { CreatedDate, LastModifiedDate, SystemModstamp };
  return new Map(
    LICENCES.map(([Name, LicenseDefinitionKey, TotalLicenses]) => [
      Name,
      data.rows('UserLicense').insert({
        Name,
        LicenseDefinitionKey,
        MasterLabel: Name,
        Status: 'Active',
        TotalLicenses,
        ...dates,
      }),
    ]),
  );
}

function seedProfiles(
  data: OrgData,
  stamp: Stamp,
  licences: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    PROFILES.map(([Name, licence, UserType, permissions]) => [
      Name,
      data.rows('Profile').insert({
        ...permissionFields(permissions),
        ...stamp,
        Name,
        UserType,
        UserLicenseId: licences.get(licence) ?? null,
        Description: Name.includes('legacy') ? 'Before the 2024 clean-up; do not use' : null,
      }),
    ]),
  );
}

function seedProfileSets(data: OrgData, stamp: Stamp): Map<string, string> {
  const sets = data.rows('PermissionSet');
  const entries = PROFILES.map(([, , , permissions], n): [string, string] => {
    const ProfileId = data.ids.id('00e', n);
    const Name = `X${ProfileId.slice(0, 15)}`;
    const LicenseId = data.rows('Profile').get(ProfileId)?.UserLicenseId ?? null;
    const row = {
      Name,
      Label: Name,
      LicenseId,
      ProfileId,
      IsOwnedByProfile: true,
      Type: 'Profile',
    };
    return [ProfileId, sets.insert({ ...permissionFields(permissions), ...stamp, ...row })];
  });
  return new Map(entries);
}

function seedPermissionSets(
  data: OrgData,
  stamp: Stamp,
  runAs: readonly Permission[],
): Map<string, string> {
  const definitions = [
    ...PERMISSION_SETS,
    ['Identity_Collector', 'Identity Collector', 'Regular', runAs] as const,
  ];
  return new Map(
    definitions.map(([Name, Label, Type, permissions]) => [
      Name,
      data.rows('PermissionSet').insert({
        ...permissionFields(permissions),
        ...stamp,
        Name,
        Label,
        Type,
        IsCustom: Type !== 'Standard',
        HasActivationRequired: Type === 'Session',
        Description: `Grants ${Label}`,
        NamespacePrefix: Name.startsWith('sfdc_') ? 'sfdc' : null,
      }),
    ]),
  );
}

function seedGroups(
  data: OrgData,
  stamp: Stamp,
  sets: ReadonlyMap<string, string>,
): Map<string, string> {
  const entries = Object.entries(GROUPS).map(([DeveloperName, members]): [string, string] => {
    const MasterLabel = DeveloperName.replace('_', ' ');
    const PermissionSetGroupId = data.rows('PermissionSetGroup').insert({
      ...stamp,
      DeveloperName,
      MasterLabel,
      Language: 'en_US',
      Status: 'Updated',
    });
    for (const member of members) {
      const PermissionSetId = sets.get(member) ?? null;
      const row = { ...stamp, PermissionSetGroupId, PermissionSetId };
      data.rows('PermissionSetGroupComponent').insert(row);
    }
    data.rows('PermissionSet').insert({
      ...stamp,
      Name: DeveloperName,
      Label: MasterLabel,
      Type: 'Group',
      IsCustom: true,
      PermissionSetGroupId,
    });
    return [DeveloperName, PermissionSetGroupId];
  });
  return new Map(entries);
}
