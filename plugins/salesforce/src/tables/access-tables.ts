import { viewSetup } from './permissions.js';
import type { Table } from './table.js';

/** `AuthSession`: live sessions. Without the permission only the own ones are visible. */
export const authSessionTable: Table = {
  key: 'AuthSession',
  isLarge: true,
  object: 'AuthSession',
  stream: 'sessions',
  label: 'sessions',
  required: ['Id', 'UsersId'],
  optional: [
    'CreatedDate',
    'LastModifiedDate',
    'NumSecondsValid',
    'UserType',
    'SourceIp',
    'LoginType',
    'SessionType',
    'SessionSecurityLevel',
    'ParentId',
    'LoginHistoryId',
    'IsCurrent',
    'IsAssociatedWithJwtAccessToken',
  ],
  permission: ['Manage Users'],
  allRowsBy: ['ManageUsers'],
  owner: 'UsersId',
};

/** `TwoFactorMethodsInfo`: a row for each user with a method. Its id is of no use. */
export const factorTable: Table = {
  key: 'TwoFactorMethodsInfo',
  isLarge: true,
  object: 'TwoFactorMethodsInfo',
  stream: 'factors',
  label: 'MFA methods',
  required: ['UserId'],
  optional: [
    'HasSalesforceAuthenticator',
    'HasTotp',
    'HasU2F',
    'HasSecurityKey',
    'HasBuiltInAuthenticator',
    'HasTempCode',
    'HasVerifiedMobileNumber',
    'HasUserVerifiedMobileNumber',
    'HasUserVerifiedEmailAddress',
  ],
  permission: ['Manage Multi-Factor Authentication in API'],
  allRowsBy: ['TwoFactorApi'],
  orderedBy: { field: 'UserId', isUnique: true },
  cap: { rows: 2500, page: 2000 },
};

/**
 * `OauthToken`: live tokens, 500 to a page and 2,500 to a query. Its secrets (`AccessToken`,
 * `RequestToken`, `DeleteToken`) are never selected. Without the permission only the own ones are visible.
 */
export const oauthTokenTable: Table = {
  key: 'OauthToken',
  isLarge: true,
  object: 'OauthToken',
  stream: 'app-grants',
  label: 'OAuth tokens',
  required: ['Id', 'UserId', 'AppName'],
  optional: ['AppMenuItemId', 'CreatedDate', 'LastUsedDate', 'UseCount'],
  permission: ['Customize Application'],
  allRowsBy: ['CustomizeApplication'],
  orderedBy: { field: 'UserId', isUnique: false },
  owner: 'UserId',
  cap: { rows: 2500, page: 500 },
};

/** `ConnectedApplication`: apps that are installed in the org. */
export const connectedApplicationTable: Table = {
  key: 'ConnectedApplication',
  object: 'ConnectedApplication',
  stream: 'apps',
  label: 'connected apps',
  required: ['Id', 'Name'],
  optional: [
    'OptionsAllowAdminApprovedUsersOnly',
    'OptionsRefreshTokenValidityMetric',
    'OptionsHasSessionLevelPolicy',
    'OptionsAppIssueJwtTokenEnabled',
    'RefreshTokenValidityPeriod',
    'StartUrl',
    'MobileStartUrl',
    'CreatedDate',
    'LastModifiedDate',
  ],
  permission: [...viewSetup, 'Manage Connected Apps'],
  allRowsBy: ['ViewSetup', 'ManageRemoteAccess', 'CustomizeApplication'],
};
