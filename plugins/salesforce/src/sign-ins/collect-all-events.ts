import { type CollectMessage, endsRun } from '@rollcall/core';

import { beginBulk } from './begin-bulk.js';
import { collectEvents, cursorBefore, type EventRun } from './collect-events.js';

/**
 * Makes the jobs of streams that are read by Bulk, so that the org works on them while the rest is
 * read. Each is committed before anything else. Gives the runs as they are to be collected.
 * @throws errors that end the run; others leave the stream to queries
 */
export async function* beginJobs(
  runs: readonly EventRun[],
): AsyncGenerator<CollectMessage, readonly EventRun[]> {
  const begun: EventRun[] = [];
  for (const run of runs) {
    const started = await begin(run);
    begun.push(started ?? withFallback(run));
    if (started === undefined || started === run) continue;
    const { stream, state } = started.prepared.pending;
    const cursor = cursorBefore(started, state);
    yield { type: 'batch', stream: stream.name, records: [], cursor };
  }
  return begun;
}

/**
 * Reads the streams of events, those by Bulk last. Where a job takes long, the streams that are read
 * to their end are told, and the last message is `wait`.
 */
export async function* collectAllEvents(runs: readonly EventRun[]): AsyncGenerator<CollectMessage> {
  const isBulk = (run: EventRun) => run.prepared.offer.transport === 'Bulk';
  const ordered = [...runs.filter((run) => !isBulk(run)), ...runs.filter(isBulk)];
  const finished: string[] = [];
  let wait: CollectMessage | undefined;
  for (const run of ordered) {
    let end: CollectMessage | undefined;
    for await (const message of collectEvents(run)) {
      if (message.type === 'wait') wait = earlier(wait, message);
      else yield message;
      if (message.type !== 'batch') end = message;
    }
    if (end === undefined) finished.push(run.prepared.pending.stream.name);
  }
  if (wait === undefined) return;
  for (const stream of finished) yield { type: 'progress', stream, fraction: 1 };
  yield wait;
}

/** The run with its job; itself where none is to be made; `undefined` where none can be. */
async function begin(run: EventRun): Promise<EventRun | undefined> {
  const { prepared, reading, waiting, log } = run;
  const { pending, offer, rows = 0 } = prepared;
  const { stream, state } = pending;
  if (offer.transport !== 'Bulk' || state.windows.some(({ bulk }) => bulk)) return run;
  try {
    const now = waiting.clock.providerNow();
    const waits = await beginBulk(reading, { stream, state, rows, now });
    if (waits === undefined) return undefined;
    return { ...run, prepared: { ...prepared, pending: { ...pending, state: waits } } };
  } catch (error) {
    if (endsRun(error)) throw error;
    log.warn(`no Bulk job for ${stream.label}: ${error instanceof Error ? error.message : ''}`);
    return undefined;
  }
}

function withFallback(run: EventRun): EventRun {
  const { prepared } = run;
  return { ...run, prepared: { ...prepared, offer: prepared.fallback } };
}

function earlier(one: CollectMessage | undefined, other: CollectMessage): CollectMessage {
  if (one?.type !== 'wait' || other.type !== 'wait') return other;
  return one.until < other.until ? one : other;
}
