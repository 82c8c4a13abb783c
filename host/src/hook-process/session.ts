import type { Readable } from 'node:stream';

import {
  type ConnectivityCheck,
  type ErrorData,
  isRollcallError,
  RollcallError,
  toErrorData,
} from '@rollcall/core';

import { explainExit } from './explain-exit.js';
import { protocolError } from './fields.js';
import { encodeFrame, FrameReader } from './frames.js';
import { type HookHttp, HttpDoor } from './http-door.js';
import { type LaunchedProcess, launch } from './launch.js';
import type { IsolationLevel } from './level.js';
import { LogDoor, type LogSink } from './log-door.js';
import { pluginError } from './plugin-error.js';
import {
  type ChildMessage,
  type ClockReading,
  type CollectNote,
  type DoneMessage,
  type HookTask,
  type HostBatch,
  type ParentMessage,
  type SliceEndMessage,
  windowSize,
} from './protocol.js';
import { readChildMessage } from './read-child-message.js';
import { watchLimits } from './watch-limits.js';

/** Limits of one hook process. */
export interface HookLimits {
  /** Longest life, in milliseconds; then it is asked to stop. */
  readonly sliceMs: number;
  /** Most memory, in MiB, buffers included. */
  readonly memoryMb: number;
  /** Time from asking to ending, in milliseconds. */
  readonly graceMs: number;
  /** Longest time without a sign of life while the host owes it nothing. 120,000 when absent. */
  readonly silenceMs?: number;
}

/** One execution of a hook, without its input. */
export interface SessionOptions {
  /** The plugin's folder: all that the process may read. */
  readonly pluginDir: string;
  /** The manifest's `entry`. */
  readonly entry: string;
  /** The broker, for this run. */
  readonly http: HookHttp;
  /** Gets what the plugin logs and prints, bounded. Must redact, must not throw. */
  readonly log: LogSink;
  readonly clock: () => ClockReading;
  readonly limits: HookLimits;
  /** Cancels: its reason is thrown if it is a `RollcallError`, else `RUN_CANCELLED`. */
  readonly signal: AbortSignal;
  readonly level: IsolationLevel;
}

/** One execution of a hook. */
export interface HookOptions<Input> extends SessionOptions {
  readonly input: Input;
}

/** What a hook yields, before the end. */
export type SessionItem =
  | CollectNote
  | HostBatch
  | { readonly type: 'check'; readonly check: ConnectivityCheck };

/** How a hook ended, if not by an error. */
export type SessionEnd = DoneMessage | SliceEndMessage;

/** The host's side of one hook process: checks what it says, answers it, and ends it. */
export class HookSession {
  readonly #process: LaunchedProcess;
  readonly #options: SessionOptions;
  readonly #http: HttpDoor;
  readonly #log: LogDoor;
  readonly #queue: SessionItem[] = [];
  readonly #disposers: (() => void)[] = [];
  #changed = Promise.withResolvers<void>();
  #end: SessionEnd | { readonly error: unknown } | undefined;
  #finalSaid = false;
  #stopping: 'slice' | 'cancel' | undefined;
  #untaken = 0;
  #given = false;
  #lastSeq = 0;
  #heardAt = performance.now();

  private constructor(process: LaunchedProcess, options: SessionOptions) {
    this.#process = process;
    this.#options = options;
    this.#log = new LogDoor(options.log);
    this.#http = new HttpDoor({
      http: options.http,
      send: (message, payload) => this.#send(message, payload),
      now: () => options.clock().now,
    });
  }

  /**
   * Starts the process and the hook.
   * @throws `PLUGIN_INVALID` when the folder cannot be used; the signal's reason when it has aborted
   */
  static async open(task: HookTask, options: SessionOptions): Promise<HookSession> {
    if (options.signal.aborted) throw cancelError(options.signal);
    const process = await launch({ ...options, memoryMb: options.limits.memoryMb });
    const session = new HookSession(process, options);
    session.#listen();
    session.#limit();
    session.#send({
      type: 'start',
      entry: process.entryUrl,
      task,
      clock: options.clock(),
    });
    return session;
  }

  /**
   * The next item, or how the hook ended. Asking for it says that the one before is dealt with: the
   * process is at most four items ahead.
   * @throws what ended the hook: its own error, the signal's reason, or a code that begins with `HOOK_`
   */
  async next(): Promise<SessionItem | SessionEnd> {
    this.#take();
    for (;;) {
      const item = this.#stopping === 'cancel' ? undefined : this.#queue.shift();
      if (item !== undefined) {
        this.#given = true;
        return item;
      }
      if (this.#end !== undefined) {
        if ('error' in this.#end) throw this.#end.error;
        return this.#end;
      }
      await this.#changed.promise;
      this.#changed = Promise.withResolvers();
    }
  }

  /** An error of one stream as the host tells it: what only the host can know is in its own words. */
  tell(error: ErrorData): ErrorData {
    const { http } = this.#options;
    return toErrorData(pluginError(error, http.stopped?.(), this.#http.refusals));
  }

  /** Returns when the process is gone: at once by force, unless it said its last word by itself. */
  async close(): Promise<void> {
    this.#http.close(new RollcallError('RUN_CANCELLED', 'the hook has ended'));
    for (const dispose of this.#disposers) dispose();
    if (!this.#finalSaid) this.#process.kill();
    const patience = setTimeout(() => this.#process.kill(), this.#options.limits.graceMs);
    await this.#process.ended;
    clearTimeout(patience);
  }

  #take(): void {
    if (!this.#given) return;
    this.#given = false;
    this.#untaken -= 1;
    this.#send({ type: 'taken' });
  }

  #listen(): void {
    const { channel, output, ended } = this.#process;
    const reader = new FrameReader();
    channel.on('data', (piece: Buffer) => this.#hear(reader, piece));
    // a broken channel shows itself in the end of the process
    channel.on('error', () => this.#process.kill());
    channel.on('close', () => this.#killSoon());
    for (const stream of output) this.#print(stream);
    ended.then((end) => {
      this.#finish({ error: explainExit(end, this.#process.errorOutput()) });
    });
  }

  /** A process that has closed its channel is ending; the delay lets its exit status be seen. */
  #killSoon(): void {
    const timer = setTimeout(() => this.#process.kill(), 250);
    this.#process.ended.then(() => clearTimeout(timer));
  }

  #print(stream: Readable): void {
    stream.on('data', (text: Buffer) => this.#log.print(text.toString('utf8')));
  }

  #limit(): void {
    const { limits, signal } = this.#options;
    const slice = setTimeout(() => this.#stop('slice'), limits.sliceMs);
    const cancel = () => this.#stop('cancel');
    signal.addEventListener('abort', cancel, { once: true });
    const stopWatching = watchLimits({
      process: this.#process,
      memoryBytes: limits.memoryMb * 1024 * 1024,
      silenceMs: limits.silenceMs ?? 120_000,
      silentForMs: () => this.#silentForMs(),
      onPassed: (error) => this.#break(error),
    });
    this.#disposers.push(
      () => clearTimeout(slice),
      () => signal.removeEventListener('abort', cancel),
      stopWatching,
    );
  }

  /** Waiting for the host is no silence. */
  #silentForMs(): number {
    if (this.#http.underWay > 0 || this.#untaken > 0) this.#heardAt = performance.now();
    return performance.now() - this.#heardAt;
  }

  #hear(reader: FrameReader, piece: Buffer): void {
    this.#heardAt = performance.now();
    if (this.#finalSaid) return;
    try {
      for (const frame of reader.push(piece)) this.#handle(readChildMessage(frame));
    } catch (error) {
      this.#break(isRollcallError(error) ? error : protocolError('what is no message', error));
    }
  }

  #handle(message: ChildMessage): void {
    if (this.#finalSaid) return;
    if (message.type === 'note') this.#enqueue(message.note);
    else if (message.type === 'batch') this.#enqueueBatch(message);
    else if (message.type === 'check') this.#enqueue(message);
    else if (message.type === 'log') {
      this.#log.write(message.level, message.message, message.fields);
    } else if ('id' in message) this.#http.handle(message);
    else this.#conclude(message);
  }

  #enqueueBatch(batch: HostBatch): void {
    if (batch.seq !== this.#lastSeq + 1) {
      throw protocolError(`batch ${batch.seq} after batch ${this.#lastSeq}`);
    }
    this.#lastSeq = batch.seq;
    this.#enqueue(batch);
  }

  #enqueue(item: SessionItem): void {
    this.#untaken += 1;
    if (this.#untaken > windowSize) throw protocolError(`more than ${windowSize} items ahead`);
    this.#queue.push(item);
    this.#changed.resolve();
  }

  #conclude(message: Extract<ChildMessage, { type: 'done' | 'stopped' | 'failed' }>): void {
    if (message.type === 'done' && message.lastSeq !== this.#lastSeq) {
      throw protocolError(`"done" naming batch ${message.lastSeq} after batch ${this.#lastSeq}`);
    }
    if (message.type === 'stopped' && this.#stopping === undefined) {
      throw protocolError('"stopped" without having been asked to stop');
    }
    this.#finalSaid = true;
    if (message.type === 'failed') {
      const stopped = this.#options.http.stopped?.();
      this.#finish({ error: pluginError(message.error, stopped, this.#http.refusals) });
    } else this.#finish(message.type === 'done' ? message : { type: 'sliceEnd' });
  }

  #stop(why: 'slice' | 'cancel'): void {
    if (why === 'cancel') {
      this.#stopping = why;
      this.#http.abort(cancelError(this.#options.signal));
    }
    this.#stopping ??= why;
    this.#send({ type: 'abort' });
    const grace = setTimeout(() => this.#process.kill(), this.#options.limits.graceMs);
    this.#disposers.push(() => clearTimeout(grace));
  }

  #break(error: RollcallError): void {
    this.#finish({ error }, true);
    this.#process.kill();
  }

  /** The first end counts; `why` of an unexpected end gives way to why the host stopped it. */
  #finish(end: SessionEnd | { readonly error: unknown }, certain = this.#finalSaid): void {
    if (this.#end !== undefined) return;
    if (this.#stopping === 'cancel') this.#end = { error: cancelError(this.#options.signal) };
    else if (this.#stopping === 'slice' && !certain) this.#end = { type: 'sliceEnd' };
    else this.#end = end;
    this.#changed.resolve();
  }

  #send(message: ParentMessage, payload?: Uint8Array): void {
    if (!this.#process.channel.writable) return;
    for (const bytes of encodeFrame(message, payload)) this.#process.channel.write(bytes);
  }
}

function cancelError(signal: AbortSignal): RollcallError {
  if (isRollcallError(signal.reason)) return signal.reason;
  return new RollcallError('RUN_CANCELLED', 'the run was cancelled', { cause: signal.reason });
}
