import { type CollectMessage, RollcallError } from '@rollcall/core';

import { errorOf } from './api/error-map.js';
import type { Page } from './api/query.js';
import { flag, type Row } from './api/row.js';
import { ask, type Question, type Reply } from './reading/ask.js';
import type { Reading } from './reading/read-tables.js';
import { countedSpans, type SpanCount, spanQuestion } from './sign-ins/count-spans.js';
import { countQuestion, firstPageQuestion, type PendingEvents } from './sign-ins/pending-events.js';
import { snapshotStreams } from './streams/streams.js';
import { organizationFields } from './streams/tenant.js';
import { ownPermissions } from './tables/permissions.js';
import type { Table } from './tables/table.js';

const maxSurveyRequests = 16;

/** What a survey is made for. */
export interface SurveyPlan {
  /** Names of the streams that are read. */
  readonly streams: readonly string[];
  /** Those of them that are read by their time. */
  readonly events: readonly PendingEvents[];
  /** Spans that the host wants to have counted. */
  readonly spans: readonly SpanCount[];
  /** Rows of tables as the last passes found them, by table key: these need not be counted. */
  readonly known: ReadonlyMap<string, number>;
}

/** What is known of the org before anything is collected. */
export interface Survey {
  /** The `Organization` row. */
  readonly organization: Row;
  /** Permissions of the integration user, without their prefix; `undefined` when it may not read them. */
  readonly held: ReadonlySet<string> | undefined;
  /** Rows of each table that was counted just now, by table key. */
  readonly counted: ReadonlyMap<string, number>;
  /** Rows that are expected, by table key, or by object of events. */
  readonly counts: ReadonlyMap<string, number>;
  /** First pages of events that were read along, by object. */
  readonly pages: ReadonlyMap<string, Page>;
  /** How many rows the org has of the spans, as messages. */
  readonly spans: readonly CollectMessage[];
  /** Counted requests that it took. */
  readonly requests: number;
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
 * Reads the org, the caller's permissions, and what is new of events, in one counted request. What
 * was never read is counted instead, five objects to a request, and one more request is spent for
 * each permission that this org does not know.
 * @throws when the org's own row cannot be read
 */
export async function survey(reading: Reading, plan: SurveyPlan): Promise<Survey> {
  const tables = tablesToCount(plan);
  const paged = plan.events.filter((pending) => firstPageQuestion(pending) !== undefined);
  const events = plan.events.map((entry) => firstPageQuestion(entry) ?? countQuestion(entry));
  const questions = [
    organizationQuestion,
    permissionsQuestion,
    ...events.filter((question) => question !== undefined),
    ...tables.map(tableCount),
    ...plan.spans.map(spanQuestion),
  ];
  const { replies, requests } = await ask(reading, questions, {
    purpose: `${plan.streams[0] ?? 'tenant'}/plan`,
    maxRequests: maxSurveyRequests,
  });
  const counts = countsIn(replies);
  const keys = new Set(tables.map((table) => table.key));
  return {
    organization: organizationOf(replies),
    held: heldOf(replies),
    counted: new Map([...counts].filter(([key]) => keys.has(key))),
    counts: new Map([...plan.known, ...counts]),
    pages: pagesIn(replies, paged),
    spans: [...countedSpans(plan.spans, replies)],
    requests,
  };
}

function tablesToCount(plan: SurveyPlan): readonly Table[] {
  const tables = new Map<string, Table>();
  for (const stream of snapshotStreams.filter(({ name }) => plan.streams.includes(name))) {
    for (const { table } of stream.sources) tables.set(table.key, table);
  }
  return [...tables.values()].filter(
    (table) => table.isLarge === true && mustCount(table, plan.known.get(table.key)),
  );
}

/** What the last pass found is good enough, unless a query may end before the last row. */
function mustCount(table: Table, known: number | undefined): boolean {
  if (known === undefined) return true;
  return table.cap !== undefined && known > table.cap.rows * 0.9;
}

function tableCount({ key, object, where = [] }: Table): Question {
  return { key, object, fields: ['COUNT()'], where };
}

function countsIn(replies: ReadonlyMap<string, Reply>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [key, reply] of replies) {
    if ('totalSize' in reply) counts.set(key, reply.totalSize);
  }
  return counts;
}

function pagesIn(
  replies: ReadonlyMap<string, Reply>,
  events: readonly PendingEvents[],
): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  for (const { stream } of events) {
    const reply = replies.get(stream.object);
    if (reply !== undefined && 'rows' in reply) pages.set(stream.object, reply);
  }
  return pages;
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
