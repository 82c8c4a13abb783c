import {
  type CollectMessage,
  type Cursor,
  endsRun,
  hasCode,
  type Log,
  toErrorData,
} from '@rollcall/core';

import { id, type Row } from '../api/row.js';
import { writeKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { permissionHint } from '../snapshot/visibility.js';
import type { EventStream } from '../streams/event-stream.js';
import { readEvents } from './read-events.js';
import { type ReadState, writeState } from './windows.js';

/** What collecting one stream of events needs. */
export interface EventRun {
  readonly reading: Reading;
  readonly stream: EventStream;
  readonly state: ReadState;
  readonly log: Log;
}

/** Reads what the state lists. An object that may not be read is skipped, another error fails the stream. */
export async function* collectEvents(run: EventRun): AsyncGenerator<CollectMessage> {
  const { reading, stream } = run;
  const collectorId = reading.knowledge.collectorId;
  const seen = { own: 0, others: 0 };
  try {
    for await (const page of readEvents(reading, stream, run.state)) {
      for (const row of page.rows) {
        if (isOwn(stream, row, collectorId)) seen.own += 1;
        else seen.others += 1;
      }
      const records = page.rows.map((row) => stream.map(row, collectorId));
      yield { type: 'batch', stream: stream.name, records, cursor: cursorOf(run, page.state) };
    }
  } catch (error) {
    if (endsRun(error)) throw error;
    yield endingOf(stream, error);
    return;
  }
  if (seen.own > 0 && seen.others === 0) {
    run.log.warn(`Only the ${stream.label} of the integration user itself are visible`, {
      hint: permissionHint(stream.permission),
    });
  }
}

/** The cursor that holds a state, and what was learned. */
export function cursorOf(run: EventRun, state: ReadState): Cursor {
  return { ...writeState(state), knowledge: writeKnowledge(run.reading.knowledge) };
}

function isOwn(stream: EventStream, row: Row, collectorId: string | undefined): boolean {
  return stream.ownerField !== undefined && id(row, stream.ownerField) === collectorId;
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
