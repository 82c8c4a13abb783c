import { defineEntity, type RecordOf } from './define-entity.js';

/** Membership of an account or group in a group. */
export const groupMember = defineEntity({
  name: 'group_member',
  plural: 'group_members',
  title: 'Group member',
  fields: {
    groupId: { kind: 'text', required: true, description: 'The group', refersTo: 'group' },
    memberId: { kind: 'text', required: true, description: 'An account or a group' },
    memberKind: {
      kind: 'text',
      required: true,
      description: 'Which of the two',
      values: ['account', 'group'],
    },
  },
});

/** Membership of an account or group in a group. */
export type GroupMember = RecordOf<typeof groupMember>;
