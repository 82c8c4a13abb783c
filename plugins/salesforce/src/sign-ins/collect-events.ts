import {
  type CollectMessage,
  type Cursor,
  endsRun,
  hasCode,
  type Log,
  toErrorData,
} from '@rollcall/core';

import { compositeQueries } from '../api/composite.js';
import { id, type Row } from '../api/row.js';
import { pageSize } from '../api/version.js';
import { writeKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { permissionHint } from '../snapshot/visibility.js';
import type { EventStream } from '../streams/event-stream.js';
import { seesAllEvents } from './pending-events.js';
import type { PreparedEvents } from './prepare-events.js';
import { type BulkEvent, readBulk, type Waiting } from './read-bulk.js';
import { plainLanes, readEvents } from './read-events.js';
import { type ReadState, writeState } from './windows.js';

/** What collecting one stream of events needs. */
export interface EventRun {
  readonly reading: Reading;
  readonly prepared: PreparedEvents;
  readonly waiting: Waiting;
  /** Permissions that the integration user holds; `undefined` when unknown. */
  readonly held: ReadonlySet<string> | undefined;
  readonly log: Log;
}

/**
 * Reads what the state lists, and ends with `wait` where a Bulk job takes long. An object that may not be read is skipped, and so is one of which only
 * the own rows are visible once they are stored; another error fails the stream.
 */
export async function* collectEvents(run: EventRun): AsyncGenerator<CollectMessage> {
  const { reading, prepared } = run;
  const { stream } = prepared.pending;
  const collectorId = reading.knowledge.collectorId;
  const sight = new Sight(run);
  try {
    for await (const event of readAll(run)) {
      const rows = 'rows' in event ? event.rows : [];
      sight.note(rows);
      const records = rows.map((row) => stream.map(row, collectorId));
      const cursor =
        event.state === undefined ? {} : { cursor: cursorOf(reading, event.state, sight) };
      yield { type: 'batch', stream: stream.name, records, ...cursor };
      if (!('until' in event)) continue;
      const reason = `Salesforce prepares the ${stream.label} (Bulk API)`;
      yield { type: 'wait', until: event.until.toISOString(), reason };
      return;
    }
  } catch (error) {
    if (endsRun(error)) throw error;
    yield endingOf(stream, error);
    return;
  }
  if (sight.isOwnOnly) yield ownOnly(stream);
}

/** The cursor of a state that nothing was read of yet. */
export function cursorBefore(run: EventRun, state: ReadState): Cursor {
  return cursorOf(run.reading, state, new Sight(run));
}

/** What queries read, then what jobs read; again where a job leaves its window to queries. */
async function* readAll(run: EventRun): AsyncGenerator<BulkEvent> {
  const { reading, prepared, waiting } = run;
  const { stream } = prepared.pending;
  let { state } = prepared.pending;
  let { first } = prepared;
  while (state.windows.length > 0) {
    for await (const page of readEvents(reading, stream, { state, first, ...waysOf(run) })) {
      state = page.state;
      yield page;
    }
    first = undefined;
    const window = state.windows.find(({ bulk }) => bulk !== undefined);
    if (window === undefined) return;
    for await (const event of readBulk(reading, stream, { state, window, ...waiting })) {
      state = event.state ?? state;
      yield event;
      if ('until' in event) return;
    }
  }
}

/** How queries are asked: where Bulk was chosen and fails, in composites, for there is much to read. */
function waysOf({ reading, prepared }: EventRun) {
  const { transport, requests } = prepared.offer;
  const rows = reading.knowledge.compositeRows ?? pageSize;
  const isComposite = transport !== 'REST' && rows * compositeQueries > pageSize;
  return { isComposite, lanes: requests > plainLanes ? plainLanes : 1 };
}

/** Whose rows were visible so far. */
class Sight {
  #own = 0;
  #others = 0;
  readonly #run: EventRun;

  constructor(run: EventRun) {
    this.#run = run;
  }

  note(rows: readonly Row[]): void {
    const { stream } = this.#run.prepared.pending;
    const collectorId = this.#run.reading.knowledge.collectorId;
    const own = rows.filter((row) => isOwn(stream, row, collectorId)).length;
    this.#own += own;
    this.#others += rows.length - own;
  }

  /** Nothing proves that all are visible, and nobody else's was, in this run and the ones before. */
  get isOwnOnly(): boolean {
    const { held, prepared } = this.#run;
    const { pending } = prepared;
    if (pending.stream.ownerField === undefined || this.#others > 0) return false;
    return !seesAllEvents(pending.stream, held) && (this.#own > 0 || pending.sawOwnOnly);
  }
}

/** The cursor that holds a state, what was seen, and what was learned. */
function cursorOf(reading: Reading, state: ReadState, sight: Sight): Cursor {
  const sees = sight.isOwnOnly ? { sees: 'own' } : {};
  return { ...writeState(state), ...sees, knowledge: writeKnowledge(reading.knowledge) };
}

function isOwn(stream: EventStream, row: Row, collectorId: string | undefined): boolean {
  return stream.ownerField !== undefined && id(row, stream.ownerField) === collectorId;
}

function ownOnly(stream: EventStream): CollectMessage {
  return {
    type: 'skipped',
    stream: stream.name,
    reason: `Only the integration user’s own ${stream.label} are visible (${stream.object})`,
    hint: permissionHint(stream.permission),
    setupStep: 'permission-set',
  };
}

function endingOf(stream: EventStream, error: unknown): CollectMessage {
  if (hasCode(error, 'PERMISSION_MISSING')) {
    return {
      type: 'skipped',
      stream: stream.name,
      reason: `The integration user may not read ${stream.label} (${error.message})`,
      hint: permissionHint(stream.permission),
      setupStep: 'permission-set',
    };
  }
  return { type: 'failed', stream: stream.name, error: toErrorData(error) };
}
