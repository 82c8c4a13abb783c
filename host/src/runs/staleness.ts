import type { ManifestStream } from '@rollcall/core';

import { cadenceMs, type DueInput, isOn } from './due.js';

/** Streams of which nothing was collected for far longer than they should. */
export interface Staleness {
  /** The last collection of the stream that waits longest; when it was added, if there was none. */
  readonly since: Date;
  /** Names of the streams. */
  readonly streams: readonly string[];
}

/** What staleness is judged by. */
export interface StalenessFacts
  extends Pick<DueInput, 'streams' | 'chosen' | 'schedule' | 'lastTries' | 'now'> {
  /** When the integration was added. */
  readonly addedAt: Date;
}

/** So many cadences may pass: a failed try and a busy host are no alarm. */
const toleratedCadences = 3;

/**
 * Whether streams were not collected for three times their cadence; `undefined` when none is. One
 * that the provider does not have counts as collected when it was found absent.
 */
export function stalenessOf(facts: StalenessFacts): Staleness | undefined {
  const { streams, chosen, now } = facts;
  const waiting = streams
    .filter((stream) => isOn(stream, chosen))
    .map((stream) => ({ stream, since: collectedAt(stream, facts) }))
    .filter(({ stream, since }) => now.getTime() - since.getTime() > toleratedMs(stream, facts));
  if (waiting.length === 0) return undefined;
  return {
    since: new Date(Math.min(...waiting.map(({ since }) => since.getTime()))),
    streams: waiting.map(({ stream }) => stream.name),
  };
}

function collectedAt({ name }: ManifestStream, { lastTries, addedAt }: StalenessFacts): Date {
  return lastTries.get(name)?.done ?? addedAt;
}

function toleratedMs(stream: ManifestStream, { schedule }: StalenessFacts): number {
  return toleratedCadences * cadenceMs(stream, schedule);
}
