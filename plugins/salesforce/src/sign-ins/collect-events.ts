import {
  type CollectMessage,
  type Cursor,
  endsRun,
  hasCode,
  type Log,
  toErrorData,
} from '@rollcall/core';

import type { Page } from '../api/query.js';
import { id, type Row } from '../api/row.js';
import { writeKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { permissionHint } from '../snapshot/visibility.js';
import type { EventStream } from '../streams/event-stream.js';
import { type PendingEvents, seesAllEvents } from './pending-events.js';
import { readEvents } from './read-events.js';
import { type ReadState, writeState } from './windows.js';

/** What collecting one stream of events needs. */
export interface EventRun {
  readonly reading: Reading;
  readonly pending: PendingEvents;
  /** The first page of the first window, where it was read already. */
  readonly first: Page | undefined;
  /** Permissions that the integration user holds; `undefined` when unknown. */
  readonly held: ReadonlySet<string> | undefined;
  readonly log: Log;
}

/**
 * Reads what the state lists. An object that may not be read is skipped, and so is one of which only
 * the own rows are visible once they are stored; another error fails the stream.
 */
export async function* collectEvents(run: EventRun): AsyncGenerator<CollectMessage> {
  const { reading, pending, first } = run;
  const { stream, state } = pending;
  const collectorId = reading.knowledge.collectorId;
  const sight = new Sight(run);
  try {
    for await (const page of readEvents(reading, stream, { state, first })) {
      sight.note(page.rows);
      const records = page.rows.map((row) => stream.map(row, collectorId));
      const cursor = cursorOf(reading, page.state, sight);
      yield { type: 'batch', stream: stream.name, records, cursor };
    }
  } catch (error) {
    if (endsRun(error)) throw error;
    yield endingOf(stream, error);
    return;
  }
  if (sight.isOwnOnly) yield ownOnly(stream);
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
    const { stream } = this.#run.pending;
    const collectorId = this.#run.reading.knowledge.collectorId;
    const own = rows.filter((row) => isOwn(stream, row, collectorId)).length;
    this.#own += own;
    this.#others += rows.length - own;
  }

  /** Nothing proves that all are visible, and nobody else's was, in this run and the ones before. */
  get isOwnOnly(): boolean {
    const { pending, held } = this.#run;
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
