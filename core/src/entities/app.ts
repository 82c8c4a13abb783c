import { defineEntity, type RecordOf } from './define-entity.js';

/** An application that may be signed in to. */
export const app = defineEntity({
  name: 'app',
  plural: 'apps',
  title: 'App',
  fields: {
    name: { kind: 'text', required: true, description: 'Name for people' },
    kind: { kind: 'text', required: false, description: 'The provider’s own type' },
    adminApprovedOnly: {
      kind: 'boolean',
      required: false,
      description: 'Whether only approved accounts may use it',
    },
    createdAt: { kind: 'instant', required: false, description: 'Since when' },
    updatedAt: {
      kind: 'instant',
      required: false,
      description: 'When the provider last changed it',
    },
  },
});

/** An application that may be signed in to. */
export type App = RecordOf<typeof app>;
