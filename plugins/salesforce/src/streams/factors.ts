import type { Factor } from '@rollcall/core';

import { flag, id, type Row, rest } from '../api/row.js';
import { factorTable } from '../tables/access-tables.js';
import type { SnapshotStream } from './snapshot-stream.js';

const methodFields = factorTable.optional;
const carried: ReadonlySet<string> = new Set(['Id', 'UserId', ...methodFields]);
/** Strongest first. A verified mail address is no second factor. */
const strengths = [
  ['phishing_resistant', ['HasSecurityKey', 'HasU2F', 'HasBuiltInAuthenticator']],
  ['possession', ['HasSalesforceAuthenticator', 'HasTotp']],
  ['weak', ['HasTempCode', 'HasVerifiedMobileNumber', 'HasUserVerifiedMobileNumber']],
] as const;

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
  const strength =
    strengths.find(([, fields]) => fields.some((field) => held.includes(field)))?.[0] ?? 'none';
  return [
    {
      id: `${accountId}:methods`,
      accountId,
      methods: held.map((field) => field.slice('Has'.length)),
      strength,
      phishingResistant: strength === 'phishing_resistant',
      raw: rest(row, carried),
    },
  ];
}
