import {
  type BatchMessage,
  type Connector,
  hasCode,
  isRollcallError,
  RollcallError,
} from '@rollcall/core';

import { maxPayloadBytes } from '../frames.js';
import {
  type CollectInput,
  type HookTask,
  maxCursorBytes,
  type TestInput,
  windowSize,
} from '../protocol.js';
import type { WireMessage } from './host-channel.js';

/** How a hook ended: to be told to the host as its last word. */
export type HookEnd = Extract<WireMessage, { type: 'done' | 'stopped' }>;

/** What one execution needs of the process around it. */
export interface HookRunOptions {
  readonly send: (message: WireMessage, payload?: Uint8Array) => void;
  readonly signal: AbortSignal;
}

/** Runs one hook and sends what it yields, never more than the window ahead of the host. */
export class HookRun {
  readonly #options: HookRunOptions;
  #ahead = 0;
  #lastSeq = 0;
  #room = Promise.withResolvers<void>();

  /** One object for each execution. */
  constructor(options: HookRunOptions) {
    this.#options = options;
  }

  /** The host has dealt with one item. */
  taken(): void {
    this.#ahead -= 1;
    this.#room.resolve();
  }

  /**
   * Drives the hook to its end. After an abort the end is `stopped`, also when the connector has
   * returned: it may have left things unread.
   * @throws what the connector throws, unless that is the answer to an abort
   */
  async run(connector: Connector, task: HookTask): Promise<HookEnd> {
    const { signal } = this.#options;
    try {
      if (task.hook === 'collect') await this.#collect(connector, task.input);
      else await this.#test(connector, task.input);
    } catch (error) {
      if (signal.aborted && isAnswerToAbort(error)) return { type: 'stopped' };
      throw error;
    }
    return signal.aborted ? { type: 'stopped' } : { type: 'done', lastSeq: this.#lastSeq };
  }

  async #collect(connector: Connector, input: CollectInput): Promise<void> {
    for await (const message of connector.collect(this.#withSignal(input))) {
      if (message.type === 'batch') this.#sendBatch(message);
      else this.#options.send({ type: 'note', note: message });
      await this.#waitForRoom();
    }
  }

  async #test(connector: Connector, input: TestInput): Promise<void> {
    for await (const check of connector.testConnectivity(this.#withSignal(input))) {
      this.#options.send({ type: 'check', check });
      await this.#waitForRoom();
    }
  }

  #withSignal<Input>(input: Input): Input & { readonly signal: AbortSignal } {
    return { ...input, signal: this.#options.signal };
  }

  #sendBatch({ stream, records, cursor }: BatchMessage): void {
    const lines = records.map((record) => toJson(record, 'a record', stream));
    const payload = Buffer.from(lines.join('\n'), 'utf8');
    if (payload.length > maxPayloadBytes) throw tooLarge(stream, 'a batch', '16 MiB');
    const position = cursor === undefined ? undefined : toJson(cursor, 'a cursor', stream);
    if (position !== undefined && Buffer.byteLength(position) > maxCursorBytes) {
      throw tooLarge(stream, 'a cursor', '64 KiB');
    }
    this.#lastSeq += 1;
    const seq = this.#lastSeq;
    const head = { type: 'batch', stream, seq, count: records.length } as const;
    this.#options.send(position === undefined ? head : { ...head, cursor: position }, payload);
  }

  async #waitForRoom(): Promise<void> {
    this.#ahead += 1;
    while (this.#ahead >= windowSize) {
      await this.#room.promise;
      this.#room = Promise.withResolvers();
    }
  }
}

/** What an aborted connector throws is its way to stop, unless it names something of its own. */
function isAnswerToAbort(error: unknown): boolean {
  return !isRollcallError(error) || hasCode(error, 'RUN_CANCELLED');
}

function toJson(value: unknown, what: string, stream: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new RollcallError('RECORD_INVALID', `${what} of ${stream} cannot be written as JSON`, {
      cause: error,
    });
  }
  if (text !== undefined) return text;
  throw new RollcallError('RECORD_INVALID', `${what} of ${stream} cannot be written as JSON`);
}

function tooLarge(stream: string, what: string, limit: string): RollcallError {
  return new RollcallError('HOOK_PROTOCOL', `the stream ${stream} gave ${what} above ${limit}`);
}
