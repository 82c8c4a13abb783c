import { defineEntity, type RecordOf } from './define-entity.js';

/** The MFA methods that an account has. */
export const factor = defineEntity({
  name: 'factor',
  plural: 'factors',
  title: 'Factor',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Whose', refersTo: 'account' },
    methods: { kind: 'list', required: true, description: 'The provider’s names of the methods' },
    phishingResistant: { kind: 'boolean', required: false, description: 'Whether one of them is' },
  },
});

/** The MFA methods that an account has. */
export type Factor = RecordOf<typeof factor>;
