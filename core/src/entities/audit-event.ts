import { defineEntity, type RecordOf } from './define-entity.js';

/** One change to the set-up. */
export const auditEvent = defineEntity({
  name: 'audit_event',
  plural: 'audit_events',
  title: 'Audit event',
  fields: {
    time: { kind: 'instant', required: true, description: 'When' },
    actorId: { kind: 'text', required: false, description: 'Who', refersTo: 'account' },
    delegate: {
      kind: 'text',
      required: false,
      description: 'Who acted as that account',
      personal: true,
    },
    action: { kind: 'text', required: true, description: 'The provider’s action' },
    section: { kind: 'text', required: false, description: 'Where' },
    targetId: {
      kind: 'text',
      required: false,
      description: 'The account that it was done to',
      refersTo: 'account',
    },
    detail: {
      kind: 'text',
      required: false,
      description: 'What, in the provider’s words',
      personal: true,
    },
  },
});

/** One change to the set-up. */
export type AuditEvent = RecordOf<typeof auditEvent>;
