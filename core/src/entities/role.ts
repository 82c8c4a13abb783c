import { defineEntity, type RecordOf } from './define-entity.js';

/** A named bundle of rights, or a place in a hierarchy. */
export const role = defineEntity({
  name: 'role',
  plural: 'roles',
  title: 'Role',
  fields: {
    name: { kind: 'text', required: true, description: 'Name for people' },
    kind: {
      kind: 'text',
      required: true,
      description: 'What it is',
      values: ['profile', 'permission_set', 'permission_set_group', 'hierarchy_role'],
    },
    apiName: { kind: 'text', required: false, description: 'The provider’s own name' },
    description: { kind: 'text', required: false, description: 'Description' },
    custom: { kind: 'boolean', required: false, description: 'Whether the tenant made it' },
    licenceId: {
      kind: 'text',
      required: false,
      description: 'Licence that it needs',
      refersTo: 'licence_pool',
    },
    parentId: {
      kind: 'text',
      required: false,
      description: 'The role above, or the profile that owns it',
      refersTo: 'role',
    },
    capabilities: {
      kind: 'list',
      required: false,
      description: 'Privileged capabilities it gives',
    },
    updatedAt: {
      kind: 'instant',
      required: false,
      description: 'When the provider last changed it',
    },
  },
});

/** A named bundle of rights, or a place in a hierarchy. */
export type Role = RecordOf<typeof role>;
