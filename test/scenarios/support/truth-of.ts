import type { SimulatedOrg } from '@rollcall/test/org';

type OrgRow = ReturnType<SimulatedOrg['truth']['rows']>[number];

const people: ReadonlySet<unknown> = new Set(['Regular', 'Queue']);

/** The ids that each entity's records must have when all of an org is collected, by file of an export. */
export function truthOf(org: SimulatedOrg): Readonly<Record<string, ReadonlySet<string>>> {
  const ids = (...objects: string[]) =>
    new Set(objects.flatMap((name) => [...org.truth.ids(name)]));
  const rows = (object: string) => org.truth.rows(object);
  const groups = rows('Group').filter((row) => people.has(row.Type));
  const groupIds = new Set(groups.map((row) => row.Id));
  return {
    tenants: ids('Organization'),
    accounts: ids('User'),
    licence_pools: new Set([
      ...ids('UserLicense', 'PermissionSetLicense', 'PackageLicense'),
      ...featuresOf(rows('User')[0] ?? {}),
    ]),
    licence_assignments: new Set([
      ...ids('PermissionSetLicenseAssign', 'UserPackageLicense'),
      ...seatsOf(org),
    ]),
    roles: new Set([...ids('Profile', 'PermissionSetGroup', 'UserRole'), ...setsOf(org)]),
    role_assignments: new Set([...assignmentsOf(org), ...placesOf(rows('User'))]),
    groups: idsOf(groups),
    group_members: idsOf(rows('GroupMember').filter((row) => groupIds.has(row.GroupId))),
    sign_ins: ids('LoginHistory'),
    sessions: ids('AuthSession'),
    factors: new Set(rows('TwoFactorMethodsInfo').map((row) => `${row.UserId}:methods`)),
    factor_events: ids('VerificationHistory'),
    apps: ids('ConnectedApplication'),
    app_grants: new Set(rows('OauthToken').map(grantId)),
    audit_events: ids('SetupAuditTrail'),
  };
}

function idsOf(rows: readonly OrgRow[]): ReadonlySet<string> {
  return new Set(rows.map((row) => String(row.Id)));
}

function featuresOf(user: OrgRow): readonly string[] {
  return Object.keys(user).filter((field) => field.startsWith('UserPermissions'));
}

/** Base licences by profile, and feature licences, of active users. */
function seatsOf(org: SimulatedOrg): readonly string[] {
  const profiles = org.truth.rows('Profile');
  const licences = new Map(profiles.map((row) => [row.Id, row.UserLicenseId]));
  const active = org.truth.rows('User').filter((row) => row.IsActive === true);
  return active.flatMap((row) => [
    `${row.Id}:${licences.get(row.ProfileId ?? null)}`,
    ...featuresOf(row)
      .filter((field) => row[field] === true)
      .map((field) => `${row.Id}:${field}`),
  ]);
}

/** Permission sets that neither a profile nor a group owns. */
function setsOf(org: SimulatedOrg): ReadonlySet<string> {
  const sets = org.truth.rows('PermissionSet');
  return idsOf(sets.filter((row) => row.ProfileId == null && row.PermissionSetGroupId == null));
}

function assignmentsOf(org: SimulatedOrg): ReadonlySet<string> {
  const sets = org.truth.rows('PermissionSet');
  const owned = idsOf(sets.filter((row) => row.IsOwnedByProfile === true));
  const rows = org.truth.rows('PermissionSetAssignment');
  return idsOf(rows.filter((row) => !owned.has(String(row.PermissionSetId))));
}

function placesOf(users: readonly OrgRow[]): readonly string[] {
  return users.flatMap((row) => [
    `${row.Id}:${row.ProfileId}`,
    ...(row.UserRoleId == null ? [] : [`${row.Id}:${row.UserRoleId}`]),
  ]);
}

/** Many tokens have no id of their own. */
function grantId(row: OrgRow): string {
  if (typeof row.Id === 'string') return row.Id;
  const createdAt = new Date(String(row.CreatedDate).replace('+0000', 'Z')).toISOString();
  return `${row.UserId}:${row.AppName}:${createdAt}`;
}
