import { answer, listOf, text, textOrNull } from '../schemas.js';

const path = answer('One way by which it is held', {
  roleId: text,
  role: text,
  roleKind: { ...text, description: '`profile`, `permission_set` or `permission_set_group`' },
  via: { ...text, description: '`profile`, `direct`, `group` or `hierarchy`' },
  since: { ...textOrNull, description: 'Null when it was there at the first collection' },
  sinceBy: { enum: ['audit trail', 'first seen', null] },
  grantedBy: {
    ...answer('Who gave it, as the provider’s audit trail tells', {
      auditEventId: text,
      actorId: textOrNull,
      actor: textOrNull,
    }),
    type: ['object', 'null'],
  },
  changedAt: textOrNull,
  expiresAt: textOrNull,
});

const fields = {
  line: { ...text, description: 'The same in each answer: integration, account and capability' },
  integrationId: text,
  accountId: text,
  username: text,
  displayName: textOrNull,
  kind: text,
  state: text,
  lastSignInAt: textOrNull,
  capability: text,
  paths: listOf(path),
};

/** An account and a capability that it holds. */
export const holderSchema = answer('An account that holds a capability', fields);

/** The same, with the capability in words. */
export const titledHolderSchema = answer('An account that holds a capability', {
  ...fields,
  title: text,
});

const rightsChange = answer('A change to rights, as the provider’s audit trail tells', {
  integrationId: text,
  auditEventId: text,
  at: text,
  class: text,
  actor: textOrNull,
  delegate: textOrNull,
  target: textOrNull,
  role: textOrNull,
  detail: textOrNull,
});

/** What became of privileged capabilities between two moments. */
export const differencesSchema = answer('Differences', {
  from: text,
  to: text,
  added: listOf(titledHolderSchema),
  removed: listOf(titledHolderSchema),
  changed: listOf(
    answer('Held at both, by other roles', {
      before: titledHolderSchema,
      after: titledHolderSchema,
    }),
  ),
  rightsChanges: listOf(rightsChange),
  notes: { type: 'array', items: text },
});
