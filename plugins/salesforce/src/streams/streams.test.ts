import { describe, expect, it } from 'vitest';

import { orgId } from '../fixtures/tiny-org.js';
import { accountOf } from './accounts.js';
import { factsOf } from './facts.js';
import { permissionSetLicenceOf } from './licence-pools.js';
import { assignmentsOf, rolesOfUser } from './role-assignments.js';
import { groupRoleOf, permissionSetRolesOf, profileRoleOf } from './roles.js';
import { signInOf } from './sign-ins.js';

const user = {
  Id: orgId('005', 1),
  Username: 'ada@acme.test',
  IsActive: true,
  ProfileId: orgId('00e', 1),
};
const profile = { Id: orgId('00e', 1), Name: 'Standard', UserLicenseId: orgId('100', 1) };

function facts(rows: Record<string, Record<string, unknown>[]> = {}) {
  return factsOf(new Map(Object.entries(rows)), orgId('005', 9));
}

describe('accountOf', () => {
  it.each([
    [{}, 'human'],
    [{ UserType: 'Guest' }, 'guest'],
    [{ UserType: 'PowerPartner' }, 'external'],
    [{ UserType: 'AutomatedProcess' }, 'system'],
    [{ Username: 'insightssecurity@00d5g000004exmp.com' }, 'system'],
  ])('takes %j for %s', (row, kind) => {
    expect(accountOf({ ...user, ...row }, facts()).kind).toBe(kind);
  });

  it('takes who may use the API alone for a service', () => {
    const known = facts({ ApiOnly: [{ AssigneeId: user.Id }] });

    expect(accountOf(user, known).kind).toBe('service');
  });

  it('says frozen before locked, and deactivated before both', () => {
    const known = facts({
      UserLogin: [{ UserId: user.Id, IsFrozen: true, IsPasswordLocked: true }],
    });

    expect(accountOf(user, known).state).toBe('frozen');
    expect(accountOf({ ...user, IsActive: false }, known).state).toBe('deactivated');
  });

  it('knows the licence by the profile, and Rollcall’s own account', () => {
    const account = accountOf(user, facts({ Profile: [profile] }));

    expect(account).toMatchObject({ licenceId: orgId('100', 1), isCollector: false });
  });
});

describe('roles', () => {
  it('gives a profile the capabilities of the set that it owns', () => {
    const known = facts({
      PermissionSet: [
        {
          Id: orgId('0PS', 1),
          ProfileId: profile.Id,
          PermissionsModifyAllData: true,
          PermissionsApiEnabled: false,
        },
      ],
    });

    expect(profileRoleOf(profile, known)).toMatchObject({
      capabilities: ['data.modify_all'],
      raw: { PermissionsModifyAllData: true },
    });
  });

  it('makes no role of a set that a profile owns, and a group of a set that a group owns', () => {
    const set = { Id: orgId('0PS', 1), Name: 'Set' };

    expect(permissionSetRolesOf({ ...set, IsOwnedByProfile: true }, facts())).toEqual([]);
    expect(permissionSetRolesOf({ ...set, Type: 'Group' }, facts())[0]?.kind).toBe(
      'permission_set_group',
    );
  });
});

describe('role assignments', () => {
  it('makes the profile and the hierarchy role of an account assignments', () => {
    const ids = rolesOfUser({ ...user, UserRoleId: orgId('00E', 1) }).map((record) => record.id);

    expect(ids).toEqual([`${user.Id}:${orgId('00e', 1)}`, `${user.Id}:${orgId('00E', 1)}`]);
  });

  it('gives the group where an assignment came by one, whatever set it names', () => {
    const row = {
      Id: orgId('0Pa', 1),
      AssigneeId: user.Id,
      PermissionSetId: orgId('0PS', 4),
      PermissionSetGroupId: orgId('0PG', 1),
    };

    expect(assignmentsOf(row)).toMatchObject([{ roleId: orgId('0PG', 1), via: 'group' }]);
  });
});

describe('permission set groups', () => {
  const group = { Id: orgId('0PG', 1), DeveloperName: 'Ops', MasterLabel: 'Operations' };
  const owned = { Id: orgId('0PS', 4), PermissionSetGroupId: group.Id, PermissionsViewSetup: true };
  const component = (number: number, set: string) => ({
    Id: orgId('0PM', number),
    PermissionSetGroupId: group.Id,
    PermissionSetId: set,
  });
  const sets = [
    { Id: orgId('0PS', 1), PermissionsModifyAllData: true },
    { Id: orgId('0PS', 2), PermissionsApiEnabled: true },
    owned,
  ];

  it('give what their sets give together', () => {
    const known = facts({
      PermissionSet: sets,
      PermissionSetGroup: [group],
      PermissionSetGroupComponent: [component(1, orgId('0PS', 1)), component(2, orgId('0PS', 2))],
    });

    expect(groupRoleOf(group, known)).toMatchObject({
      kind: 'permission_set_group',
      capabilities: ['api.enabled', 'data.modify_all'],
    });
    expect(permissionSetRolesOf(owned, known)).toEqual([]);
  });

  it('give what their own set says where a muting set is among the components', () => {
    const known = facts({
      PermissionSet: sets,
      PermissionSetGroup: [group],
      PermissionSetGroupComponent: [component(1, orgId('0PS', 1)), component(2, orgId('0QM', 1))],
    });

    expect(groupRoleOf(group, known).capabilities).toEqual(['setup.view']);
  });

  it('are told by the set that they own where they cannot be read', () => {
    expect(permissionSetRolesOf(owned, facts({ PermissionSet: sets }))).toMatchObject([
      { id: group.Id, kind: 'permission_set_group', capabilities: ['setup.view'] },
    ]);
  });
});

it('takes a negative number of seats for no limit', () => {
  const row = { Id: orgId('0PL', 1), MasterLabel: 'CRM User', TotalLicenses: -1 };

  expect(permissionSetLicenceOf(row).total).toBeNull();
});

describe('signInOf', () => {
  const row = { Id: orgId('0Ya', 1), LoginTime: '2026-11-01T10:00:00.000+0000', Status: 'Success' };

  it.each([
    [{ LoginType: 'Application' }, 'password', 'ui'],
    [
      { LoginType: 'Remote Access 2.0', LoginSubType: 'OauthClientCredentials', ApiType: 'N/A' },
      'oauth',
      'api',
    ],
    [
      { LoginType: 'Remote Access 2.0', LoginSubType: 'OauthUsernamePassword' },
      'api_password',
      'api',
    ],
    [{ LoginType: 'SAML Sfdc Initiated SSO' }, 'sso', 'ui'],
    [{ LoginType: 'Saml2' }, 'sso', 'ui'],
    [{ LoginType: 'Partner Product', ApiType: 'SOAP Partner' }, 'api_password', 'api'],
    [{ LoginType: 'Certificate-based login' }, 'certificate', 'ui'],
    [{ LoginType: 'Lightning Login' }, 'passwordless', 'ui'],
    [{ LoginType: 'SysAdmin Switch' }, 'impersonation', 'ui'],
    [{}, 'other', 'unknown'],
  ])('reads %j as %s by %s', (fields, method, channel) => {
    expect(signInOf({ ...row, ...fields }, undefined)).toMatchObject({ method, channel });
  });

  it('takes every status but Success for a failure, and keeps the words', () => {
    const failed = signInOf({ ...row, Status: 'User Is Frozen' }, undefined);

    expect(failed).toMatchObject({ outcome: 'failure', statusDetail: 'User Is Frozen' });
    expect(signInOf({ ...row, Status: ' success ' }, undefined).outcome).toBe('success');
  });

  it('keeps what no column carries', () => {
    expect(signInOf({ ...row, LoginGeoId: '04F' }, undefined).raw).toEqual({ LoginGeoId: '04F' });
  });
});
