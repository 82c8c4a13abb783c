import type { Clock } from '@rollcall/core';
import cliProgress from 'cli-progress';

import type { RunEventView } from '../events/run-events.js';
import { isObject } from '../plugins/json-shape.js';
import { count, countOf } from './format.js';
import type { CliIo } from './io.js';

/** Shows the events of a run as they come. */
export interface Progress {
  show(event: RunEventView): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

/** What an event of type `stream` says. */
interface StreamProgress {
  readonly stream: string;
  readonly status: string;
  readonly records: number;
  readonly expected: number | undefined;
  readonly reason: string | undefined;
}

const plainLineEveryMs = 5_000;

/** A bar per stream on a terminal; elsewhere a plain line now and then. */
export function progressFor(io: CliIo, clock: Clock): Progress {
  return io.stderrIsTty ? barProgress(io) : lineProgress(io, clock);
}

function barProgress(io: CliIo): Progress {
  const bars = new cliProgress.MultiBar(
    {
      stream: io.stderr as NodeJS.WriteStream, // the library's types ask for more than it uses
      format: '{name} {bar} {percentage} %  {records}',
      hideCursor: true,
      clearOnComplete: false,
      linewrap: false,
      barsize: 24,
    },
    cliProgress.Presets.shades_classic,
  );
  const byStream = new Map<string, cliProgress.SingleBar>();
  const show = (event: RunEventView): void => {
    const progress = streamProgress(event);
    if (!progress) {
      const text = noteText(event);
      if (text) bars.log(`${text}\n`);
      return;
    }
    const hasEnded = isEnd(progress.status);
    const total = hasEnded ? progress.records : Math.max(progress.expected ?? 0, progress.records);
    const payload = { name: progress.stream.padEnd(24), records: recordsText(progress) };
    const bar = byStream.get(progress.stream) ?? bars.create(Math.max(1, total), 0, payload);
    byStream.set(progress.stream, bar);
    bar.setTotal(Math.max(1, total));
    bar.update(hasEnded ? Math.max(1, total) : progress.records, payload);
  };
  return { show, stop: () => bars.stop() };
}

function lineProgress(io: CliIo, clock: Clock): Progress {
  const lastShown = new Map<string, { at: number; status: string }>();
  const show = (event: RunEventView): void => {
    const progress = streamProgress(event);
    if (!progress) {
      const text = noteText(event);
      if (text) io.stderr.write(`${text}\n`);
      return;
    }
    const last = lastShown.get(progress.stream);
    const now = clock.now().getTime();
    const isNew = last?.status !== progress.status;
    if (!isNew && last && now - last.at < plainLineEveryMs) return;
    if (progress.status === 'waiting') return;
    lastShown.set(progress.stream, { at: now, status: progress.status });
    io.stderr.write(`${progress.stream}: ${recordsText(progress)}\n`);
  };
  return { show, stop: () => undefined };
}

function recordsText({ status, records, expected, reason }: StreamProgress): string {
  if (status === 'skipped' || status === 'failed') {
    return reason === undefined ? status : `${status}: ${reason}`;
  }
  if (isEnd(status)) return `${status}, ${countOf(records, 'record')}`;
  // What was estimated too low, or not at all, says nothing.
  const isTelling = expected !== undefined && expected > 0 && expected >= records;
  return isTelling
    ? `${count(records)} of about ${countOf(expected, 'record')}`
    : countOf(records, 'record');
}

function isEnd(status: string): boolean {
  return status !== 'running' && status !== 'waiting';
}

function noteText(event: RunEventView): string | undefined {
  if (event.type !== 'note' || !isObject(event.data)) return undefined;
  const { message } = event.data;
  return typeof message === 'string' ? message : undefined;
}

function streamProgress({ type, data }: RunEventView): StreamProgress | undefined {
  if (type !== 'stream' || !isObject(data) || typeof data.stream !== 'string') return undefined;
  return {
    stream: data.stream,
    status: String(data.status ?? 'running'),
    records: Number(data.records ?? 0),
    expected: typeof data.expected === 'number' ? data.expected : undefined,
    reason: typeof data.reason === 'string' ? data.reason : undefined,
  };
}
