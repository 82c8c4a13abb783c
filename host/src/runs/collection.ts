import {
  type CollectMessage,
  type ErrorData,
  errorCodes,
  type FailedMessage,
  fromErrorData,
  hasCode,
  type ManifestStream,
  RollcallError,
  toErrorData,
  type WaitMessage,
} from '@rollcall/core';

import { asUnavailable } from '../db/connection-error.js';
import type { Reconciler } from '../reconcile/reconciler.js';
import { resumeAtOf } from './ending-error.js';
import { type RunEnd, type StreamOutcome, unfinishedStatus } from './outcome.js';
import { expectedRecords, planStreams } from './plan.js';
import type { RunWriter, StreamPatch } from './run-writer.js';
import type { Sink, SinkBatch } from './sink.js';

/** What the host reads from a collecting hook process: like the plugin's messages, batches as text. */
export type SliceMessage =
  | Exclude<CollectMessage, { readonly type: 'batch' }>
  | (SinkBatch & { readonly type: 'batch'; readonly seq: number; readonly count: number })
  | { readonly type: 'done'; readonly lastSeq: number }
  | { readonly type: 'sliceEnd' };

/** A stream to read in the next slice. */
export interface PendingStream {
  readonly manifest: ManifestStream;
  /** JSON text, or `undefined` at the beginning. */
  readonly cursor: string | undefined;
}

/** What a collection works with. */
export interface CollectionOptions {
  /** The streams of the run, in order. */
  readonly streams: readonly ManifestStream[];
  /** Streams that an earlier worker of this run brought to an end. */
  readonly ended: ReadonlyMap<string, StreamOutcome>;
  readonly sink: Sink;
  readonly writer: Pick<RunWriter, 'plan' | 'stream' | 'note'>;
  /** Starts a hook process for the pending streams. */
  readonly startSlice: (streams: readonly PendingStream[]) => AsyncIterable<SliceMessage>;
  /** Binds the integration to the tenant. Throws `TENANT_CHANGED`. */
  readonly bindTenant: (id: string, name: string) => Promise<void>;
  /** Compares what is stored with the provider's counts; absent where nothing is stored. */
  readonly reconciler?: Pick<Reconciler, 'counted' | 'done'> | undefined;
  /** Requests that earlier workers of this run spent, by stream. */
  readonly requestsBefore: ReadonlyMap<string, number>;
  /** The host's time. */
  readonly now: () => Date;
  /** Requests counted so far, by purpose. */
  readonly receipt: () => Readonly<Record<string, number>>;
  /** The error of the broker that ends the run, also when the plugin swallowed it. */
  readonly stopped: () => RollcallError | undefined;
  /** Waits; ends early when the run is aborted. */
  readonly sleepUntil: (until: Date) => Promise<void>;
  readonly signal: AbortSignal;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
}

type SliceResult = 'done' | 'again' | 'stuck';

const progressEveryMs = 500;
const dayMs = 24 * 3_600_000;
/** Waits in a row in which nothing moved. */
const mostIdleWaits = 200;

/** One collection: a chain of hook processes, each continuing at the last checkpoint. */
export class Collection {
  readonly #options: CollectionOptions;
  readonly #outcomes: Map<string, StreamOutcome>;
  readonly #announced = new Map<string, number>();
  readonly #cursors = new Map<string, string | undefined>();
  #hasTenant = false;
  /** Checkpoints that moved and streams that ended. */
  #progress = 0;
  #waits = 0;

  constructor(options: CollectionOptions) {
    this.#options = options;
    this.#outcomes = new Map(options.ended);
  }

  /** Reads to the end. Errors become part of the result; only a lost lease or database is thrown. */
  async run(): Promise<{ readonly end: RunEnd; readonly streams: readonly StreamOutcome[] }> {
    const end = await this.#readAll();
    for (const stream of this.#pending()) await this.#finish(stream, end);
    return { end, streams: [...this.#outcomes.values()] };
  }

  async #readAll(): Promise<RunEnd> {
    const { signal, stopped } = this.#options;
    try {
      while (this.#pending().length > 0) {
        signal.throwIfAborted();
        const result = await this.#slice();
        const error = stopped();
        if (error) throw error;
        if (result === 'done') return { kind: 'done' };
        if (result === 'stuck') {
          throw new RollcallError(
            'HOOK_STUCK',
            'nothing moved: no checkpoint, and no stream came to its end',
          );
        }
        await this.#options.writer.note('slice', { pending: this.#pending().map((s) => s.name) });
      }
      return { kind: 'done' };
    } catch (error) {
      return this.#endOf(error);
    }
  }

  #endOf(error: unknown): RunEnd {
    const { signal, stopped } = this.#options;
    const reason: unknown = signal.aborted ? signal.reason : undefined;
    const fault = asUnavailable(stopped() ?? error, 'its address');
    if (hasCode(fault, 'LEASE_LOST', 'DATABASE_UNAVAILABLE')) throw fault;
    if (hasCode(reason, 'RUN_CANCELLED')) return { kind: 'cancelled' };
    if (reason !== undefined) throw reason;
    return { kind: 'error', error: toErrorData(fault), resumeAt: resumeAtOf(fault) };
  }

  #pending(): readonly ManifestStream[] {
    return this.#options.streams.filter((stream) => !this.#outcomes.has(stream.name));
  }

  async #slice(): Promise<SliceResult> {
    const { sink, startSlice } = this.#options;
    const pending: PendingStream[] = [];
    for (const manifest of this.#pending()) {
      pending.push({ manifest, cursor: await sink.open(manifest) });
    }
    for (const { manifest, cursor } of pending) this.#cursors.set(manifest.name, cursor);
    const before = this.#progress;
    let waiting: WaitMessage | undefined;
    for await (const message of startSlice(pending)) {
      this.#options.signal.throwIfAborted();
      if (message.type === 'done') return 'done';
      if (message.type === 'sliceEnd') break;
      if (message.type === 'wait') {
        waiting = message;
        break;
      }
      await this.#handle(message);
    }
    const hasProgress = this.#progress > before;
    if (waiting) return this.#wait(waiting, hasProgress);
    return hasProgress ? 'again' : 'stuck';
  }

  async #handle(
    message: Exclude<SliceMessage, { readonly type: 'done' | 'sliceEnd' | 'wait' }>,
  ): Promise<void> {
    const { writer, bindTenant, sink } = this.#options;
    switch (message.type) {
      case 'tenant':
        await bindTenant(message.id, message.name);
        this.#hasTenant = true;
        return;
      case 'plan':
        await writer.plan(
          { ...message, streams: planStreams(message.streams) },
          expectedRecords(message.streams),
        );
        return;
      case 'batch':
        await this.#commit(message);
        return;
      case 'snapshotComplete': {
        const end = await sink.completePass(message.stream, message.visibility).catch(keepShrank);
        if (end instanceof Error) return this.#fail(message.stream, toErrorData(end));
        return this.#done(message.stream, end.note);
      }
      case 'skipped':
        this.#end(message.stream, { status: 'skipped' });
        await writer.stream(message.stream, { ...message, status: 'skipped' });
        return;
      case 'failed':
        return this.#failed(message);
      case 'progress':
        if (message.fraction >= 1) return this.#done(message.stream);
        await this.#announce(message.stream);
        return;
      case 'counted':
        await this.#options.reconciler?.counted(message);
    }
  }

  async #commit(batch: SinkBatch): Promise<void> {
    if (!this.#hasTenant) {
      throw new RollcallError(
        'HOOK_PROTOCOL',
        'the plugin sent records before it named the tenant',
      );
    }
    await this.#options.sink.commit(batch);
    if (batch.cursor !== undefined && batch.cursor !== this.#cursors.get(batch.stream)) {
      this.#cursors.set(batch.stream, batch.cursor);
      this.#progress += 1;
    }
    await this.#announce(batch.stream);
  }

  /** At most two announcements a second for each stream. */
  async #announce(stream: string): Promise<void> {
    const { monotonic, writer } = this.#options;
    const now = monotonic();
    if (now - (this.#announced.get(stream) ?? Number.NEGATIVE_INFINITY) < progressEveryMs) return;
    this.#announced.set(stream, now);
    await writer.stream(stream, { status: 'running', ...this.#figures(stream) });
  }

  async #done(stream: string, note?: string): Promise<void> {
    const { writer, reconciler } = this.#options;
    this.#end(stream, { status: 'done' });
    await reconciler?.done(stream);
    await writer.stream(stream, {
      status: 'done',
      ...this.#figures(stream),
      ...(note === undefined ? {} : { reason: note }),
    });
  }

  /** An error that concerns the whole run ends it, also when the plugin put it on one stream. */
  async #failed({ stream, error }: FailedMessage): Promise<void> {
    const stop = this.#options.stopped();
    if (stop) throw stop;
    const { scope } = errorCodes[error.code];
    // A quota that only some requests need ends no run; one that all need would have stopped it.
    const isQuota = error.code === 'QUOTA_CEILING' || error.code === 'QUOTA_UNREADABLE';
    if (scope === 'run' && !isQuota) throw fromErrorData(error);
    await this.#fail(stream, error);
  }

  async #fail(stream: string, error: ErrorData): Promise<void> {
    this.#end(stream, { status: 'failed', error });
    await this.#options.writer.stream(stream, {
      status: 'failed',
      ...this.#figures(stream),
      error,
      reason: error.message,
      hint: error.hint,
      ...(error.setupStep === undefined ? {} : { setupStep: error.setupStep }),
    });
  }

  /** Requests of this worker and of those before it, and what the sink wrote where only it knows. */
  #figures(stream: string): StreamPatch {
    const before = this.#options.requestsBefore.get(stream) ?? 0;
    const requests = before + requestsOf(this.#options.receipt(), stream);
    return { requests, ...this.#options.sink.written?.(stream) };
  }

  #end(stream: string, outcome: StreamOutcome): void {
    this.#outcomes.set(stream, outcome);
    this.#progress += 1;
  }

  async #finish(stream: ManifestStream, end: RunEnd): Promise<void> {
    const status = unfinishedStatus(end);
    if (status === 'done') await this.#options.reconciler?.done(stream.name);
    const figures = this.#figures(stream.name);
    if (end.kind === 'error' && status === 'failed') {
      this.#outcomes.set(stream.name, { status, error: end.error });
    } else {
      this.#outcomes.set(stream.name, { status });
    }
    const why = end.kind === 'error' ? { reason: end.error.message, hint: end.error.hint } : {};
    await this.#options.writer.stream(stream.name, { status, ...figures, ...why });
  }

  /** Waits without a process, between a second and a day. */
  async #wait({ until, reason }: WaitMessage, hasProgress: boolean): Promise<SliceResult> {
    const { now, writer, sleepUntil } = this.#options;
    this.#waits = hasProgress ? 0 : this.#waits + 1;
    if (this.#waits > mostIdleWaits) return 'stuck';
    const present = now().getTime();
    const wanted = Date.parse(until);
    const at = new Date(Math.min(Math.max(wanted, present + 1000), present + dayMs));
    await writer.note('note', { waitUntil: at.toISOString(), reason });
    await sleepUntil(at);
    return 'again';
  }
}

/** Requests whose purpose is the stream, or begins with it. */
function requestsOf(receipt: Readonly<Record<string, number>>, stream: string): number {
  let sum = 0;
  for (const [purpose, count] of Object.entries(receipt)) {
    if (purpose === stream || purpose.startsWith(`${stream}/`)) sum += count;
  }
  return sum;
}

function keepShrank(error: unknown): RollcallError {
  if (hasCode(error, 'SNAPSHOT_SHRANK')) return error;
  throw error;
}
