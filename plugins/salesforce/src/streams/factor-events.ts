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
    strength: strengthOf(text(row, 'VerificationMethod')),
    activity: text(row, 'Activity'),
    policy: text(row, 'Policy'),
    outcome: outcomeOf(text(row, 'Status')),
    statusDetail: text(row, 'Status'),
    sourceIp: text(row, 'SourceIp'),
    raw: rest(row, carried),
  };
}

/** A code by mail confirms a device; it is no second factor. A method that is not known is not judged. */
function strengthOf(method: string | null): NonNullable<FactorEvent['strength']> | null {
  const word = (method ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/^(u2f|webauthn|securitykey|builtinauthenticator|passkey)/.test(word)) {
    return 'phishing_resistant';
  }
  if (/^(totp|salesforceauthenticator|enablell|ll)/.test(word)) return 'possession';
  if (/^(sms|tempcode|phone|voice)/.test(word)) return 'weak';
  return word.startsWith('email') ? 'none' : null;
}

/** Answers carry the API name or a label of a status. */
function outcomeOf(status: string | null): NonNullable<FactorEvent['outcome']> | null {
  const word = (status ?? '').toLowerCase().replace(/[^a-z]/g, '');
  if (word === '') return null;
  if (word === 'succeeded' || word === 'automatedsuccess') return 'success';
  if (/^(initiated|inprogress|recoverableerror)/.test(word)) return 'pending';
  return 'failure';
}
