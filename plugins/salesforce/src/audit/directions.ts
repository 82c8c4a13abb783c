import type { AuditClass } from './action-classes.js';

/** Permissions by their labels, in lower case, and what granting one to a role amounts to. */
const permissionClasses: Readonly<Record<string, AuditClass>> = {
  'modify all data': 'privilege_granted',
  'view all data': 'privilege_granted',
  'manage users': 'privilege_granted',
  'manage internal users': 'privilege_granted',
  'manage profiles and permission sets': 'privilege_granted',
  'assign permission sets': 'privilege_granted',
  'author apex': 'privilege_granted',
  'customize application': 'privilege_granted',
  'api enabled': 'privilege_granted',
  'waive multi-factor authentication for exempt users': 'mfa_weakened',
  'multi-factor authentication for user interface logins': 'mfa_weakened',
  'password never expires': 'password_policy_weakened',
  'use any api client': 'app_policy_weakened',
  'approve uninstalled connected apps': 'app_policy_weakened',
};
/** Permissions that protect: taking one away is what weakens. */
const protections: ReadonlySet<string> = new Set([
  'multi-factor authentication for user interface logins',
]);

/** Actions, in lower case, whose text alone says in which direction something changed. */
export const directions: readonly (readonly [RegExp, (text: string) => AuditClass])[] = [
  [/^permset(enable|disable)userperm|^profilepermchanged/, permissionChange],
  [/iprange|^insertip|^ipallow/, addressRange],
  [/^sessiontimeout/, (text) => change(text, 'longer', 'session_weakened')],
  [/^(requiredsessionlevel|networksessiondecoupling)/, sessionLevel],
  [/^password(minlength|history|complexity|lockout)/, (text) => passwords(text, 'shorter')],
  [/^password(expiry|maxinvalid)/, (text) => passwords(text, 'longer')],
  [/^changeiprelaxationpolicy/, (text) => weakerWhen(/ to relax/, text)],
  [/^changeuserruntimeaccesspolicy/, (text) => weakerWhen(/ to all users may self/, text)],
  [/^changeoauthdefaultscope/, (text) => weakerWhen(/ to .*\b(full|refresh_token)\b/, text)],
  [
    /^changeapplicationclientcredentialenabled/,
    (text) => weakerWhen(/ to (true|enabled|on)/, text),
  ],
  [
    /^overridegrantaccess/,
    (text) => (/ to (on|enabled)/.test(text) ? 'impersonation_allowed' : 'other'),
  ],
];

function permissionChange(text: string): AuditClass {
  const label = /([^:]+?) permission was changed from/.exec(text)?.[1]?.trim() ?? '';
  const isEnabled = / to enabled\.?$/.test(text);
  if (protections.has(label)) return isEnabled ? 'other' : (permissionClasses[label] ?? 'other');
  const granted = permissionClasses[label] ?? 'other';
  return isEnabled ? granted : granted === 'privilege_granted' ? 'privilege_revoked' : 'other';
}

/** A range that was added: wide ones weaken, and one that ends with the last address is no limit. */
function addressRange(text: string): AuditClass {
  const [, from, to] = / from (\d+\.\d+\.\d+\.\d+) to (\d+\.\d+\.\d+\.\d+)/.exec(text) ?? [];
  if (from === undefined || to === undefined) return 'other';
  if (to === '255.255.255.255') return 'network_unrestricted';
  return numberOf(to) - numberOf(from) + 1 >= 256 ? 'network_widened' : 'other';
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

const minutes: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** Which way a number moved; a change that cannot be read is taken for a weakening, so that somebody looks. */
function change(text: string, weaker: 'longer' | 'shorter', weakened: AuditClass): AuditClass {
  const read = /from \D*?(\d+)(?: (hour|day|minute))?.*? to \D*?(\d+)(?: (hour|day|minute))?/.exec(
    text,
  );
  const [, from, fromUnit = '', to, toUnit = ''] = read ?? [];
  const before = Number(from) * (minutes[fromUnit] ?? 1);
  const after = Number(to) * (minutes[toUnit] ?? 1);
  if (Number.isNaN(before) || Number.isNaN(after)) return weakened;
  return (weaker === 'longer' ? after > before : after < before) ? weakened : 'other';
}

function passwords(text: string, weaker: 'longer' | 'shorter'): AuditClass {
  if (/ to (never|0|no |none)/.test(text)) return 'password_policy_weakened';
  return change(text, weaker, 'password_policy_weakened');
}

function sessionLevel(text: string): AuditClass {
  return / to (high|.*high assurance)/.test(text) ? 'other' : 'session_weakened';
}

function weakerWhen(pattern: RegExp, text: string): AuditClass {
  return pattern.test(text) ? 'app_policy_weakened' : 'other';
}
