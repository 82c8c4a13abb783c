import type { Role } from '@rollcall/core';

import { flag, id, instant, type Row, rest, text } from '../api/row.js';
import {
  permissionSetGroupComponentTable,
  permissionSetGroupTable,
  permissionSetTable,
  profileTable,
  userRoleTable,
} from '../tables/tables.js';
import { capabilitiesOf, withoutFalsePermissions } from './capabilities.js';
import type { Facts } from './facts.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carriedByProfile: ReadonlySet<string> = new Set([
  'Id',
  'Name',
  'Description',
  'UserLicenseId',
  'LastModifiedDate',
]);
const carriedBySet: ReadonlySet<string> = new Set([
  'Id',
  'Name',
  'Label',
  'Description',
  'IsCustom',
  'IsOwnedByProfile',
  'LicenseId',
  'SystemModstamp',
]);
const carriedByGroup: ReadonlySet<string> = new Set([
  'Id',
  'DeveloperName',
  'MasterLabel',
  'Description',
  'SystemModstamp',
]);
const carriedByUserRole: ReadonlySet<string> = new Set([
  'Id',
  'Name',
  'DeveloperName',
  'ParentRoleId',
  'RollupDescription',
  'SystemModstamp',
]);

/** What accounts may be given: profiles, permission sets, groups of them, places in the hierarchy. */
export const roles: SnapshotStream = {
  name: 'roles',
  sources: [
    { table: profileTable, map: (row, facts) => [profileRoleOf(row, facts)] },
    { table: permissionSetTable, map: permissionSetRolesOf },
    { table: permissionSetGroupTable, map: (row, facts) => [groupRoleOf(row, facts)] },
    { table: userRoleTable, map: (row) => [hierarchyRoleOf(row)] },
  ],
  needs: [permissionSetGroupComponentTable],
  uses: [profileTable, permissionSetTable, permissionSetGroupTable],
};

/** The role of a `Profile` row; its permissions are those of the set that it owns. */
export function profileRoleOf(row: Row, facts: Facts): Role {
  const roleId = id(row, 'Id') ?? '';
  const owned = facts.ownedSets.get(roleId) ?? {};
  const permissions = Object.entries(owned).filter(
    ([field, value]) => field.startsWith('Permissions') && value === true,
  );
  return {
    id: roleId,
    name: text(row, 'Name') ?? '',
    kind: 'profile',
    apiName: null,
    description: text(row, 'Description'),
    custom: flag(owned, 'IsCustom'),
    licenceId: id(row, 'UserLicenseId'),
    parentId: null,
    capabilities: capabilitiesOf(owned),
    updatedAt: instant(row, 'LastModifiedDate'),
    raw: { ...rest(row, carriedByProfile), ...Object.fromEntries(permissions) },
  };
}

/**
 * The role of a `PermissionSet` row; none for a set that a profile or a group owns, which they stand
 * for. Where groups cannot be read, the sets that they own tell of them.
 */
export function permissionSetRolesOf(row: Row, facts: Facts): readonly Role[] {
  if (flag(row, 'IsOwnedByProfile') === true) return [];
  const groupId = id(row, 'PermissionSetGroupId');
  if (groupId !== null && facts.groups.has(groupId)) return [];
  const isGroup = groupId !== null || text(row, 'Type') === 'Group';
  return [
    {
      id: groupId ?? id(row, 'Id') ?? '',
      name: text(row, 'Label') ?? text(row, 'Name') ?? '',
      kind: isGroup ? 'permission_set_group' : 'permission_set',
      apiName: text(row, 'Name'),
      description: text(row, 'Description'),
      custom: flag(row, 'IsCustom'),
      licenceId: id(row, 'LicenseId'),
      parentId: null,
      capabilities: capabilitiesOf(row),
      updatedAt: instant(row, 'SystemModstamp'),
      raw: rest(withoutFalsePermissions(row), carriedBySet),
    },
  ];
}

/** The role of a `PermissionSetGroup` row. */
export function groupRoleOf(row: Row, facts: Facts): Role {
  const groupId = id(row, 'Id') ?? '';
  return {
    id: groupId,
    name: text(row, 'MasterLabel') ?? text(row, 'DeveloperName') ?? '',
    kind: 'permission_set_group',
    apiName: text(row, 'DeveloperName'),
    description: text(row, 'Description'),
    custom: text(row, 'NamespacePrefix') === null,
    licenceId: null,
    parentId: null,
    capabilities: groupCapabilities(groupId, facts),
    updatedAt: instant(row, 'SystemModstamp'),
    raw: { ...rest(row, carriedByGroup), components: facts.components.get(groupId) ?? [] },
  };
}

/**
 * What a group's sets give together. A muting set is among the components and is no permission set;
 * what it takes away is then told by the set that the group owns.
 */
function groupCapabilities(groupId: string, facts: Facts): readonly string[] | null {
  const components = facts.components.get(groupId) ?? [];
  const sets = components.flatMap((component) => {
    const set = facts.sets.get(component);
    return set === undefined ? [] : [set];
  });
  const owned = capabilitiesOf(facts.groupSets.get(groupId) ?? {});
  if (sets.length < components.length && owned !== null) return owned;
  const given = sets.flatMap((set) => capabilitiesOf(set) ?? []);
  return sets.length === 0 ? owned : [...new Set(given)].sort();
}

/** The role of a `UserRole` row. It gives sight of records, no capabilities. */
function hierarchyRoleOf(row: Row): Role {
  return {
    id: id(row, 'Id') ?? '',
    name: text(row, 'Name') ?? '',
    kind: 'hierarchy_role',
    apiName: text(row, 'DeveloperName'),
    description: text(row, 'RollupDescription'),
    custom: true,
    parentId: id(row, 'ParentRoleId'),
    capabilities: [],
    updatedAt: instant(row, 'SystemModstamp'),
    raw: rest(row, carriedByUserRole),
  };
}
