import {
  type ErrorCode,
  type HttpRequest,
  isRollcallError,
  RollcallError,
  toErrorData,
} from '@rollcall/core';

import { protocolError } from './fields.js';
import { maxPayloadBytes } from './frames.js';
import {
  type ChildMessage,
  type ClockReading,
  maxRequestsUnderWay,
  type ParentMessage,
  streamCredit,
} from './protocol.js';

/** A whole answer of the broker. */
export interface HookAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 16 MiB. Decompressed, unless `encoding` says otherwise. */
  readonly body: Uint8Array;
  /** The body is still gzip: the hook process inflates it, with a bound, on its own processor time. */
  readonly encoding?: 'gzip';
  /** Provider's time minus the host's, in milliseconds. */
  readonly providerOffsetMs: number;
}

/** An answer of the broker whose body comes in parts. */
export interface HookStreamAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Provider's time minus the host's, in milliseconds. */
  readonly providerOffsetMs: number;
  /** Decompressed. Ends only when the body is complete, else throws. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What the broker offers to one run. Both reject with a `RollcallError`, and when `signal` aborts. */
export interface HookHttp {
  /** `attempt` is 1, or more when an earlier body was broken: the broker then waits as its policy says. */
  request(request: HttpRequest, attempt: number, signal: AbortSignal): Promise<HookAnswer>;
  /** Tried again before the first part only. */
  stream(request: HttpRequest, signal: AbortSignal): Promise<HookStreamAnswer>;
  /** The error that ended the broker's session: what a plugin may say about it is then believed. */
  stopped?(): RollcallError | undefined;
}

/** How the door answers the child. */
export interface HttpDoorOptions {
  readonly http: HookHttp;
  readonly send: (message: ParentMessage, payload?: Uint8Array) => void;
  /** Milliseconds since 1970, by the host's clock. */
  readonly now: () => number;
}

/** What the child says about one request. */
export type RequestMessage = Extract<ChildMessage, { readonly id: number }>;

interface UnderWay {
  readonly abort: AbortController;
  credit: number;
  wake: () => void;
}

const chunkBytes = 1024 * 1024;

/** The child's requests: passed to the broker, their answers and parts sent back with back-pressure. */
export class HttpDoor {
  readonly #options: HttpDoorOptions;
  readonly #underWay = new Map<number, UnderWay>();
  readonly #refusals = new Map<ErrorCode, RollcallError>();
  #closed = false;
  #refusal: { readonly reason: unknown } | undefined;

  /** One door for each hook process. */
  constructor(options: HttpDoorOptions) {
    this.#options = options;
  }

  /** Requests that the host has not answered in full. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** What the broker refused requests with, the latest of each code: the plugin may pass it on. */
  get refusals(): ReadonlyMap<ErrorCode, RollcallError> {
    return this.#refusals;
  }

  /**
   * Takes what the child says about one request.
   * @throws `HOOK_PROTOCOL` when it has too many under way, or uses an id twice
   */
  handle(message: RequestMessage): void {
    if (message.type === 'request') this.#request(message.id, message.attempt, message.request);
    else if (message.type === 'stream') this.#stream(message.id, message.request);
    else if (message.type === 'credit') this.#credit(message.id, message.parts);
    else this.#drop(message.id);
  }

  #request(id: number, attempt: number, request: HttpRequest): void {
    this.#begin(id, async ({ abort }) => {
      const answer = await this.#options.http.request(request, attempt, abort.signal);
      if (answer.body.length > maxPayloadBytes) {
        throw new RollcallError('HTTP_BODY_TOO_LARGE', 'the answer is larger than 16 MiB');
      }
      const { status, headers, encoding } = answer;
      const clock = this.#clock(answer.providerOffsetMs);
      this.#send(
        { type: 'answer', id, status, headers, clock, ...(encoding ? { encoding } : {}) },
        answer.body,
      );
    });
  }

  #stream(id: number, request: HttpRequest): void {
    this.#begin(id, async (own) => {
      const answer = await this.#options.http.stream(request, own.abort.signal);
      const { status, headers } = answer;
      this.#send({
        type: 'head',
        id,
        status,
        headers,
        clock: this.#clock(answer.providerOffsetMs),
      });
      for await (const part of answer.body) await this.#sendPart(id, own, part);
      this.#send({ type: 'complete', id });
    });
  }

  #credit(id: number, parts: number): void {
    const own = this.#underWay.get(id);
    if (own === undefined) return;
    own.credit = Math.min(own.credit + parts, streamCredit);
    own.wake();
  }

  #drop(id: number): void {
    const own = this.#underWay.get(id);
    own?.abort.abort(new RollcallError('RUN_CANCELLED', 'the plugin dropped its request'));
    own?.wake();
  }

  /** Refuses what is under way and whatever is asked for from now on. */
  abort(reason: unknown): void {
    this.#refusal = { reason };
    for (const own of this.#underWay.values()) {
      own.abort.abort(reason);
      own.wake();
    }
  }

  /** Like `abort`, and nothing is sent to the child any more. */
  close(reason: unknown): void {
    this.#closed = true;
    this.abort(reason);
  }

  #begin(id: number, work: (own: UnderWay) => Promise<void>): void {
    if (this.#underWay.has(id)) throw protocolError(`the request ${id} twice`);
    if (this.#underWay.size >= maxRequestsUnderWay) {
      throw protocolError(`more than ${maxRequestsUnderWay} requests at once`);
    }
    const own: UnderWay = { abort: new AbortController(), credit: streamCredit, wake: () => {} };
    this.#underWay.set(id, own);
    if (this.#refusal) own.abort.abort(this.#refusal.reason);
    perform(own, work)
      .catch((error) => this.#refuse(id, own, error))
      .finally(() => this.#underWay.delete(id));
  }

  #refuse(id: number, own: UnderWay, error: unknown): void {
    // What the plugin dropped itself was not refused.
    if (isRollcallError(error) && !own.abort.signal.aborted) this.#refusals.set(error.code, error);
    this.#send({ type: 'refusal', id, error: toErrorData(error) });
  }

  async #sendPart(id: number, own: UnderWay, part: Uint8Array): Promise<void> {
    for (let at = 0; at < part.length; at += chunkBytes) {
      while (own.credit === 0 && !own.abort.signal.aborted) {
        await new Promise<void>((resolve) => {
          own.wake = resolve;
        });
      }
      own.abort.signal.throwIfAborted();
      own.credit -= 1;
      this.#send({ type: 'chunk', id }, part.subarray(at, at + chunkBytes));
    }
  }

  #clock(providerOffsetMs: number): ClockReading {
    return { now: this.#options.now(), providerOffsetMs };
  }

  #send(message: ParentMessage, payload?: Uint8Array): void {
    if (!this.#closed) this.#options.send(message, payload);
  }
}

async function perform(own: UnderWay, work: (own: UnderWay) => Promise<void>): Promise<void> {
  own.abort.signal.throwIfAborted();
  await work(own);
}
