import type { FactorEvent } from '@rollcall/core';

import { id, instant, type Row, rest, text } from '../api/row.js';
import type { EventStream } from './event-stream.js';

const optional: readonly string[] = [
  'UserId',
  'LoginHistoryId',
  'EventGroup',
  'VerificationMethod',
  'Activity',
  'Policy',
  'Status',
  'SourceIp',
  'Remarks',
  'ResourceId',
];
const carried: ReadonlySet<string> = new Set([
  'Id',
  'VerificationTime',
  'UserId',
  'LoginHistoryId',
  'VerificationMethod',
  'Activity',
  'Policy',
  'Status',
  'SourceIp',
]);

/** Checks of an identity beyond the password, good and bad. */
export const factorEvents: EventStream = {
  name: 'factor-events',
  object: 'VerificationHistory',
  label: 'identity verifications',
  timeField: 'VerificationTime',
  ownerField: undefined,
  required: ['Id', 'VerificationTime'],
  optional,
  permission: ['Manage Users'],
  allRowsBy: ['ManageUsers'],
  map: factorEventOf,
};

/** The event of a `VerificationHistory` row. */
function factorEventOf(row: Row): FactorEvent {
  return {
    id: id(row, 'Id') ?? '',
    time: instant(row, 'VerificationTime') ?? '',
    accountId: id(row, 'UserId'),
    signInId: id(row, 'LoginHistoryId'),
    method: text(row, 'VerificationMethod'),
    activity: text(row, 'Activity'),
    policy: text(row, 'Policy'),
    outcome: outcomeOf(text(row, 'Status')),
    statusDetail: text(row, 'Status'),
    sourceIp: text(row, 'SourceIp'),
    raw: rest(row, carried),
  };
}

/** Answers carry the API name or a label of a status. */
function outcomeOf(status: string | null): NonNullable<FactorEvent['outcome']> | null {
  const word = (status ?? '').toLowerCase().replace(/[^a-z]/g, '');
  if (word === '') return null;
  if (word === 'succeeded' || word === 'automatedsuccess') return 'success';
  if (/^(initiated|inprogress|recoverableerror)/.test(word)) return 'pending';
  return 'failure';
}
