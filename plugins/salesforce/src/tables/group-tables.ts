import { setupBy, viewSetup } from './permissions.js';
import type { Table } from './table.js';

/** What people make: groups that mirror roles, territories and record shares are left out. */
const madeByPeople = ['Regular', 'Queue'];

/** `Group`: public groups and queues. */
export const groupTable: Table = {
  key: 'Group',
  object: 'Group',
  stream: 'groups',
  label: 'groups',
  required: ['Id', 'Type'],
  optional: ['Name', 'DeveloperName', 'RelatedId', 'DoesIncludeBosses', 'SystemModstamp'],
  where: [typeIs('Type')],
  permission: viewSetup,
  allRowsBy: setupBy,
};

/** `GroupMember`: who is in one of those. */
export const groupMemberTable: Table = {
  key: 'GroupMember',
  isLarge: true,
  object: 'GroupMember',
  stream: 'group-members',
  label: 'group members',
  required: ['Id', 'GroupId', 'UserOrGroupId'],
  optional: ['SystemModstamp'],
  where: [typeIs('Group.Type')],
  permission: viewSetup,
  allRowsBy: setupBy,
};

function typeIs(field: string): string {
  return `(${madeByPeople.map((type) => `${field} = '${type}'`).join(' OR ')})`;
}
