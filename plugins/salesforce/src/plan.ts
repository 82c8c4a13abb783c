import type { PlanMessage, StreamPlan } from '@rollcall/core';

import { pageSize } from './api/version.js';
import type { Knowledge } from './reading/knowledge.js';
import { expectedRequests } from './reading/rounds.js';
import type { PreparedEvents } from './sign-ins/prepare-events.js';
import { isDescribed } from './snapshot/load-facts.js';
import { snapshotStreams } from './streams/streams.js';
import { tenantStream } from './streams/tenant.js';
import type { Survey } from './survey.js';
import type { Table } from './tables/table.js';
import { pageByPage } from './transport/price.js';

/** What is known beside the survey. */
export interface PlanFacts {
  readonly knowledge: Knowledge;
  readonly events: readonly PreparedEvents[];
  /** Short spans that are read again, by stream: a page each. */
  readonly spansAgain: ReadonlyMap<string, number>;
}

/** What each stream is expected to cost. Requests that streams share are told with the first of them. */
export function planOf(streams: readonly string[], survey: Survey, known: PlanFacts): PlanMessage {
  const { knowledge, events, spansAgain } = known;
  const plans = new Map<string, StreamPlan>();
  const tables = tablesOf(streams);
  const identity = knowledge.collectorId === undefined ? 1 : 0;
  const described = isDescribed(knowledge, [...tables.kept, ...tables.others]) ? 0 : 1;
  let shared = survey.requests + identity + described;
  const size = Math.min(pageSize, knowledge.compositeRows ?? pageSize);
  shared += requestsFor(tables.kept, survey, size) + requestsFor(tables.others, survey, size);
  for (const stream of streams) {
    const event = events.find(({ pending }) => pending.stream.name === stream);
    plans.set(stream, {
      ...(event === undefined ? recordsOf(stream, survey) : expectedOf(event, knowledge)),
      requests: (event?.offer.requests ?? 0) + (spansAgain.get(stream) ?? 0) + shared,
      transport: event?.offer.transport ?? 'REST',
    });
    shared = 0;
  }
  return { type: 'plan', streams: Object.fromEntries(plans) };
}

interface PlannedTables {
  /** Those that others refer to: they are read first. */
  readonly kept: readonly Table[];
  readonly others: readonly Table[];
}

function tablesOf(streams: readonly string[]): PlannedTables {
  const on = snapshotStreams.filter((stream) => streams.includes(stream.name));
  const kept = new Map<string, Table>();
  for (const table of on.flatMap((stream) => [...stream.needs, ...stream.uses])) {
    kept.set(table.key, table);
  }
  const others = new Map<string, Table>();
  for (const { table } of on.flatMap((stream) => stream.sources)) {
    if (!kept.has(table.key)) others.set(table.key, table);
  }
  return { kept: [...kept.values()], others: [...others.values()] };
}

/** Requests for the tables, those with next pages among them. */
function requestsFor(tables: readonly Table[], survey: Survey, composite: number): number {
  const expected = tables.map((table) => ({
    rows: rowsOf(table, survey),
    pageRows: table.cap?.page,
  }));
  return expectedRequests(expected, { composite, plain: pageSize });
}

function rowsOf(table: Table, survey: Survey): number {
  return survey.counts.get(table.key) ?? 0;
}

type ExpectedRecords = Pick<StreamPlan, 'records' | 'note'>;

/** Small tables are not worth a request that only counts them. */
const uncounted: ExpectedRecords = { note: 'counted while it is read' };
const refused: ExpectedRecords = { note: 'the org did not let it be counted' };

/** The rows, and what would cost more than the plan says: how an org answers shows only then. */
function expectedOf(event: PreparedEvents, knowledge: Knowledge): ExpectedRecords {
  const expected = expectedRows(event);
  const { offer, fallback, pending, rows } = event;
  const { windows } = pending.state;
  if (rows === undefined || windows.some(({ bulk }) => bulk)) return expected;
  if (offer.transport === 'Bulk') {
    return { ...expected, note: `about ${fallback.requests} requests if the org refuses Bulk` };
  }
  if (offer.transport !== 'composite' || knowledge.compositeRows !== undefined) return expected;
  const { requests } = pageByPage({ rows, windows: windows.length });
  return { ...expected, note: `about ${requests} requests if composites are short` };
}

/** Rows of the first page, of queries, and of jobs. */
function expectedRows({ pending, first, rows }: PreparedEvents): ExpectedRecords {
  const { windows } = pending.state;
  const jobs = windows.flatMap(({ bulk }) => bulk ?? []);
  if (rows === undefined && windows.length > jobs.length) return refused;
  const waiting = jobs.reduce((sum, job) => sum + job.rows - job.read, 0);
  return { records: waiting + (rows ?? 0) + (first?.rows.length ?? 0) };
}

function recordsOf(name: string, survey: Survey): ExpectedRecords {
  if (name === tenantStream) return { records: 1 };
  const sources = snapshotStreams.find((entry) => entry.name === name)?.sources ?? [];
  const tables = sources.filter(({ sum }) => sum === undefined).map(({ table }) => table);
  const rows = tables.flatMap(({ key }) => survey.counts.get(key) ?? []);
  if (name === 'role-assignments' && rows.length > 0) return { records: Math.max(...rows) };
  if (rows.length === tables.length) return { records: rows.reduce((sum, row) => sum + row, 0) };
  const isRefused = tables.some(({ key, isLarge }) => isLarge === true && !survey.counts.has(key));
  return isRefused ? refused : uncounted;
}
