import { defineObject, SYSTEM_FIELDS } from './object.js';

/** OauthToken: what users granted to apps. Small pages, and an end at 2,500 rows. */
export const oauthToken = defineObject({
  name: 'OauthToken',
  label: 'OAuth Token',
  prefix: '0CQ',
  since: 32,
  own: { field: 'UserId', unless: ['CustomizeApplication'] },
  cap: { page: 500, total: 2500 },
  bulk: false,
  fields: `
    Id id(18)*
    AccessToken string(255)*
    UserId reference(18) > User as User
    RequestToken string(255)*
    CreatedDate datetime*
    AppName string(255)
    LastUsedDate datetime*
    UseCount int(9)*
    DeleteToken string(255)
    AppMenuItemId reference(18)* > AppMenuItem`,
});

/** ConnectedApplication: apps that are installed here. */
export const connectedApplication = defineObject({
  name: 'ConnectedApplication',
  prefix: '0H4',
  since: 28,
  needs: ['ViewSetup', 'ManageRemoteAccess'],
  fields: `
    Id id(18)
    Name string(80)
    ${SYSTEM_FIELDS}
    OptionsAllowAdminApprovedUsersOnly boolean
    OptionsRefreshTokenValidityMetric boolean
    OptionsHasSessionLevelPolicy boolean
    OptionsAppIssueJwtTokenEnabled boolean since 59
    OptionsTokenExchangeManageBitEnabled boolean
    MobileSessionTimeout picklist(40)*
    PinLength picklist(40)*
    StartUrl url(255)*
    MobileStartUrl url(255)*
    RefreshTokenValidityPeriod int(9)*
    UvidTimeout int(9)*
    NamedUserUvidTimeout int(9)* since 59`,
});

/** ThirdPartyAccountLink: accounts elsewhere that users linked. */
export const thirdPartyAccountLink = defineObject({
  name: 'ThirdPartyAccountLink',
  prefix: '0Jr',
  since: 32,
  own: { field: 'UserId', unless: ['ManageUsers'] },
  cap: { page: 500, total: 2500 },
  bulk: false,
  fields: `
    Id id(18)
    ThirdPartyAccountLinkKey string(255)
    UserId reference(18) > User as User
    SsoProviderId reference(18) > AuthProvider as SsoProvider
    SsoProviderName string(255)*
    Provider string(40)*
    Handle string(255)*
    RemoteIdentifier string(255)*
    IsNotSsoUsable boolean`,
});

/** TwoFactorMethodsInfo: the methods a user registered; no row when there is none. */
export const twoFactorMethodsInfo = defineObject({
  name: 'TwoFactorMethodsInfo',
  prefix: '0Kg',
  since: 37,
  needs: ['TwoFactorApi'],
  bulk: false,
  fields: `
    Id id(18)
    UserId reference(18) > User as User
    ExternalId string(255)*
    HasSalesforceAuthenticator boolean
    HasTotp boolean
    HasU2F boolean
    HasSecurityKey boolean
    HasBuiltInAuthenticator boolean since 53
    HasTempCode boolean
    HasVerifiedMobileNumber boolean
    HasUserVerifiedMobileNumber boolean
    HasUserVerifiedEmailAddress boolean`,
});

/** SamlSsoConfig: identity providers that speak SAML. */
export const samlSsoConfig = defineObject({
  name: 'SamlSsoConfig',
  prefix: '0LE',
  since: 32,
  needs: ['ViewSetup'],
  fields: `
    Id id(18)
    IsDeleted boolean
    DeveloperName string(80)
    MasterLabel string(80)
    Version picklist(40)
    Issuer string(80)
    Audience string(500)
    IdentityMapping picklist(40)
    IdentityLocation picklist(40)
    LoginUrl string(500)*
    LogoutUrl string(500)*
    OptionsSpInitBinding boolean
    OptionsUserProvisioning boolean
    RequestSignatureMethod picklist(40)*
    SingleLogoutUrl string(500)*
    ${SYSTEM_FIELDS}`,
});

/** AuthProvider: identity providers that speak OpenID Connect and the like. */
export const authProvider = defineObject({
  name: 'AuthProvider',
  prefix: '0SO',
  since: 27,
  needs: ['ViewSetup'],
  fields: `
    Id id(18)
    CreatedDate datetime
    ProviderType picklist(40)
    FriendlyName string(32)
    DeveloperName string(32)
    RegistrationHandlerId reference(18)* > ApexClass
    ExecutionUserId reference(18)* > User
    AuthorizeUrl url(1024)*
    TokenUrl url(1024)*
    UserInfoUrl url(1024)*
    ConsumerKey string(256)*`,
});
