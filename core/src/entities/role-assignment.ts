import { defineEntity, type RecordOf } from './define-entity.js';

/** A role that an account holds. */
export const roleAssignment = defineEntity({
  name: 'role_assignment',
  plural: 'role_assignments',
  title: 'Role assignment',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Who holds it', refersTo: 'account' },
    roleId: { kind: 'text', required: true, description: 'Which role', refersTo: 'role' },
    via: {
      kind: 'text',
      required: true,
      description: 'How it came',
      values: ['direct', 'profile', 'group', 'hierarchy'],
    },
    groupId: {
      kind: 'text',
      required: false,
      description: 'The permission set group that it came by',
      refersTo: 'role',
    },
    active: { kind: 'boolean', required: false, description: 'Whether it is in force' },
    expiresAt: { kind: 'instant', required: false, description: 'When it ends' },
    updatedAt: {
      kind: 'instant',
      required: false,
      description: 'When the provider last changed it',
    },
  },
});

/** A role that an account holds. */
export type RoleAssignment = RecordOf<typeof roleAssignment>;
