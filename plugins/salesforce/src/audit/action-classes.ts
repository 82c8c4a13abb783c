import type { AuditEvent } from '@rollcall/core';

/** The normalised kind of a change. */
export type AuditClass = NonNullable<AuditEvent['class']>;

/** Actions, in lower case, whose name alone says what happened. The first that fits counts. */
export const actionClasses: readonly (readonly [RegExp, AuditClass])[] = [
  [/^permset(group)?assign/, 'role_granted'],
  [/^permset(group)?unassign/, 'role_revoked'],
  [/^changedprofileforuser/, 'role_granted'],
  [/^permsetdisableuserperm/, 'privilege_revoked'],
  [/^created(\w*)user$/, 'account_created'],
  [/^activateduser/, 'account_activated'],
  [/^deactivateduser/, 'account_deactivated'],
  [/^frozeuser/, 'account_frozen'],
  [/^unfrozeuser/, 'account_unfrozen'],
  [/^unlockeduser/, 'account_unlocked'],
  [/^changedpassword/, 'password_changed'],
  [/^resetpassword/, 'password_reset'],
  [/^(changedemail|useremailchangesent|changedusername|changedfederationid)/, 'recovery_changed'],
  [/^changeduser(phonenumber|emailverifiedstatus)/, 'recovery_changed'],
  [/^(deletetwofactor|deleteauthenticatorpairing|inserttwofactortempcode)/, 'mfa_removed'],
  [/^(inserttwofactor|insertauthenticatorpairing|lightningloginenroll)/, 'mfa_added'],
  [/^disablerequiremfa|^skipsfawhenmfauiloginoffon/, 'mfa_weakened'],
  [/^(mfa|u2f|twofactor)\w*onoff$/, 'mfa_weakened'],
  [/^restrictpasswordauthonoff|^(delete|disable)\w*(saml|authprovider)/, 'sso_weakened'],
  [/^(saml|sso)\w*onoff$/, 'sso_weakened'],
  [/^deletedloginiprange|^relaxemployeeiprestrictions/, 'network_widened'],
  [/^eventloggeneration\w*onoff$/, 'audit_weakened'],
  [/^(insert|change|add)\w*(authprovider|saml)/, 'trust_added'],
  [
    /^(namedcredentialinsert|externalcredentialinsert|remoteproxy|insertcertificate)/,
    'trust_added',
  ],
  [/^crossorgredirects\w*offon$/, 'trust_added'],
  [/^(insertconnectedapplication|insertapplication|unblockconnectedapplication)/, 'app_installed'],
  [/^installedpackagingapp/, 'app_installed'],
  [/^deleteconnectedapplication|^deleteapplication/, 'app_removed'],
  [/^(addoauthclientcredentialuser|allowoauthforinternalusers)/, 'app_policy_weakened'],
  [/^updateconnectedapplication|^changeapplicationcallbackurl/, 'app_changed'],
  [/^su(orgadmin|networkadmin|prmadmin)login|^suloginaccessused/, 'impersonation_started'],
  [/^su(orgadmin|networkadmin|prmadmin)logout/, 'impersonation_ended'],
  [/^loginasgranted|^changedelegategrouploginaccess/, 'impersonation_allowed'],
  [/^(permsetlicenseassign|(granted|added)userpackagelicense)/, 'licence_granted'],
  [/^(permsetlicenseunassign|(revoked|removed)userpackagelicense)/, 'licence_revoked'],
  [/dataexport|weeklyexport/, 'data_exported'],
];
