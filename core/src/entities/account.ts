import { defineEntity, type RecordOf } from './define-entity.js';

/** One login identity at the provider. */
export const account = defineEntity({
  name: 'account',
  plural: 'accounts',
  title: 'Account',
  fields: {
    username: {
      kind: 'text',
      required: true,
      description: 'What is typed to sign in',
      personal: true,
    },
    displayName: { kind: 'text', required: false, description: 'Full name', personal: true },
    email: { kind: 'text', required: false, description: 'Mail address', personal: true },
    state: {
      kind: 'text',
      required: true,
      description: 'Whether it can sign in; `frozen` and `locked` still hold licences',
      values: ['active', 'frozen', 'locked', 'deactivated'],
    },
    kind: {
      kind: 'text',
      required: true,
      description: 'Who uses it',
      values: ['human', 'service', 'external', 'guest', 'system'],
    },
    department: { kind: 'text', required: false, description: 'Department' },
    title: { kind: 'text', required: false, description: 'Job title', personal: true },
    company: { kind: 'text', required: false, description: 'Company name' },
    employeeId: {
      kind: 'text',
      required: false,
      description: 'Number at the employer',
      personal: true,
    },
    managerId: {
      kind: 'text',
      required: false,
      description: 'The manager’s account',
      refersTo: 'account',
    },
    federationId: {
      kind: 'text',
      required: false,
      description: 'Name at the identity provider',
      personal: true,
    },
    roleId: {
      kind: 'text',
      required: false,
      description: 'Place in the hierarchy',
      refersTo: 'role',
    },
    profileId: {
      kind: 'text',
      required: false,
      description: 'The profile or base role',
      refersTo: 'role',
    },
    licenceId: {
      kind: 'text',
      required: false,
      description: 'The base licence',
      refersTo: 'licence_pool',
    },
    createdAt: { kind: 'instant', required: false, description: 'When it was made' },
    updatedAt: {
      kind: 'instant',
      required: false,
      description: 'When the provider last changed it',
    },
    lastSignInAt: {
      kind: 'instant',
      required: false,
      description: 'Last sign-in of any kind, as the provider tells; null when never',
    },
    passwordChangedAt: {
      kind: 'instant',
      required: false,
      description: 'When the password was last changed',
    },
    failedSignIns: {
      kind: 'integer',
      required: false,
      description: 'Failed sign-ins since the last good one',
    },
    timezone: { kind: 'text', required: false, description: 'IANA name' },
    locale: { kind: 'text', required: false, description: 'Locale' },
    userType: { kind: 'text', required: false, description: 'The provider’s own type' },
    isCollector: {
      kind: 'boolean',
      required: false,
      description: 'Whether Rollcall itself signs in with it',
    },
  },
});

/** One login identity at the provider. */
export type Account = RecordOf<typeof account>;
