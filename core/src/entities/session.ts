import { defineEntity, type RecordOf } from './define-entity.js';

/** A live session. */
export const session = defineEntity({
  name: 'session',
  plural: 'sessions',
  title: 'Session',
  fields: {
    accountId: { kind: 'text', required: true, description: 'Whose', refersTo: 'account' },
    createdAt: { kind: 'instant', required: false, description: 'Since when' },
    expiresAt: { kind: 'instant', required: false, description: 'Until when' },
    kind: { kind: 'text', required: false, description: 'The provider’s own type' },
    securityLevel: { kind: 'text', required: false, description: 'The provider’s level' },
    sourceIp: { kind: 'text', required: false, description: 'Address', personal: true },
    signInId: {
      kind: 'text',
      required: false,
      description: 'The sign-in that began it',
      refersTo: 'sign_in',
    },
    parentId: {
      kind: 'text',
      required: false,
      description: 'The session that it came from',
      refersTo: 'session',
    },
  },
});

/** A live session. */
export type Session = RecordOf<typeof session>;
