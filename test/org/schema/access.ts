import { PERMISSION_NAMES } from '../permissions.js';
import { defineObject, SYSTEM_FIELDS } from './object.js';

const PERMISSION_FIELDS = PERMISSION_NAMES.map((name) => `Permissions${name} boolean`).join('\n');

/** Profile: the base of what a user may do. */
export const profile = defineObject({
  name: 'Profile',
  prefix: '00e',
  fields: `
    Id id(18)
    Name string(80)
    Description string(255)*
    UserLicenseId reference(18) > UserLicense as UserLicense
    UserType picklist(40)*
    IsSsoEnabled boolean
    LastViewedDate datetime*
    LastReferencedDate datetime*
    ${PERMISSION_FIELDS}
    ${SYSTEM_FIELDS}`,
});

/** PermissionSet: regular sets, one shadow per profile, one aggregate per group. */
export const permissionSet = defineObject({
  name: 'PermissionSet',
  prefix: '0PS',
  since: 22,
  needs: ['ViewSetup', 'AssignPermissionSets', 'ManageProfilesPermissionsets'],
  fields: `
    Id id(18)
    Name string(80)
    Label string(80)
    LicenseId reference(18)* > PermissionSetLicense,UserLicense as License
    ProfileId reference(18)* > Profile as Profile
    IsOwnedByProfile boolean
    IsCustom boolean
    ${PERMISSION_FIELDS}
    Description string(255)*
    ${SYSTEM_FIELDS}
    NamespacePrefix string(15)*
    HasActivationRequired boolean
    PermissionSetGroupId reference(18)* > PermissionSetGroup as PermissionSetGroup since 45
    Type picklist(40)*`,
});

/** PermissionSetAssignment: who holds which set or group, the profile's own included. */
export const permissionSetAssignment = defineObject({
  name: 'PermissionSetAssignment',
  prefix: '0Pa',
  since: 22,
  own: { field: 'AssigneeId', unless: ['ViewSetup', 'AssignPermissionSets', 'ManageUsers'] },
  fields: `
    Id id(18)
    PermissionSetId reference(18)* > PermissionSet as PermissionSet
    PermissionSetGroupId reference(18)* > PermissionSetGroup as PermissionSetGroup since 45
    AssigneeId reference(18) > User as Assignee
    SystemModstamp datetime
    ExpirationDate datetime* since 52
    IsActive boolean since 52
    IsRevoked boolean since 57`,
});

/** PermissionSetGroup: a bundle of permission sets. */
export const permissionSetGroup = defineObject({
  name: 'PermissionSetGroup',
  prefix: '0PG',
  since: 45,
  needs: ['ViewSetup', 'AssignPermissionSets'],
  fields: `
    Id id(18)
    IsDeleted boolean
    DeveloperName string(80)
    Language picklist(40)
    MasterLabel string(80)
    NamespacePrefix string(15)*
    Description string(255)*
    Status picklist(40)
    HasActivationRequired boolean
    ${SYSTEM_FIELDS}`,
});

/** PermissionSetGroupComponent: which sets a group bundles. */
export const permissionSetGroupComponent = defineObject({
  name: 'PermissionSetGroupComponent',
  prefix: '0PM',
  since: 45,
  needs: ['ViewSetup'],
  fields: `
    Id id(18)
    IsDeleted boolean
    PermissionSetGroupId reference(18) > PermissionSetGroup as PermissionSetGroup
    PermissionSetId reference(18) > PermissionSet as PermissionSet
    ${SYSTEM_FIELDS}`,
});

/** SetupEntityAccess: which apps and code a permission set opens. */
export const setupEntityAccess = defineObject({
  name: 'SetupEntityAccess',
  prefix: '0J0',
  needs: ['ViewSetup'],
  fields: `
    Id id(18)
    ParentId reference(18) > PermissionSet as Parent
    SetupEntityId reference(18)
    SetupEntityType picklist(40)*
    SystemModstamp datetime`,
});

/** UserPermissionAccess: what the calling user may do. */
export const userPermissionAccess = defineObject({
  name: 'UserPermissionAccess',
  prefix: '0up',
  since: 41,
  bulk: false,
  fields: `
    Id id(18)
    LastCacheUpdate datetime*
    ${PERMISSION_FIELDS}`,
});
