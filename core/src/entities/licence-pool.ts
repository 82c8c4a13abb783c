import { defineEntity, type RecordOf } from './define-entity.js';

/** Seats of one licence that the tenant has. */
export const licencePool = defineEntity({
  name: 'licence_pool',
  plural: 'licence_pools',
  title: 'Licence pool',
  fields: {
    name: { kind: 'text', required: true, description: 'Name for people' },
    key: { kind: 'text', required: false, description: 'The provider’s stable key' },
    layer: {
      kind: 'text',
      required: true,
      description: 'What kind of licence',
      values: ['base', 'permission_set', 'package', 'feature'],
    },
    status: { kind: 'text', required: false, description: 'The provider’s status' },
    total: { kind: 'integer', required: false, description: 'Seats bought; null when unlimited' },
    used: { kind: 'integer', required: false, description: 'Seats used, as the provider counts' },
    isFree: {
      kind: 'boolean',
      required: false,
      description: 'Whether its seats cost nothing; null where that is not known',
    },
    expiresOn: { kind: 'date', required: false, description: 'Last day' },
    usedUpdatedAt: {
      kind: 'instant',
      required: false,
      description: 'When the provider last counted',
    },
  },
});

/** Seats of one licence that the tenant has. */
export type LicencePool = RecordOf<typeof licencePool>;
