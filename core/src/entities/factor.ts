import { defineEntity, type RecordOf } from './define-entity.js';

/** The MFA methods that an account has. */
export const factor = defineEntity({
  name: 'factor',
  plural: 'factors',
  title: 'Factor',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Whose', refersTo: 'account' },
    methods: { kind: 'list', required: true, description: 'The provider’s names of the methods' },
    strength: {
      kind: 'text',
      required: false,
      description:
        'The strongest of them: `possession` is a code of an authenticator or a push, `weak` a code by phone, `none` nothing that counts as a second factor',
      values: ['phishing_resistant', 'possession', 'weak', 'none'],
    },
    phishingResistant: { kind: 'boolean', required: false, description: 'Whether one of them is' },
  },
});

/** The MFA methods that an account has. */
export type Factor = RecordOf<typeof factor>;
