import { type CollectMessage, endsRun, type Log, type TimeSpan } from '@rollcall/core';

import type { Reading } from '../reading/read-tables.js';
import type { EventStream } from '../streams/event-stream.js';
import { readEvents } from './read-events.js';

/**
 * Reads spans again of which the host has fewer rows than the org. They are short, so that they are
 * no part of the cursor: broken off, the host asks for them again.
 * @throws errors that end the run; others leave the spans as they are
 */
export async function* readSpansAgain(
  reading: Reading,
  stream: EventStream,
  { spans, log }: { readonly spans: readonly TimeSpan[]; readonly log: Log },
): AsyncGenerator<CollectMessage> {
  const [first] = spans;
  if (first === undefined) return;
  const { collectorId } = reading.knowledge;
  const state = { head: first.from, windows: spans };
  try {
    for await (const { rows } of readEvents(reading, stream, { state })) {
      const records = rows.map((row) => stream.map(row, collectorId));
      yield { type: 'batch', stream: stream.name, records };
    }
  } catch (error) {
    if (endsRun(error)) throw error;
    log.warn(
      `${stream.label} cannot be read again: ${error instanceof Error ? error.message : ''}`,
    );
  }
}
