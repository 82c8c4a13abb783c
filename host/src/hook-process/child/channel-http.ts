import { gunzip } from 'node:zlib';

import {
  fromErrorData,
  type Http,
  type HttpRequest,
  type HttpResponse,
  type HttpStream,
  RollcallError,
} from '@rollcall/core';

import { maxPayloadBytes } from '../frames.js';
import type { ParentMessage } from '../protocol.js';
import type { ChannelClock } from './channel-clock.js';
import type { WireMessage } from './host-channel.js';
import { PartQueue } from './part-queue.js';

type Answer = Extract<ParentMessage, { type: 'answer' }>;
type Head = Extract<ParentMessage, { type: 'head' }>;

type LastMessage = Extract<ParentMessage, { type: 'answer' | 'complete' | 'refusal' }>;

interface Pending {
  answer?: (message: Answer, payload: Buffer) => void;
  head?: (message: Head) => void;
  readonly parts?: PartQueue;
  readonly refuse: (error: unknown) => void;
}

const mostAttempts = 3;

/** The lent Http: asks the host, which holds the network, the token and the quota. */
export class ChannelHttp implements Http {
  readonly #send: (message: WireMessage, payload?: Uint8Array) => void;
  readonly #clock: ChannelClock;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** Every answer sets `clock`. */
  constructor(send: (message: WireMessage, payload?: Uint8Array) => void, clock: ChannelClock) {
    this.#send = send;
    this.#clock = clock;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const wanted: HttpRequest = { ...request, expect: request.expect ?? 'json' };
    for (let attempt = 1; ; attempt += 1) {
      const { message, payload } = await this.#ask(wanted, attempt);
      try {
        return await makeResponse(wanted, message, payload);
      } catch (error) {
        if (attempt >= mostAttempts || !isBroken(error)) throw error;
      }
    }
  }

  async stream(request: HttpRequest): Promise<HttpStream> {
    const id = this.#nextId();
    const parts = new PartQueue({
      taken: () => this.#send({ type: 'credit', id, parts: 1 }),
      dropped: () => this.#drop(id),
    });
    const head = await new Promise<Head>((resolve, reject) => {
      const refuse = (error: unknown) => {
        reject(error);
        parts.fail(error);
      };
      this.#pending.set(id, { head: resolve, parts, refuse });
      const { rest, payload, ...kind } = splitBody(request);
      this.#send({ type: 'stream', id, request: rest, ...kind }, payload);
    });
    return { status: head.status, headers: head.headers, body: parts };
  }

  /** Takes a message of the host; others than answers are left alone. */
  receive(message: ParentMessage, payload: Buffer): void {
    if (!('id' in message)) return;
    if ('clock' in message) this.#clock.set(message.clock);
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.type === 'head') pending.head?.(message);
    else if (message.type === 'chunk') pending.parts?.add(payload);
    else this.#settle(pending, message, payload);
  }

  #settle(pending: Pending, message: LastMessage, payload: Buffer): void {
    this.#pending.delete(message.id);
    if (message.type === 'answer') pending.answer?.(message, payload);
    else if (message.type === 'complete') pending.parts?.complete();
    else pending.refuse(fromErrorData(message.error));
  }

  #ask(request: HttpRequest, attempt: number): Promise<{ message: Answer; payload: Buffer }> {
    const id = this.#nextId();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        answer: (message, payload) => resolve({ message, payload }),
        refuse: reject,
      });
      const { rest, payload, ...kind } = splitBody(request);
      this.#send({ type: 'request', id, attempt, request: rest, ...kind }, payload);
    });
  }

  #drop(id: number): void {
    if (this.#pending.delete(id)) this.#send({ type: 'drop', id });
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

interface SplitRequest {
  readonly rest: HttpRequest;
  readonly body?: 'json' | 'text';
  readonly payload?: Uint8Array;
}

/** The body travels as payload, the rest in the header. */
function splitBody({ json, body, ...rest }: HttpRequest): SplitRequest {
  if (json !== undefined) return { rest, body: 'json', payload: bytesOf(JSON.stringify(json)) };
  return body === undefined ? { rest } : { rest, body: 'text', payload: bytesOf(body) };
}

function bytesOf(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= maxPayloadBytes) return bytes;
  throw new RollcallError('HTTP_BODY_TOO_LARGE', 'the request is larger than 16 MiB');
}

function isBroken(error: unknown): boolean {
  return error instanceof RollcallError && error.code === 'HTTP_BODY_BROKEN';
}

async function makeResponse(
  request: HttpRequest,
  { status, headers, encoding }: Answer,
  payload: Buffer,
): Promise<HttpResponse> {
  const body = encoding === 'gzip' ? await inflate(payload) : payload;
  let parsed: { readonly value: unknown } | undefined;
  const response: HttpResponse = {
    status,
    headers,
    body,
    text: () => body.toString('utf8'),
    json: () => {
      parsed ??= { value: parse(body) };
      return parsed.value;
    },
  };
  if (request.expect === 'json' && hasContent(request, status)) response.json();
  return response;
}

function hasContent(request: HttpRequest, status: number): boolean {
  return (
    request.method !== 'HEAD' && status >= 200 && status <= 299 && status !== 204 && status !== 205
  );
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new RollcallError('HTTP_BODY_BROKEN', 'the answer is no whole JSON', { cause: error });
  }
}

async function inflate(payload: Buffer): Promise<Buffer> {
  try {
    return await gunzipWithin(payload, maxPayloadBytes);
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw new RollcallError(
      tooLarge ? 'HTTP_BODY_TOO_LARGE' : 'HTTP_BODY_BROKEN',
      tooLarge ? 'the answer is larger than 16 MiB' : 'the answer is no whole gzip',
      { cause: error },
    );
  }
}

function gunzipWithin(bytes: Uint8Array, maxOutputLength: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength }, (error, inflated) => {
      if (error) reject(error);
      else resolve(inflated);
    });
  });
}
