import { defineEntity, type RecordOf } from './define-entity.js';

/** A seat that an account holds. */
export const licenceAssignment = defineEntity({
  name: 'licence_assignment',
  plural: 'licence_assignments',
  title: 'Licence assignment',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Who holds it', refersTo: 'account' },
    licenceId: {
      kind: 'text',
      required: true,
      description: 'Which licence',
      refersTo: 'licence_pool',
    },
    layer: {
      kind: 'text',
      required: true,
      description: 'What kind of licence',
      values: ['base', 'permission_set', 'package', 'feature'],
    },
    assignedAt: { kind: 'instant', required: false, description: 'Since when' },
  },
});

/** A seat that an account holds. */
export type LicenceAssignment = RecordOf<typeof licenceAssignment>;
