import { defineObject, SYSTEM_FIELDS } from './object.js';

/** UserLicense: the licence a profile, and through it a user, consumes. */
export const userLicense = defineObject({
  name: 'UserLicense',
  prefix: '100',
  needs: ['ViewSetup'],
  fields: `
    Id id(18)
    LicenseDefinitionKey string(40)
    Name string(40)
    MasterLabel string(40)
    Status picklist(40)
    TotalLicenses int(9)
    UsedLicenses int(9)
    UsedLicensesLastUpdated datetime*
    MonthlyLoginsEntitlement int(9)*
    MonthlyLoginsUsed int(9)*
    CreatedDate datetime
    LastModifiedDate datetime
    SystemModstamp datetime`,
});

/** PermissionSetLicense: an add-on licence. */
export const permissionSetLicense = defineObject({
  name: 'PermissionSetLicense',
  prefix: '0PL',
  since: 29,
  fields: `
    Id id(18)
    IsDeleted boolean
    DeveloperName string(80) needs ViewSetup
    Language picklist(40)
    MasterLabel string(80)
    PermissionSetLicenseKey string(80)
    Status picklist(40)
    TotalLicenses int(9)
    UsedLicenses int(9)
    ExpirationDate date*
    IsAvailableForIntegrations boolean
    ${SYSTEM_FIELDS}`,
});

/** PermissionSetLicenseAssign: who holds an add-on licence. */
export const permissionSetLicenseAssign = defineObject({
  name: 'PermissionSetLicenseAssign',
  prefix: '2LA',
  since: 29,
  fields: `
    Id id(18)
    IsDeleted boolean
    PermissionSetLicenseId reference(18) > PermissionSetLicense as PermissionSetLicense
    AssigneeId reference(18) > User as Assignee
    ${SYSTEM_FIELDS}`,
});

/** PackageLicense: seats of an installed managed package. */
export const packageLicense = defineObject({
  name: 'PackageLicense',
  prefix: '050',
  since: 31,
  fields: `
    Id id(18)
    NamespacePrefix string(15)
    Status picklist(40)
    IsProvisioned boolean
    IsAvailableForIntegrations boolean
    AllowedLicenses int(9)
    UsedLicenses int(9)
    ExpirationDate date*
    CreatedDate datetime
    LastModifiedDate datetime
    SystemModstamp datetime`,
});

/** UserPackageLicense: who holds a seat of a package. */
export const userPackageLicense = defineObject({
  name: 'UserPackageLicense',
  prefix: '051',
  since: 31,
  fields: `
    Id id(18)
    PackageLicenseId reference(18) > PackageLicense as PackageLicense
    UserId reference(18) > User as User
    ${SYSTEM_FIELDS}`,
});
