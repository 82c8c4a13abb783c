import type { Group, GroupMember } from '@rollcall/core';

import { id, instant, type Row, rest, text } from '../api/row.js';
import { groupMemberTable, groupTable } from '../tables/group-tables.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carriedByGroup: ReadonlySet<string> = new Set([
  'Id',
  'Name',
  'Type',
  'RelatedId',
  'SystemModstamp',
]);
const carriedByMember: ReadonlySet<string> = new Set(['Id', 'GroupId', 'UserOrGroupId']);

/** Public groups and queues. */
export const groups: SnapshotStream = {
  name: 'groups',
  sources: [{ table: groupTable, map: (row) => [groupOf(row)] }],
  needs: [],
  uses: [],
};

/** Who is in a public group or queue: accounts, and other groups. */
export const groupMembers: SnapshotStream = {
  name: 'group-members',
  sources: [{ table: groupMemberTable, map: (row) => [memberOf(row)] }],
  needs: [],
  uses: [],
};

/** The group of a `Group` row. */
function groupOf(row: Row): Group {
  const groupId = id(row, 'Id') ?? '';
  return {
    id: groupId,
    name: text(row, 'Name') ?? text(row, 'DeveloperName') ?? groupId,
    kind: text(row, 'Type'),
    relatedId: id(row, 'RelatedId'),
    updatedAt: instant(row, 'SystemModstamp'),
    raw: rest(row, carriedByGroup),
  };
}

/** The membership of a `GroupMember` row. */
function memberOf(row: Row): GroupMember {
  const memberId = id(row, 'UserOrGroupId') ?? '';
  return {
    id: id(row, 'Id') ?? '',
    groupId: id(row, 'GroupId') ?? '',
    memberId,
    memberKind: memberId.startsWith('005') ? 'account' : 'group',
    raw: rest(row, carriedByMember),
  };
}
