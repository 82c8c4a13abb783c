import type { AuditEvent } from '@rollcall/core';

type Kind = NonNullable<AuditEvent['class']>;

/** What each of the provider's actions amounts to here. */
const kinds: Readonly<Record<string, Kind>> = {
  PermSetAssign: 'role_granted',
  PermSetUnassign: 'role_revoked',
  changedprofileforuser: 'role_granted',
  changedemail: 'recovery_changed',
  resetpassword: 'password_reset',
  insertTwoFactorInfo2: 'mfa_added',
  deleteTwoFactorInfo2: 'mfa_removed',
  createduser: 'account_created',
  deactivateduser: 'account_deactivated',
  suOrgAdminLogin: 'impersonation_started',
  disableRequireMfa: 'mfa_weakened',
  sessiontimeoutForProfile: 'session_weakened',
  restrictPasswordAuthOnOff: 'sso_weakened',
  eventLogGenerationOnOff: 'audit_weakened',
};

/** What kind of change it was; some actions go both ways, and their text tells which. */
export function kindOf(action: string, detail: string): Kind {
  if (action === 'loginIpRange') {
    return detail.endsWith('255.255.255.255') ? 'network_unrestricted' : 'other';
  }
  if (action === 'passwordminlength') {
    return detail.endsWith('to 5') ? 'password_policy_weakened' : 'other';
  }
  return kinds[action] ?? 'other';
}

/** The role or profile that a text names. */
export function objectOf(detail: string): string | null {
  return (
    /^Permission set (.+?):| to (System Administrator|Service Agent)$/
      .exec(detail)
      ?.slice(1)
      .find((name) => name !== undefined) ?? null
  );
}
