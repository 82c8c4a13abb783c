import { defineObject, SYSTEM_FIELDS } from './object.js';

/** LoginHistory: every sign-in attempt of a known user. */
export const loginHistory = defineObject({
  name: 'LoginHistory',
  prefix: '0Ya',
  since: 21,
  own: { field: 'UserId', unless: ['ManageUsers', 'MonitorLoginHistory'] },
  fields: `
    Id id(18)
    UserId reference(18) > User
    LoginTime datetime
    LoginType picklist(40)
    LoginSubType picklist(40)*
    SourceIp string(39)* -like
    ForwardedForIp string(256)* since 61
    LoginUrl string(120)*
    AuthenticationServiceId reference(18)* > AuthProvider,SamlSsoConfig as AuthenticationService
    LoginGeoId reference(18)* > LoginGeo as LoginGeo needs ManageUsers since 34
    TlsProtocol picklist(40)*
    CipherSuite picklist(40)*
    OptionsIsGet boolean
    OptionsIsPost boolean
    Browser string(64)* -f
    Platform string(64)* -f
    Status string(128)* -f
    Application string(64)* -f
    ClientVersion string(64)* -f
    ApiType string(64)* -f
    ApiVersion string(32)* -f
    CountryIso string(3)*
    NetworkId reference(18)* > Network
    AuthMethodReference string(255)* since 51
    AuthContextClassRef string(255)* since 67`,
});

/** LoginGeo: where a sign-in came from. */
export const loginGeo = defineObject({
  name: 'LoginGeo',
  prefix: '04F',
  since: 34,
  needs: ['ManageUsers'],
  fields: `
    Id id(18)
    LoginTime datetime
    CountryIso string(3)*
    Country string(200)*
    Latitude double(18,15)*
    Longitude double(18,15)*
    City string(200)*
    PostalCode string(200)*
    Subdivision string(200)*
    IsDeleted boolean
    CreatedDate datetime
    LastModifiedDate datetime
    SystemModstamp datetime`,
});

/** AuthSession: live sessions. */
export const authSession = defineObject({
  name: 'AuthSession',
  prefix: '0Ak',
  since: 29,
  own: { field: 'UsersId', unless: ['ManageUsers'] },
  bulk: false,
  fields: `
    Id id(18)
    UsersId reference(18)* > User as Users
    CreatedDate datetime
    LastModifiedDate datetime
    NumSecondsValid int(9)
    UserType picklist(40)
    SourceIp string(39) -like
    LoginType picklist(40)*
    SessionType picklist(40)*
    SessionSecurityLevel picklist(40)*
    LogoutUrl string(1500)*
    ParentId reference(18)* > AuthSession
    LoginHistoryId reference(18)* > LoginHistory as LoginHistory
    LoginGeoId reference(18)* > LoginGeo as LoginGeo needs ManageUsers
    IsCurrent boolean since 37
    IsAssociatedWithJwtAccessToken boolean since 64`,
});

/** VerificationHistory: identity checks beyond the password. */
export const verificationHistory = defineObject({
  name: 'VerificationHistory',
  prefix: '0SH',
  since: 36,
  needs: ['ManageUsers'],
  fields: `
    Id id(18)
    EventGroup int(9)
    VerificationTime datetime
    VerificationMethod picklist(40)*
    UserId reference(18) > User as User
    Activity picklist(40)
    Status picklist(40)
    LoginHistoryId reference(18)* > LoginHistory as LoginHistory
    SourceIp string(39)* -like
    LoginGeoId reference(18)* > LoginGeo as LoginGeo
    Remarks string(255)*
    ResourceId reference(18)* > ConnectedApplication as Resource
    Policy picklist(40)*
    ${SYSTEM_FIELDS}`,
});

/** SetupAuditTrail: changes to the set-up of the org. */
export const setupAuditTrail = defineObject({
  name: 'SetupAuditTrail',
  prefix: '0Ym',
  needs: ['ViewSetup'],
  aggregates: false,
  fields: `
    Id id(18)
    Action string(40)
    Section string(40)* -f
    CreatedDate datetime
    CreatedById reference(18)* > User as CreatedBy
    Display string(1000)* -f
    DelegateUser string(80)* since 35
    ResponsibleNamespacePrefix string(15)*
    CreatedByContext string(40)* since 48
    CreatedByIssuer string(40)*`,
});
