import { RollcallError } from '@rollcall/core';

import { errorOf } from './api/error-map.js';
import { flag, type Row } from './api/row.js';
import { instantLiteral } from './api/soql.js';
import { ask, type Question, type Reply } from './reading/ask.js';
import type { Reading } from './reading/read-tables.js';
import { organizationFields } from './streams/tenant.js';
import { ownPermissions } from './tables/tables.js';

const maxSurveyRequests = 16;

/** What is known of the org before anything is collected. */
export interface Survey {
  /** The `Organization` row. */
  readonly organization: Row;
  /** Permissions of the integration user, without their prefix; `undefined` when it may not read them. */
  readonly held: ReadonlySet<string> | undefined;
  /** Rows of each object that was counted. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The question for the org itself. */
export const organizationQuestion: Question = {
  key: 'Organization',
  object: 'Organization',
  fields: ['Id', 'Name'],
  optional: organizationFields.filter((field) => field !== 'Id' && field !== 'Name'),
  limit: 1,
};

/** The question for what the integration user may do. */
export const permissionsQuestion: Question = {
  key: 'UserPermissionAccess',
  object: 'UserPermissionAccess',
  fields: ['PermissionsApiEnabled'],
  optional: ownPermissions
    .filter((name) => name !== 'ApiEnabled')
    .map((name) => `Permissions${name}`),
  limit: 1,
};

/**
 * Reads the org, the caller's permissions and the number of rows of each stream, in two counted
 * requests, and one more for each permission that this org does not know.
 * @throws when the org's own row cannot be read
 */
export async function survey(
  reading: Reading,
  streams: readonly string[],
  signInsFrom: string | undefined,
): Promise<Survey> {
  const questions = [
    organizationQuestion,
    permissionsQuestion,
    ...countQuestions(streams, signInsFrom),
  ];
  const replies = await ask(reading, questions, {
    purpose: `${streams[0] ?? 'tenant'}/plan`,
    maxRequests: maxSurveyRequests,
  });
  const counts = new Map<string, number>();
  for (const [key, reply] of replies) {
    if ('totalSize' in reply) counts.set(key, reply.totalSize);
  }
  return { organization: organizationOf(replies), held: heldOf(replies), counts };
}

const countedObjects: Readonly<Record<string, readonly string[]>> = {
  accounts: ['User'],
  'licence-assignments': ['User', 'PermissionSetLicenseAssign'],
  'role-assignments': ['User', 'PermissionSetAssignment'],
  roles: ['PermissionSet', 'UserRole'],
  'licence-pools': ['UserLicense', 'PermissionSetLicense'],
};

function countQuestions(
  streams: readonly string[],
  signInsFrom: string | undefined,
): readonly Question[] {
  const objects = new Set(streams.flatMap((stream) => countedObjects[stream] ?? []));
  const counted = [...objects].map((object) => ({ key: object, object, fields: ['COUNT()'] }));
  if (signInsFrom === undefined) return counted;
  const where = [`LoginTime >= ${instantLiteral(signInsFrom)}`];
  return [{ key: 'LoginHistory', object: 'LoginHistory', fields: ['COUNT()'], where }, ...counted];
}

function organizationOf(replies: ReadonlyMap<string, Reply>): Row {
  const reply = replies.get(organizationQuestion.key);
  if (reply !== undefined && 'fault' in reply) throw errorOf(reply.fault, 'Organization');
  const row = reply?.rows[0];
  if (row === undefined) {
    throw new RollcallError('PROVIDER_ERROR', 'the org did not say which one it is');
  }
  return row;
}

/** The permissions that a reply says are held. */
export function heldOf(replies: ReadonlyMap<string, Reply>): ReadonlySet<string> | undefined {
  const reply = replies.get(permissionsQuestion.key);
  const row = reply !== undefined && 'rows' in reply ? reply.rows[0] : undefined;
  if (row === undefined) return undefined;
  return new Set(ownPermissions.filter((name) => flag(row, `Permissions${name}`) === true));
}
