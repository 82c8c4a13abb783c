import type { Session } from '@rollcall/core';

import { id, instant, integer, type Row, rest, text } from '../api/row.js';
import { authSessionTable } from '../tables/access-tables.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carried: ReadonlySet<string> = new Set([
  'Id',
  'UsersId',
  'CreatedDate',
  'SessionType',
  'SessionSecurityLevel',
  'SourceIp',
  'LoginHistoryId',
  'ParentId',
]);

/** Who is signed in now. */
export const sessions: SnapshotStream = {
  name: 'sessions',
  sources: [{ table: authSessionTable, map: (row) => sessionsOf(row) }],
  needs: [],
  uses: [],
};

/** The session of an `AuthSession` row; none for a session of nobody. */
function sessionsOf(row: Row): readonly Session[] {
  const accountId = id(row, 'UsersId');
  if (accountId === null) return [];
  return [
    {
      id: id(row, 'Id') ?? '',
      accountId,
      createdAt: instant(row, 'CreatedDate'),
      expiresAt: expiryOf(row),
      kind: text(row, 'SessionType'),
      securityLevel: text(row, 'SessionSecurityLevel'),
      sourceIp: text(row, 'SourceIp'),
      signInId: id(row, 'LoginHistoryId'),
      parentId: id(row, 'ParentId'),
      raw: rest(row, carried),
    },
  ];
}

/** A session lives so many seconds after its last use. */
function expiryOf(row: Row): string | null {
  const used = instant(row, 'LastModifiedDate');
  const seconds = integer(row, 'NumSecondsValid');
  if (used === null || seconds === null) return null;
  return new Date(Date.parse(used) + seconds * 1000).toISOString();
}
