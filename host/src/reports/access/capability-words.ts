import { privilegedCapabilities } from '../../checks/sql/capability-holders.js';

const words: Readonly<Record<string, string>> = {
  'data.modify_all': 'Modify all data',
  'data.view_all': 'View all data',
  'data.export': 'Export data',
  'data.hard_delete': 'Delete data for good',
  'data.view_encrypted': 'View encrypted data',
  'users.manage': 'Manage accounts',
  'users.view_all': 'View all accounts',
  'roles.manage': 'Manage roles',
  'code.author': 'Change code',
  'policy.manage': 'Change policies',
  'mfa.manage': 'Manage second factors',
  'mfa.waived': 'Sign in without a second factor',
  'sso.bypass': 'Sign in without single sign-on',
  impersonate: 'Act as somebody else',
  'oauth.use_any_client': 'Use any application',
  'oauth.approve_uninstalled': 'Approve applications',
};

/** Those of which nobody reviews who holds them. */
const others: Readonly<Record<string, string>> = {
  'api.enabled': 'Use the API',
  'api.only': 'Use nothing but the API',
  'logs.view': 'View logs',
  'mfa.read': 'View second factors',
  'mfa.required': 'Must use a second factor',
  'password.never_expires': 'Keep the password for ever',
  'setup.view': 'View set-up',
};

/** Capabilities whose holders are reviewed one by one, the most dangerous first. */
export const reviewedCapabilities: readonly string[] = [
  ...privilegedCapabilities,
  ...Object.keys(words).filter(
    (name) => !privilegedCapabilities.includes(name) && name !== 'users.view_all',
  ),
];

/** A capability for people: `Modify all data`; its own name where there are no words. */
export function capabilityText(capability: string): string {
  return words[capability] ?? others[capability] ?? capability;
}
