import type { PlanMessage, StreamPlan } from '@rollcall/core';

import { compositeQueries } from './api/composite.js';
import { pageSize } from './api/version.js';
import type { Knowledge } from './reading/knowledge.js';
import type { PreparedEvents } from './sign-ins/prepare-events.js';
import { isDescribed } from './snapshot/load-facts.js';
import { snapshotStreams } from './streams/streams.js';
import { tenantStream } from './streams/tenant.js';
import type { Survey } from './survey.js';
import type { Table } from './tables/table.js';

/** What each stream is expected to cost. Requests that streams share are told with the first of them. */
export function planOf(
  streams: readonly string[],
  survey: Survey,
  known: { readonly knowledge: Knowledge; readonly events: readonly PreparedEvents[] },
): PlanMessage {
  const { knowledge, events } = known;
  const plans = new Map<string, StreamPlan>();
  const tables = tablesOf(streams);
  const identity = knowledge.collectorId === undefined ? 1 : 0;
  const described = isDescribed(knowledge, [...tables.kept, ...tables.others]) ? 0 : 1;
  let shared = survey.requests + identity + described + firstPages(tables);
  shared += nextPages(tables.kept, survey) + nextPages(tables.others, survey);
  for (const stream of streams) {
    const event = events.find(({ pending }) => pending.stream.name === stream);
    plans.set(stream, {
      records: event === undefined ? recordsOf(stream, survey) : expectedRows(event),
      requests: (event?.offer.requests ?? 0) + shared,
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

/** Composites for the first pages of the tables. */
function firstPages({ kept, others }: PlannedTables): number {
  return Math.ceil(kept.length / compositeQueries) + Math.ceil(others.length / compositeQueries);
}

/** Requests for the pages after the first ones, together or one by one, whichever is cheaper. */
function nextPages(tables: readonly Table[], survey: Survey): number {
  const pages = tables
    .map((table) => Math.ceil(rowsOf(table, survey) / (table.cap?.page ?? pageSize)) - 1)
    .filter((count) => count > 0);
  const apart = pages.reduce((sum, count) => sum + count, 0);
  const together = Math.max(0, ...pages) * Math.ceil(pages.length / compositeQueries);
  return Math.min(apart, together);
}

function rowsOf(table: Table, survey: Survey): number {
  return survey.counts.get(table.key) ?? 0;
}

/** Rows of the first page, of queries, and of jobs. */
function expectedRows({ pending, first, rows = 0 }: PreparedEvents): number {
  const jobs = pending.state.windows.flatMap(({ bulk }) => bulk ?? []);
  const waiting = jobs.reduce((sum, job) => sum + job.rows - job.read, 0);
  return waiting + rows + (first?.rows.length ?? 0);
}

function recordsOf(name: string, survey: Survey): number {
  if (name === tenantStream) return 1;
  const sources = snapshotStreams.find((entry) => entry.name === name)?.sources ?? [];
  const rows = sources
    .filter((source) => source.sum === undefined)
    .map((source) => rowsOf(source.table, survey));
  if (name === 'role-assignments') return Math.max(...rows);
  return rows.reduce((sum, count) => sum + count, 0);
}
