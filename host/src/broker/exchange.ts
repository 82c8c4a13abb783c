import { isRollcallError, RollcallError } from '@rollcall/core';

import type { Authorisation, Authoriser } from './authorise.js';
import { readBody, readParts } from './body.js';
import type { CircuitPass } from './circuit.js';
import { resolveUrl } from './egress.js';
import { movedTo } from './moved.js';
import { type NetworkFailure, toNetworkFailure } from './network-error.js';
import { proxyFor } from './proxy.js';
import type { QuotaStage } from './quota-stage.js';
import { send, type WireAnswer } from './send.js';
import type { BrokerServices, BrokerSessionOptions, PreparedRequest } from './session-options.js';

/** An answer of the provider. */
export interface Exchanged {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body; of a good answer that is streamed, nothing. */
  readonly body: Uint8Array;
  /** The body's parts, when it is streamed. */
  readonly parts: AsyncGenerator<Uint8Array, void, undefined> | undefined;
  readonly beganAt: Date;
  /** Which token was used. */
  readonly generation: number;
  /** Provider's clock minus ours, from this answer's `Date`. */
  readonly offsetMs: number | undefined;
}

/** No answer, or no whole one. */
export interface Failed extends NetworkFailure {
  readonly kind: 'failure';
}

/** What one exchange depends on, for the length of a session. */
export interface ExchangeContext {
  readonly services: BrokerServices;
  readonly options: BrokerSessionOptions;
  readonly quota: QuotaStage;
  readonly authoriser: Authoriser;
  readonly origins: ReadonlySet<string>;
  /** Base URL from the config. */
  readonly base: string | undefined;
  /** Told once for each request that the provider counts. */
  readonly onCounted: (request: PreparedRequest, cost: number) => void;
}

/** Where and how a request goes. */
export interface Wire {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMs: number;
}

const errorBodyBytes = 1_048_576;

/**
 * One request through every stage once: quota, token, wire, usage. What goes wrong on the way is a
 * `failure` when trying again may help, and thrown when not.
 */
export async function exchange(
  context: ExchangeContext,
  request: PreparedRequest,
  mode: 'whole' | 'stream',
  signal: AbortSignal,
): Promise<Exchanged | Failed> {
  const { quota, services } = context;
  // Nothing but the wire comes after the reservation, unless a token has to be fetched first.
  const isLeaving = !request.isAuthenticated || context.authoriser.isReady;
  const ready = isLeaving ? await authorise(context, request) : undefined;
  const reservations = await quota.reserve(request, isLeaving, signal);
  let isLeft = false;
  try {
    const authorisation = ready ?? (await authorise(context, request));
    const wire = addressed(context, request, authorisation);
    const deadline = mode === 'whole' ? withTimeout(signal, request.timeoutMs) : signal;
    const pass = services.circuits.enter(
      wire.url.origin,
      services.clock.now(),
      context.options.person,
    );
    const beganAt = services.clock.now();
    const reached = await passing(pass, async () => {
      if (!isLeaving) await services.ledger.markSent(reservations);
      isLeft = true;
      return reach(context, wire, mode, deadline);
    });
    if (reached.kind === 'failure') {
      isLeft = reached.mayHaveArrived;
      if (isLeft) {
        context.onCounted(request, quota.costOf(request));
        await quota.settle(request, reservations, reached.seen);
      }
      signal.throwIfAborted();
      return reached;
    }
    context.onCounted(request, quota.costOf(request));
    const answer = { ...reached, beganAt, generation: authorisation.generation };
    await quota.settle(request, reservations, answer).catch(async (error) => {
      await reached.parts?.return();
      throw error;
    });
    return { ...answer, offsetMs: offsetOf(reached.headers, beganAt, services.clock.now()) };
  } finally {
    if (!isLeft) await services.ledger.release(reservations);
  }
}

/** Sends once past the egress check, without quota and credentials: for token requests. */
export async function reach(
  context: Pick<ExchangeContext, 'services' | 'options'>,
  wire: Wire,
  mode: 'whole' | 'stream',
  signal: AbortSignal,
): Promise<Reached | Unreached> {
  const { services, options } = context;
  const proxy = proxyFor(wire.url, services.proxy, options.proxy);
  if (proxy !== undefined && proxy.password !== '') {
    services.redactor.add(decodeURIComponent(proxy.password));
  }
  const route = { host: wire.url.host, proxy: proxy?.host };
  let answer: WireAnswer;
  try {
    const dispatcher = services.dispatchers.through(proxy);
    answer = await send({ ...wire, dispatcher, signal });
  } catch (error) {
    return { kind: 'failure', ...toFailure(error, route, signal) };
  }
  const { status, headers } = answer;
  const seen = { status, headers, body: new Uint8Array() };
  try {
    if (mode === 'stream' && status < 400) {
      return { kind: 'answer', ...seen, parts: await begun(readParts(answer.body, headers)) };
    }
    const body = await readBody(
      answer.body,
      headers,
      mode === 'stream' ? errorBodyBytes : undefined,
    );
    return { kind: 'answer', ...seen, body, parts: undefined };
  } catch (error) {
    return { kind: 'failure', seen, ...toFailure(error, route, signal) };
  }
}

/** An answer without what the exchange adds. */
export interface Reached {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly parts: AsyncGenerator<Uint8Array, void, undefined> | undefined;
}

/** No answer, or one that broke off. */
export interface Unreached extends Failed {
  /** The part of the answer that came before it broke off. */
  readonly seen?: Omit<Reached, 'kind' | 'parts'>;
}

async function authorise(
  context: ExchangeContext,
  request: PreparedRequest,
): Promise<Authorisation> {
  if (request.isAuthenticated) return context.authoriser.authorise();
  return { headers: {}, query: {}, generation: 0, baseUrl: undefined };
}

/** The final address: the token may have moved the base URL, but to a declared origin only. */
function addressed(
  context: ExchangeContext,
  request: PreparedRequest,
  authorisation: Authorisation,
): Wire {
  const { origins, base } = context;
  const { baseUrl, headers, query } = authorisation;
  const { asked, method, body, timeoutMs } = request;
  const moved = baseUrl === undefined ? undefined : originOf(baseUrl);
  if (moved !== undefined && !origins.has(moved.origin)) {
    throw movedTo(new URL(base ?? request.url).host, moved.host);
  }
  const url = resolveUrl(
    { base: baseUrl ?? base, url: asked.url, query: { ...asked.query, ...query } },
    origins,
  );
  return { url, method, headers: { ...request.headers, ...headers }, body, timeoutMs };
}

function originOf(baseUrl: string): URL {
  if (URL.canParse(baseUrl)) return new URL(baseUrl);
  throw new RollcallError('AUTH_REFUSED', 'the token came with an address that is none');
}

/** Tells the circuit how it went, whatever happens. */
export async function passing(
  pass: CircuitPass,
  work: () => Promise<Reached | Unreached>,
): Promise<Reached | Unreached> {
  let isAvailable: boolean | undefined;
  try {
    const result = await work();
    if (result.kind === 'answer') isAvailable = ![502, 503, 504].includes(result.status);
    else if (result.isPassing) isAvailable = false;
    return result;
  } finally {
    pass.end(isAvailable);
  }
}

/** Waits for the first part, so that a body that breaks before it can be asked for again. */
async function begun(
  parts: AsyncGenerator<Uint8Array, void, undefined>,
): Promise<AsyncGenerator<Uint8Array, void, undefined>> {
  const first = await parts.next();
  return (async function* rest() {
    try {
      if (!first.done) yield first.value;
      yield* parts;
    } finally {
      await parts.return();
    }
  })();
}

function toFailure(
  error: unknown,
  route: { readonly host: string; readonly proxy: string | undefined },
  signal: AbortSignal,
): NetworkFailure {
  if (signal.aborted && !isTimeout(signal.reason)) {
    return { error: cancelled(signal.reason), mayHaveArrived: true, isPassing: false };
  }
  if (signal.aborted) {
    const late = new RollcallError(
      'HTTP_UNAVAILABLE',
      `${route.host} gave no whole answer in time`,
    );
    return { error: late, mayHaveArrived: true, isPassing: true };
  }
  if (isRollcallError(error)) {
    return { error, mayHaveArrived: true, isPassing: error.code === 'HTTP_BODY_BROKEN' };
  }
  return toNetworkFailure(error, route);
}

/** What an aborted request fails with. */
export function cancelled(reason: unknown): RollcallError {
  if (isRollcallError(reason)) return reason;
  return new RollcallError('RUN_CANCELLED', 'the request was cancelled', { cause: reason });
}

function withTimeout(signal: AbortSignal, timeoutMs: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

function offsetOf(
  headers: Readonly<Record<string, string>>,
  beganAt: Date,
  now: Date,
): number | undefined {
  const at = Date.parse(headers.date ?? '');
  // Halfway between question and answer, and half a second for the cut-off fraction.
  const middle = (beganAt.getTime() + now.getTime()) / 2;
  return Number.isNaN(at) ? undefined : Math.round(at + 500 - middle);
}
