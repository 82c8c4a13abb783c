import type { App, AppGrant } from '@rollcall/core';

import { flag, id, instant, integer, type Row, rest, text } from '../api/row.js';
import { connectedApplicationTable, oauthTokenTable } from '../tables/access-tables.js';
import type { Facts } from './facts.js';
import type { SnapshotStream } from './snapshot-stream.js';

const carriedByApp: ReadonlySet<string> = new Set([
  'Id',
  'Name',
  'OptionsAllowAdminApprovedUsersOnly',
  'CreatedDate',
  'LastModifiedDate',
]);
const carriedByGrant: ReadonlySet<string> = new Set([
  'Id',
  'UserId',
  'AppName',
  'CreatedDate',
  'LastUsedDate',
  'UseCount',
]);

/** Apps that are installed in the org. */
export const apps: SnapshotStream = {
  name: 'apps',
  sources: [{ table: connectedApplicationTable, map: (row) => [appOf(row)] }],
  needs: [],
  uses: [],
};

/** Tokens that apps hold for accounts. An app that is not among the installed ones is used uninstalled. */
export const appGrants: SnapshotStream = {
  name: 'app-grants',
  sources: [{ table: oauthTokenTable, map: grantsOf }],
  needs: [],
  uses: [connectedApplicationTable],
};

/** The app of a `ConnectedApplication` row. */
function appOf(row: Row): App {
  return {
    id: id(row, 'Id') ?? '',
    name: text(row, 'Name') ?? '',
    kind: 'ConnectedApplication',
    adminApprovedOnly: flag(row, 'OptionsAllowAdminApprovedUsersOnly'),
    createdAt: instant(row, 'CreatedDate'),
    updatedAt: instant(row, 'LastModifiedDate'),
    raw: rest(row, carriedByApp),
  };
}

/** The grant of an `OauthToken` row. Many come without an id: account, app and time stand for it. */
function grantsOf(row: Row, facts: Facts): readonly AppGrant[] {
  const accountId = id(row, 'UserId');
  const appName = text(row, 'AppName');
  if (accountId === null || appName === null) return [];
  const createdAt = instant(row, 'CreatedDate');
  return [
    {
      id: id(row, 'Id') ?? `${accountId}:${appName}:${createdAt ?? ''}`,
      accountId,
      appName,
      appId: facts.apps.get(appName) ?? null,
      createdAt,
      lastUsedAt: instant(row, 'LastUsedDate'),
      useCount: integer(row, 'UseCount'),
      raw: rest(row, carriedByGrant),
    },
  ];
}
