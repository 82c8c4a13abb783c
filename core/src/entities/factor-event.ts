import { defineEntity, type RecordOf } from './define-entity.js';

/** One verification. */
export const factorEvent = defineEntity({
  name: 'factor_event',
  plural: 'factor_events',
  title: 'Factor event',
  fields: {
    time: { kind: 'instant', required: true, description: 'When' },
    accountId: { kind: 'text', required: false, description: 'Whose', refersTo: 'account' },
    signInId: {
      kind: 'text',
      required: false,
      description: 'The sign-in that it belongs to',
      refersTo: 'sign_in',
    },
    method: { kind: 'text', required: false, description: 'The provider’s method' },
    strength: {
      kind: 'text',
      required: false,
      description:
        'How strong that method is, in the words of `factor`; `none` is no second factor',
      values: ['phishing_resistant', 'possession', 'weak', 'none'],
    },
    activity: { kind: 'text', required: false, description: 'What it was for' },
    policy: { kind: 'text', required: false, description: 'What asked for it' },
    outcome: {
      kind: 'text',
      required: false,
      description: 'How it ended',
      values: ['success', 'failure', 'pending'],
    },
    statusDetail: { kind: 'text', required: false, description: 'The provider’s own words' },
    sourceIp: { kind: 'text', required: false, description: 'Address', personal: true },
  },
});

/** One verification. */
export type FactorEvent = RecordOf<typeof factorEvent>;
