import { defineEntity, type RecordOf } from './define-entity.js';

/** A named set of accounts. */
export const group = defineEntity({
  name: 'group',
  plural: 'groups',
  title: 'Group',
  fields: {
    name: { kind: 'text', required: true, description: 'Name for people' },
    kind: { kind: 'text', required: false, description: 'The provider’s own type' },
    relatedId: { kind: 'text', required: false, description: 'The role or object that it mirrors' },
    updatedAt: {
      kind: 'instant',
      required: false,
      description: 'When the provider last changed it',
    },
  },
});

/** A named set of accounts. */
export type Group = RecordOf<typeof group>;
