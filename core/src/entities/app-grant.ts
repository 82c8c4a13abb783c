import { defineEntity, type RecordOf } from './define-entity.js';

/** A token that an application holds for an account. */
export const appGrant = defineEntity({
  name: 'app_grant',
  plural: 'app_grants',
  title: 'App grant',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Whose', refersTo: 'account' },
    appName: { kind: 'text', required: true, description: 'The application’s name' },
    appId: { kind: 'text', required: false, description: 'The application', refersTo: 'app' },
    createdAt: { kind: 'instant', required: false, description: 'Since when' },
    lastUsedAt: { kind: 'instant', required: false, description: 'Last use' },
    useCount: { kind: 'integer', required: false, description: 'Times used' },
  },
});

/** A token that an application holds for an account. */
export type AppGrant = RecordOf<typeof appGrant>;
