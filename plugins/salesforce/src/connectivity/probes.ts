import { endsRun } from '@rollcall/core';

import { errorOf } from '../api/error-map.js';
import type { Fault } from '../api/fault.js';
import { readableObjects } from '../api/global-describe.js';
import type { Row } from '../api/row.js';
import { textLiteral } from '../api/soql.js';
import { ask, type Question, type Reply } from '../reading/ask.js';
import type { Reading } from '../reading/read-tables.js';
import { requiredSignInFields, signInStream } from '../streams/sign-ins.js';
import { eventStreams, snapshotStreams } from '../streams/streams.js';
import { heldOf, organizationQuestion, permissionsQuestion } from '../survey.js';
import type { Table } from '../tables/table.js';

/** With the one of the sign-in and the list of objects, seven counted requests in all. */
const maxProbeRequests = 5;

/** What one look at the org told. */
export interface Probes {
  readonly organization: Row | undefined;
  /** Permissions of the integration user; `undefined` when it may not read them. */
  readonly held: ReadonlySet<string> | undefined;
  /** Permission fields that this org does not know. */
  readonly unknown: readonly string[];
  /** Answers by table key or object of events, and `LoginHistoryOfOthers`. */
  readonly replies: ReadonlyMap<string, Reply>;
}

/** What is asked about: an object that is read whole, or by its time. */
export interface Probed {
  readonly key: string;
  readonly object: string;
  readonly label: string;
  readonly permission: readonly string[];
}

/**
 * Looks at every object that the streams need, with at most six counted requests: a list of all that
 * are readable, and queries of the key fields of those that say most.
 */
export async function askProbes(
  reading: Reading,
  streams: readonly string[],
  collectorId: string | undefined,
): Promise<Probes> {
  const questions = [
    organizationQuestion,
    permissionsQuestion,
    ...(streams.includes(signInStream) ? signInQuestions(collectorId) : []),
    ...tablesOf(streams).filter(isTelling).map(probeOf),
  ];
  const { replies: asked } = await ask(reading, questions, {
    purpose: 'test',
    maxRequests: maxProbeRequests,
  });
  const replies = new Map([...(await unlisted(reading, streams)), ...asked]);
  const organization = replies.get(organizationQuestion.key);
  return {
    organization:
      organization !== undefined && 'rows' in organization ? organization.rows[0] : undefined,
    held: heldOf(replies),
    unknown: reading.knowledge.absent.get(permissionsQuestion.key) ?? [],
    replies,
  };
}

/** Every table that the streams are made of or refer to, once. */
export function tablesOf(streams: readonly string[]): readonly Table[] {
  const tables = new Map<string, Table>();
  for (const stream of snapshotStreams.filter((entry) => streams.includes(entry.name))) {
    const used = [...stream.sources.map((source) => source.table), ...stream.needs, ...stream.uses];
    for (const table of used) tables.set(table.key, table);
  }
  return [...tables.values()];
}

/** Everything that the streams are made of. */
export function probedBy(streams: readonly string[]): readonly Probed[] {
  const events = eventStreams.filter((stream) => streams.includes(stream.name));
  return [...tablesOf(streams), ...events.map((stream) => ({ ...stream, key: stream.object }))];
}

/** Objects that are in the list although none of their rows may be seen, or only the own ones. */
function isTelling(table: Table): boolean {
  return table.neverEmpty === true || table.orderedBy !== undefined || table.where !== undefined;
}

/** The objects of the streams that are not among the readable ones. Where these are not told, nothing is. */
async function unlisted(
  reading: Reading,
  streams: readonly string[],
): Promise<ReadonlyMap<string, Reply>> {
  const readable = await readableObjects(reading.http, 'test');
  if ('fault' in readable) {
    const error = errorOf(readable.fault, 'the list of objects');
    if (endsRun(error)) throw error;
    return new Map();
  }
  const hidden = probedBy(streams).filter(({ object }) => !readable.has(object));
  return new Map(hidden.map(({ key, object }): [string, Reply] => [key, { fault: hides(object) }]));
}

function hides(object: string): Fault {
  return { status: 200, errorCode: 'INVALID_TYPE', message: `${object} is not listed` };
}

function probeOf(table: Table): Question {
  const { key, object, required: fields, where = [] } = table;
  return { key, object, fields, where, limit: 1 };
}

function signInQuestions(collectorId: string | undefined): readonly Question[] {
  const probe = { object: 'LoginHistory', fields: requiredSignInFields, limit: 1 };
  if (collectorId === undefined) return [{ ...probe, key: 'LoginHistory' }];
  const where = [`UserId != ${textLiteral(collectorId)}`];
  return [
    { ...probe, key: 'LoginHistory' },
    { ...probe, key: 'LoginHistoryOfOthers', where },
  ];
}
