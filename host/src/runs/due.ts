import { createHash } from 'node:crypto';

import type { ManifestStream } from '@rollcall/core';

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const defaultCadence = '1d';
const maxJitterMs = 10 * 60_000;
const retryAfterMs = 3_600_000;

/** Milliseconds of a manifest duration such as `15m`. The manifest's schema has checked its form. */
export function durationMs(duration: string): number {
  const match = /^(\d+)([smhd])$/.exec(duration);
  const unit = match?.[2];
  if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return 0;
  return Number(match?.[1]) * unitMs[unit];
}

/** When a stream was last read to its end, and when that was last tried. */
export interface LastTry {
  readonly done: Date | undefined;
  readonly tried: Date;
}

/** What decides which streams are due. */
export interface DueInput {
  readonly integrationId: string;
  readonly streams: readonly ManifestStream[];
  /** Names of the streams that a person chose; the manifest's defaults when absent. */
  readonly chosen?: readonly string[] | undefined;
  /** Durations that a person chose, by stream. */
  readonly schedule?: Readonly<Record<string, string>> | undefined;
  /** What became of each stream before; absent for one that was never tried. */
  readonly lastTries: ReadonlyMap<string, LastTry>;
  readonly now: Date;
}

/** Whether the stream is on. */
export function isOn(stream: ManifestStream, chosen: readonly string[] | undefined): boolean {
  return chosen ? chosen.includes(stream.name) : stream.enabled !== false;
}

/** How often a stream is read, in milliseconds: as the person, the plugin, or nobody said. */
export function cadenceMs(
  stream: Pick<ManifestStream, 'name' | 'cadence'>,
  schedule: DueInput['schedule'],
): number {
  return durationMs(schedule?.[stream.name] ?? stream.cadence ?? defaultCadence);
}

/**
 * When a stream is due next: its cadence after it was read, or an hour after a try that failed where
 * that is sooner. A stable jitter of up to ten minutes spreads the load.
 */
export function nextDue(
  integrationId: string,
  stream: ManifestStream,
  options: Pick<DueInput, 'schedule' | 'lastTries'>,
): Date {
  const last = options.lastTries.get(stream.name);
  if (!last) return new Date(0);
  const cadence = cadenceMs(stream, options.schedule);
  const failed = last.done === undefined || last.done < last.tried;
  const pause = failed ? Math.min(cadence, retryAfterMs) : cadence;
  const spread = Math.min(maxJitterMs, pause / 10);
  const digest = createHash('sha256').update(`${integrationId} ${stream.name}`).digest();
  const jitter = (digest.readUInt32BE(0) / 2 ** 32) * spread;
  return new Date(last.tried.getTime() + pause + jitter);
}

/** Names of the streams that are on and due, in the manifest's order. */
export function dueStreams(input: DueInput): string[] {
  return input.streams
    .filter((stream) => isOn(stream, input.chosen))
    .filter((stream) => nextDue(input.integrationId, stream, input) <= input.now)
    .map((stream) => stream.name);
}
