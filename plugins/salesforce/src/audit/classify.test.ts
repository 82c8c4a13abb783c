import { describe, expect, it } from 'vitest';

import { orgId } from '../fixtures/tiny-org.js';
import { auditEventOf } from '../streams/audit-events.js';

function eventOf(Action: string, Display: string, Section = 'Manage Users') {
  return auditEventOf({ Id: orgId('0Ym', 1), Action, Display, Section, CreatedDate: null });
}

describe('a change to the set-up', () => {
  it.each([
    ['PermSetAssign', 'role_granted', 'Permission set P: assigned to user Jo (UserID: [005x])'],
    ['PermSetUnassign', 'role_revoked', 'Permission set P: unassigned from user Jo'],
    ['changedprofileforuserstdtocust', 'role_granted', 'Changed profile for user Jo from A to B'],
    ['createduser', 'account_created', 'Created new user Jo'],
    ['frozeuser', 'account_frozen', 'Froze user Jo'],
    ['unfrozeuser', 'account_unfrozen', 'Unfroze user Jo'],
    ['deactivateduser', 'account_deactivated', 'Deactivated user Jo'],
    ['resetpassword', 'password_reset', 'Reset password for user Jo'],
    ['changedemail', 'recovery_changed', 'Changed email for user Jo'],
    ['deleteTwoFactorInfo2', 'mfa_removed', 'Time-Based Token removed for jo@acme.test'],
    ['insertTwoFactorTempCode', 'mfa_removed', 'Temporary code generated for jo@acme.test'],
    ['insertTwoFactorWebAuthN', 'mfa_added', 'Security key registered for jo@acme.test'],
    ['mFADirectUILoginOptInOnOff', 'mfa_weakened', 'MFA turned off'],
    ['u2FEnabledOnOff', 'mfa_weakened', ''],
    ['restrictPasswordAuthOnOff', 'sso_weakened', ''],
    ['insertAuthProvider', 'trust_added', ''],
    ['insertConnectedApplication', 'app_installed', 'Installed Connected App A to Salesforce'],
    ['suOrgAdminLogin', 'impersonation_started', 'Logged in using Login-As access for Jo'],
    ['suOrgAdminLogout', 'impersonation_ended', ''],
    ['PermSetLicenseAssign', 'licence_granted', ''],
    ['eventLogGenerationEnabledOnOff', 'audit_weakened', ''],
    ['somethingnew', 'other', 'Did something new'],
  ])('%s is %s', (action, kind, display) => {
    expect(eventOf(action, display).class).toBe(kind);
  });

  it.each([
    [
      'PermSetEnableUserPerm',
      'privilege_granted',
      'Changed permission set P: Modify All Data permission was changed from disabled to enabled',
    ],
    [
      'PermSetEnableUserPerm',
      'other',
      'Changed permission set P: Run Reports permission was changed from disabled to enabled',
    ],
    [
      'PermSetDisableUserPerm',
      'privilege_revoked',
      'Changed permission set P: Modify All Data permission was changed from enabled to disabled',
    ],
    [
      'profilePermChangedCustom',
      'app_policy_weakened',
      'Changed profile P: Use Any API Client permission was changed from disabled to enabled',
    ],
    [
      'loginIpRange',
      'network_widened',
      'Added Login Ip Range to Sales from 10.0.0.0 to 10.0.0.255',
    ],
    ['loginIpRange', 'other', 'Added Login Ip Range to Sales from 10.0.0.0 to 10.0.0.254'],
    [
      'loginIpRange',
      'network_unrestricted',
      'Added Login Ip Range to Sales from 0.0.0.0 to 255.255.255.255',
    ],
    [
      'deletedLoginIpRange_withProfile',
      'network_widened',
      'Deleted Login Ip Range for Sales from 10.0.0.0 to 10.0.0.1',
    ],
    [
      'sessiontimeoutForProfile',
      'session_weakened',
      'Changed session timeout from 30 minutes to 720 minutes',
    ],
    ['sessiontimeoutForProfile', 'other', 'Changed session timeout from 720 minutes to 30 minutes'],
    [
      'sessiontimeoutForProfile',
      'other',
      'Session timeout for profile Sales Rep changed from 2 hours to 30 minutes',
    ],
    [
      'passwordminlength',
      'password_policy_weakened',
      'Changed minimum password length from 12 to 8',
    ],
    ['passwordminlength', 'other', 'Changed minimum password length from 8 to 12'],
    [
      'passwordexpiry',
      'password_policy_weakened',
      'Changed password expiration from 90 days to Never',
    ],
    [
      'changeUserRuntimeAccessPolicy',
      'app_policy_weakened',
      'Permitted Users setting from Admin approved users are pre-authorized to All users may self-authorize',
    ],
    [
      'changeUserRuntimeAccessPolicy',
      'other',
      'Permitted Users setting from All users may self-authorize to Admin approved users are pre-authorized',
    ],
  ])('%s is %s by its text: %#', (action, kind, display) => {
    expect(eventOf(action, display).class).toBe(kind);
  });

  it('is an export where its section says so', () => {
    expect(eventOf('scheduled', 'Scheduled an export', 'Data Export').class).toBe('data_exported');
  });

  it('names the role and the account, by id or by name', () => {
    const byId = eventOf(
      'PermSetAssign',
      'Permission set Power: assigned to user Jo Doe (UserID: [005000000000001])',
    );
    const byName = eventOf(
      'changedprofileforuser',
      'Changed profile for user Jo Doe from Read Only to Admin',
    );
    const byLogin = eventOf('deleteTwoFactorInfo2', 'Time-Based Token removed for jo@acme.test');

    expect(byId).toMatchObject({ objectName: 'Power', targetName: 'Jo Doe' });
    expect(byId.targetId).toHaveLength(18);
    expect(byName).toMatchObject({ objectName: 'Admin', targetName: 'Jo Doe', targetId: null });
    expect(byLogin).toMatchObject({ objectName: null, targetName: 'jo@acme.test' });
    expect(eventOf('suOrgAdminLogin', 'Logged in using Login-As access for Jo').targetName).toBe(
      'Jo',
    );
  });
});
