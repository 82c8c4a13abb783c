import type { RoleAssignment } from '@rollcall/core';

import { flag, id, instant, parent, type Row, rest } from '../api/row.js';
import { permissionSetAssignmentTable, userTable } from '../tables/tables.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carried: ReadonlySet<string> = new Set([
  'Id',
  'AssigneeId',
  'PermissionSetId',
  'PermissionSetGroupId',
  'PermissionSet',
  'ExpirationDate',
  'IsActive',
  'SystemModstamp',
]);

/** Who holds which role: by profile, directly, by group, by place in the hierarchy. */
export const roleAssignments: SnapshotStream = {
  name: 'role-assignments',
  sources: [
    { table: userTable, map: rolesOfUser },
    { table: permissionSetAssignmentTable, map: (row) => assignmentsOf(row) },
  ],
  needs: [],
  uses: [],
};

/** The profile and the hierarchy role of a `User` row. In force while the account is active. */
export function rolesOfUser(row: Row): readonly RoleAssignment[] {
  const accountId = id(row, 'Id');
  if (accountId === null) return [];
  const active = flag(row, 'IsActive');
  const made = (roleId: string | null, via: 'profile' | 'hierarchy'): readonly RoleAssignment[] =>
    roleId === null ? [] : [{ id: `${accountId}:${roleId}`, accountId, roleId, via, active }];
  return [...made(id(row, 'ProfileId'), 'profile'), ...made(id(row, 'UserRoleId'), 'hierarchy')];
}

/** The assignment of a `PermissionSetAssignment` row, of the group where it came by one; none for a profile's own set. */
export function assignmentsOf(row: Row): readonly RoleAssignment[] {
  if (flag(parent(row, 'PermissionSet'), 'IsOwnedByProfile') === true) return [];
  const groupId = id(row, 'PermissionSetGroupId');
  const roleId = groupId ?? id(row, 'PermissionSetId');
  const accountId = id(row, 'AssigneeId');
  if (roleId === null || accountId === null) return [];
  return [
    {
      id: id(row, 'Id') ?? `${accountId}:${roleId}`,
      accountId,
      roleId,
      via: groupId === null ? 'direct' : 'group',
      groupId,
      active: flag(row, 'IsActive'),
      expiresAt: instant(row, 'ExpirationDate'),
      updatedAt: instant(row, 'SystemModstamp'),
      raw: rest(row, carried),
    },
  ];
}
