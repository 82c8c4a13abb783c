import type { CollectMessage, StreamRun, TimeSpan } from '@rollcall/core';

import { instantLiteral } from '../api/soql.js';
import type { Question, Reply } from '../reading/ask.js';
import type { EventStream } from '../streams/event-stream.js';

/** A span of a stream of which the org is asked how many rows it has. */
export interface SpanCount {
  readonly stream: EventStream;
  readonly span: TimeSpan;
}

/** The spans that the host wants to have counted. */
export function spansToCount(
  streams: readonly EventStream[],
  runs: readonly StreamRun[],
): readonly SpanCount[] {
  return streams.flatMap((stream) => {
    const run = runs.find(({ name }) => name === stream.name);
    return (run?.count ?? []).map((span) => ({ stream, span }));
  });
}

/** Asks for the rows of one span, by the org's own count. */
export function spanQuestion({ stream, span }: SpanCount): Question {
  const { object, timeField } = stream;
  const where = [
    `${timeField} >= ${instantLiteral(span.from)}`,
    `${timeField} < ${instantLiteral(span.to)}`,
  ];
  return { key: keyOf(stream, span), object, fields: ['COUNT()'], where };
}

/** What the org said; a span that it would not count is left out. */
export function* countedSpans(
  counts: readonly SpanCount[],
  replies: ReadonlyMap<string, Reply>,
): Generator<CollectMessage> {
  for (const { stream, span } of counts) {
    const reply = replies.get(keyOf(stream, span));
    if (reply === undefined || 'fault' in reply) continue;
    yield { type: 'counted', stream: stream.name, ...span, count: reply.totalSize };
  }
}

function keyOf({ object }: EventStream, { from, to }: TimeSpan): string {
  return `${object} ${from} ${to}`;
}
