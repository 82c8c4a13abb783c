import {
  type CollectMessage,
  type EntityRecord,
  endsRun,
  type Log,
  toErrorData,
} from '@rollcall/core';

import { type Reading, readTables, type TableEvent } from '../reading/read-tables.js';
import type { TableRequest } from '../reading/table-query.js';
import { type Facts, factsOf } from '../streams/facts.js';
import { type KeptTables, loadKeptTables } from './load-facts.js';
import { problemOf } from './problem.js';
import type { Problem, StreamPass } from './stream-pass.js';
import { permissionHint, seesAllRows } from './visibility.js';

const batchSize = 2000;

/** What a snapshot collection needs. */
export interface SnapshotRun {
  readonly reading: Reading;
  readonly passes: readonly StreamPass[];
  /** Permissions that the integration user holds; `undefined` when unknown. */
  readonly held: ReadonlySet<string> | undefined;
  /** Rows of tables that were counted in this run, by table key. */
  readonly counts: ReadonlyMap<string, number>;
  readonly log: Log;
}

/**
 * Reads the passes’ tables, each once however many streams it feeds, and ends every pass with
 * `snapshotComplete`, `skipped` or `failed`.
 * @throws errors that end the run
 */
export async function* collectSnapshots(run: SnapshotRun): AsyncGenerator<CollectMessage> {
  if (run.passes.length === 0) return;
  try {
    yield* readPasses(run);
  } catch (error) {
    if (endsRun(error)) throw error;
    for (const pass of run.passes.filter((entry) => !entry.hasEnded)) {
      yield { type: 'failed', stream: pass.stream.name, error: toErrorData(error) };
    }
  }
}

async function* readPasses(run: SnapshotRun): AsyncGenerator<CollectMessage> {
  const kept = await loadKeptTables(run.reading, run.passes);
  for (const problem of kept.problems.values()) {
    run.log.warn(problem.reason, { object: problem.table.object, hint: problem.hint });
  }
  const facts = factsOf(kept.rows, run.reading.knowledge.collectorId);
  for (const pass of run.passes) {
    for (const table of pass.stream.needs) {
      const problem = kept.problems.get(table.key);
      if (problem) pass.meet(problem);
    }
    yield* keptBatches(run, pass, kept, facts);
    yield* endIfOver(run, pass, kept);
  }
  for await (const event of readTables(run.reading, requestsOf(run))) {
    yield* eventBatches(run, event, facts);
    for (const pass of run.passes) yield* endIfOver(run, pass, kept);
  }
  for (const pass of run.passes.filter((entry) => !entry.hasEnded)) yield* ending(run, pass, kept);
}

/** Says how a pass ended as soon as it did. */
function* endIfOver(run: SnapshotRun, pass: StreamPass, kept: KeptTables) {
  if (pass.isOver && !pass.hasEnded) yield* ending(run, pass, kept);
}

function requestsOf(run: SnapshotRun): readonly TableRequest[] {
  const tables = new Map<string, TableRequest>();
  for (const pass of run.passes) {
    for (const { table } of pass.stream.sources) {
      if (!pass.wants(table)) continue;
      const other = tables.get(table.key);
      const after = other ? earlier(other.after, pass.after(table)) : pass.after(table);
      tables.set(table.key, { table, after, counted: run.counts.get(table.key) });
    }
  }
  return [...tables.values()];
}

/** Streams that share a table may stand at different ids: the table begins where both are served. */
function earlier(one: string | undefined, other: string | undefined): string | undefined {
  return one === other ? one : undefined;
}

/** Batches of what was read beforehand. */
function* keptBatches(
  run: SnapshotRun,
  pass: StreamPass,
  kept: KeptTables,
  facts: Facts,
): Generator<CollectMessage> {
  for (const { table } of pass.stream.sources) {
    if (!pass.wants(table)) continue;
    const problem = kept.problems.get(table.key);
    const rows = kept.rows.get(table.key);
    if (problem) pass.meet(problem);
    if (problem || rows === undefined) continue;
    const isWhole = !kept.partial.has(table.key);
    const page = { table, rows, isLast: true, isWhole, position: undefined };
    yield* batches(run, pass, pass.take(page, facts));
  }
}

function* eventBatches(
  run: SnapshotRun,
  event: TableEvent,
  facts: Facts,
): Generator<CollectMessage> {
  for (const pass of run.passes.filter((entry) => entry.wants(event.table))) {
    if (event.type === 'fault') {
      pass.meet(problemOf(event.table, event.fault));
      continue;
    }
    yield* batches(run, pass, pass.take(event, facts));
  }
}

/** One page may make more records than a batch carries; the cursor goes with the last part. */
function* batches(
  run: SnapshotRun,
  pass: StreamPass,
  records: readonly EntityRecord[],
): Generator<CollectMessage> {
  const stream = pass.stream.name;
  for (let from = 0; from + batchSize < records.length; from += batchSize) {
    yield { type: 'batch', stream, records: records.slice(from, from + batchSize) };
  }
  const rest = Math.max(0, Math.ceil(records.length / batchSize) - 1) * batchSize;
  const cursor = pass.cursor(run.reading.knowledge);
  yield { type: 'batch', stream, records: records.slice(rest), cursor };
}

/** How the pass ended. A refused part ends it; after a failure it is continued within a day. */
function* ending(run: SnapshotRun, pass: StreamPass, kept: KeptTables): Generator<CollectMessage> {
  const stream = pass.stream.name;
  pass.hasEnded = true;
  const failure = pass.problems.find((problem) => problem.error !== undefined);
  if (failure?.error) {
    yield { type: 'failed', stream, error: toErrorData(failure.error) };
    return;
  }
  const [first, ...more] = [...pass.problems, ...ownOnly(run, pass)];
  if (first) {
    yield* batches(run, pass, []);
    const reason = [first, ...more].map((problem) => problem.reason).join('; ');
    yield { type: 'skipped', stream, reason, hint: first.hint, setupStep: 'permission-set' };
    return;
  }
  const tables = [...pass.stream.sources.map((source) => source.table), ...pass.stream.needs];
  const all =
    pass.isWhole &&
    tables.every((table) => seesAllRows(table, run.held) && !kept.partial.has(table.key));
  yield { type: 'snapshotComplete', stream, visibility: all ? 'all' : 'unknown' };
}

/** Tables of which the org silently shows nothing but the caller's own rows. */
function ownOnly(run: SnapshotRun, pass: StreamPass): readonly Problem[] {
  const tables = pass.stream.sources.map((source) => source.table);
  const hidden = tables.filter(
    (table) =>
      table.owner !== undefined && !seesAllRows(table, run.held) && pass.ownersOf(table) < 2,
  );
  return hidden.map((table) => ({
    table,
    reason: `Only the integration user’s own ${table.label} are visible (${table.object})`,
    hint: permissionHint(table.permission),
  }));
}
