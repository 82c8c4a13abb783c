import { defineObject, SYSTEM_FIELDS } from './object.js';

/** Organization: one row about the org itself. */
export const organization = defineObject({
  name: 'Organization',
  prefix: '00D',
  fields: `
    Id id(18)
    Name string(80)
    Division string(80)*
    City string(40)*
    Country string(80)*
    PrimaryContact string(80)*
    OrganizationType picklist(40)*
    IsSandbox boolean
    IsReadOnly boolean
    InstanceName string(5)*
    NamespacePrefix string(15)*
    TrialExpirationDate datetime*
    DefaultLocaleSidKey picklist(40)
    TimeZoneSidKey picklist(40)
    LanguageLocaleKey picklist(40)
    ${SYSTEM_FIELDS}`,
});

/** User: people, machines and the users the platform keeps for itself. */
export const user = defineObject({
  name: 'User',
  prefix: '005',
  fields: `
    Id id(18)
    Username string(80)
    LastName string(80)
    FirstName string(40)*
    Name string(121)
    CompanyName string(80)*
    Division string(80)*
    Department string(80)*
    Title string(80)*
    Street textarea(255)*
    City string(40)*
    State string(80)*
    PostalCode string(20)*
    Country string(80)*
    Latitude double(18,15)*
    Longitude double(18,15)*
    Address address*
    Email email(128)
    SenderEmail email(80)*
    SenderName string(80)*
    Signature textarea(1333)*
    Phone phone(40)*
    Fax phone(40)*
    MobilePhone phone(40)*
    Extension phone(40)*
    Alias string(8)
    CommunityNickname string(40)
    BadgeText string(80)*
    IsActive boolean
    TimeZoneSidKey picklist(40)
    UserRoleId reference(18)* > UserRole as UserRole
    LocaleSidKey picklist(40)
    LanguageLocaleKey picklist(40)
    EmailEncodingKey picklist(40)
    ReceivesInfoEmails boolean
    ReceivesAdminInfoEmails boolean
    ProfileId reference(18) > Profile as Profile
    UserType picklist(40)*
    StartDay picklist(40)*
    EndDay picklist(40)*
    EmployeeNumber string(20)*
    DelegatedApproverId reference(18)* > Group,User as DelegatedApprover
    ManagerId reference(18)* > User as Manager
    LastLoginDate datetime*
    LastPasswordChangeDate datetime*
    PasswordExpirationDate datetime*
    NumberOfFailedLogins int(9)* needs ManageUsers
    HasUserVerifiedEmail boolean
    HasUserVerifiedPhone boolean
    SuAccessExpirationDate date*
    ${SYSTEM_FIELDS}
    OfflineTrialExpirationDate datetime*
    OfflinePdaTrialExpirationDate datetime*
    UserPermissionsMarketingUser boolean
    UserPermissionsOfflineUser boolean
    UserPermissionsAvantgoUser boolean
    UserPermissionsCallCenterAutoLogin boolean
    UserPermissionsSFContentUser boolean
    UserPermissionsKnowledgeUser boolean
    UserPermissionsInteractionUser boolean
    UserPermissionsSupportUser boolean
    ForecastEnabled boolean
    UserPreferencesActivityRemindersPopup boolean
    UserPreferencesLightningExperiencePreferred boolean
    UserPreferencesUserDebugModePref boolean
    ContactId reference(18)* > Contact
    AccountId reference(18)* > Account
    CallCenterId reference(18)* > CallCenter
    PortalRole picklist(40)*
    IsPortalEnabled boolean
    FederationIdentifier string(512)*
    AboutMe textarea(1000)*
    FullPhotoUrl url(1024)*
    SmallPhotoUrl url(1024)*
    MediumPhotoUrl url(1024)* since 40
    IsExtIndicatorVisible boolean
    OutOfOfficeMessage string(40)*
    DigestFrequency picklist(40)
    DefaultGroupNotificationFrequency picklist(40)
    LastViewedDate datetime*
    LastReferencedDate datetime*
    IsProfilePhotoActive boolean
    IndividualId reference(18)* > Individual`,
});

/** UserLogin: whether a user is frozen or locked out. */
export const userLogin = defineObject({
  name: 'UserLogin',
  prefix: '0Yw',
  needs: ['ManageUsers'],
  since: 29,
  fields: `
    Id id(18)
    UserId reference(18) > User
    IsFrozen boolean
    IsPasswordLocked boolean
    LastModifiedDate datetime
    LastModifiedById reference(18) > User as LastModifiedBy`,
});

/** UserRole: the role tree. */
export const userRole = defineObject({
  name: 'UserRole',
  label: 'Role',
  prefix: '00E',
  needs: ['ViewRoles'],
  fields: `
    Id id(18)
    Name string(80)
    DeveloperName string(80)*
    ParentRoleId reference(18)* > UserRole
    PortalType picklist(40)*
    PortalRole picklist(40)*
    PortalAccountId reference(18)* > Account
    RollupDescription string(80)*
    ForecastUserId reference(18)* > User
    LastModifiedDate datetime
    LastModifiedById reference(18) > User as LastModifiedBy
    SystemModstamp datetime`,
});

/** Group: public groups, queues and the groups roles bring along. */
export const group = defineObject({
  name: 'Group',
  prefix: '00G',
  fields: `
    Id id(18)
    Name string(40)
    DeveloperName string(80)*
    Type picklist(40)
    RelatedId reference(18)* > User,UserRole as Related
    OwnerId reference(18) > Organization,User as Owner
    Email email(128)*
    DoesSendEmailToMembers boolean
    DoesIncludeBosses boolean
    ${SYSTEM_FIELDS}`,
});

/** GroupMember: who is in a group. */
export const groupMember = defineObject({
  name: 'GroupMember',
  prefix: '011',
  fields: `
    Id id(18)
    GroupId reference(18) > Group as Group
    UserOrGroupId reference(18) > Group,User
    SystemModstamp datetime`,
});
