import { defineEntity, type RecordOf } from './define-entity.js';

/** A capability that an account holds by one path. The host derives it; no stream carries it. */
export const effectiveAccess = defineEntity({
  name: 'effective_access',
  plural: 'effective_access',
  title: 'Effective access',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Who holds it', refersTo: 'account' },
    capability: { kind: 'text', required: true, description: 'What it lets do' },
    roleId: {
      kind: 'text',
      required: true,
      description: 'The role that gives it',
      refersTo: 'role',
    },
    roleName: { kind: 'text', required: true, description: 'Name of the role' },
    via: {
      kind: 'text',
      required: true,
      description: 'How the role came',
      values: ['direct', 'profile', 'group', 'hierarchy'],
    },
    groupId: {
      kind: 'text',
      required: false,
      description: 'The permission set group that the role came by',
      refersTo: 'role',
    },
    since: {
      kind: 'instant',
      required: false,
      description: 'When it was first seen; empty for what the first collection found',
    },
    expiresAt: { kind: 'instant', required: false, description: 'When it ends' },
  },
});

/** A capability that an account holds by one path. */
export type EffectiveAccess = RecordOf<typeof effectiveAccess>;
