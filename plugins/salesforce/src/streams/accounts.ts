import type { Account } from '@rollcall/core';

import { flag, id, instant, integer, type Row, rest, text } from '../api/row.js';
import { userLicenceTable } from '../tables/licence-tables.js';
import { apiOnlyTable, profileTable, userLoginTable, userTable } from '../tables/tables.js';
import { type Facts, licenceOf, licenceSays } from './facts.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carried: ReadonlySet<string> = new Set([
  'Id',
  'Username',
  'Name',
  'Email',
  'IsActive',
  'FederationIdentifier',
  'EmployeeNumber',
  'CompanyName',
  'Department',
  'Title',
  'ManagerId',
  'ProfileId',
  'UserRoleId',
  'UserType',
  'LastLoginDate',
  'LastPasswordChangeDate',
  'NumberOfFailedLogins',
  'TimeZoneSidKey',
  'LocaleSidKey',
  'CreatedDate',
  'LastModifiedDate',
]);

const external: ReadonlySet<string> = new Set([
  'PowerPartner',
  'CspLitePortal',
  'CustomerSuccess',
  'PowerCustomerSuccess',
  'SelfService',
]);

/** Who has an account. Read whole each time: a sign-in may move no timestamp but its own. */
export const accounts: SnapshotStream = {
  name: 'accounts',
  sources: [{ table: userTable, map: (row, facts) => [accountOf(row, facts)] }],
  needs: [],
  uses: [profileTable, userLoginTable, apiOnlyTable, userLicenceTable],
};

/** The account of a `User` row. */
export function accountOf(row: Row, facts: Facts): Account {
  const accountId = id(row, 'Id') ?? '';
  const profileId = id(row, 'ProfileId');
  const licence = licenceOf(facts, profileId);
  return {
    id: accountId,
    username: text(row, 'Username') ?? accountId,
    displayName: text(row, 'Name'),
    email: text(row, 'Email'),
    state: stateOf(row, facts.stopped.get(accountId)),
    kind: kindOf(row, facts.apiOnly.has(accountId), licence),
    department: text(row, 'Department'),
    title: text(row, 'Title'),
    company: text(row, 'CompanyName'),
    employeeId: text(row, 'EmployeeNumber'),
    managerId: id(row, 'ManagerId'),
    federationId: text(row, 'FederationIdentifier'),
    roleId: id(row, 'UserRoleId'),
    profileId,
    licenceId: licenceIdOf(facts, profileId),
    createdAt: instant(row, 'CreatedDate'),
    updatedAt: instant(row, 'LastModifiedDate'),
    lastSignInAt: instant(row, 'LastLoginDate'),
    passwordChangedAt: instant(row, 'LastPasswordChangeDate'),
    failedSignIns: integer(row, 'NumberOfFailedLogins'),
    timezone: text(row, 'TimeZoneSidKey'),
    locale: text(row, 'LocaleSidKey'),
    userType: text(row, 'UserType'),
    isCollector: facts.collectorId === undefined ? null : facts.collectorId === accountId,
    raw: rest(row, carried),
  };
}

/** The licence that a profile brings. */
export function licenceIdOf(facts: Facts, profileId: string | null): string | null {
  const profile = profileId === null ? undefined : facts.profiles.get(profileId);
  return profile === undefined ? null : id(profile, 'UserLicenseId');
}

function stateOf(row: Row, stopped: 'frozen' | 'locked' | undefined): Account['state'] {
  if (flag(row, 'IsActive') !== true) return 'deactivated';
  return stopped ?? 'active';
}

function kindOf(row: Row, apiOnly: boolean, licence: Row | undefined): Account['kind'] {
  const type = text(row, 'UserType') ?? '';
  const username = (text(row, 'Username') ?? '').toLowerCase();
  if (isSystem(type, username)) return 'system';
  if (type === 'Guest' || licenceSays(licence, 'guest')) return 'guest';
  if (external.has(type) || id(row, 'ContactId') !== null) return 'external';
  if (apiOnly || licenceSays(licence, 'salesforce integration')) return 'service';
  return licenceSays(licence, 'pid_integration') ? 'service' : 'human';
}

/** Accounts that Salesforce makes for itself: active, never signing in, not to be flagged. */
function isSystem(type: string, username: string): boolean {
  if (type === 'AutomatedProcess' || type === 'CloudIntegrationUser') return true;
  return /^(autoproc|insightsintegration|insightssecurity|cloud)@00d/.test(username);
}
