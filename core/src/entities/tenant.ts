import { defineEntity, type RecordOf } from './define-entity.js';

/** The provider's organisation behind an integration. */
export const tenant = defineEntity({
  name: 'tenant',
  plural: 'tenants',
  title: 'Tenant',
  fields: {
    name: { kind: 'text', required: true, description: 'Name of the organisation' },
    edition: {
      kind: 'text',
      required: false,
      description: 'Edition or plan, in the provider’s words',
    },
    sandbox: { kind: 'boolean', required: false, description: 'Whether it is a copy for tests' },
    instance: {
      kind: 'text',
      required: false,
      description: 'The provider’s instance that hosts it',
    },
    timezone: { kind: 'text', required: false, description: 'IANA name of its default time zone' },
    locale: { kind: 'text', required: false, description: 'Its default locale' },
    trialEndsAt: { kind: 'instant', required: false, description: 'When a trial ends' },
    createdAt: { kind: 'instant', required: false, description: 'When it was made' },
  },
});

/** The provider's organisation behind an integration. */
export type Tenant = RecordOf<typeof tenant>;
