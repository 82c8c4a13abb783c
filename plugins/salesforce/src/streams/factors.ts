import type { Factor } from '@rollcall/core';

import { flag, id, type Row, rest } from '../api/row.js';
import { factorTable } from '../tables/access-tables.js';
import type { SnapshotStream } from './snapshot-stream.js';

const methodFields = factorTable.optional;
const carried: ReadonlySet<string> = new Set(['Id', 'UserId', ...methodFields]);
const resistant: ReadonlySet<string> = new Set([
  'HasSecurityKey',
  'HasU2F',
  'HasBuiltInAuthenticator',
]);

/** Which MFA methods accounts have. An account without a record has none. */
export const factors: SnapshotStream = {
  name: 'factors',
  sources: [{ table: factorTable, map: (row) => factorsOf(row) }],
  needs: [],
  uses: [],
};

/** The methods of a `TwoFactorMethodsInfo` row, under an id that is stable: its own is of no use. */
function factorsOf(row: Row): readonly Factor[] {
  const accountId = id(row, 'UserId');
  if (accountId === null) return [];
  const held = methodFields.filter((field) => flag(row, field) === true);
  return [
    {
      id: `${accountId}:methods`,
      accountId,
      methods: held.map((field) => field.slice('Has'.length)),
      phishingResistant: held.some((field) => resistant.has(field)),
      raw: rest(row, carried),
    },
  ];
}
