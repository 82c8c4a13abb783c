import { hasCode, RollcallError } from '@rollcall/core';

import { excerpt } from './answer.js';
import { type ExchangeContext, type Exchanged, exchange, type Failed } from './exchange.js';
import { movedBy } from './moved.js';
import { nextTryAfter, parseRetryAfter, type TryResult } from './retry.js';
import type { PreparedRequest } from './session-options.js';

/** How a request is to be tried. */
export interface TriesOptions {
  readonly mode: 'whole' | 'stream';
  /** Waits for room among the requests in flight; gives back what leaves it. */
  readonly enter: () => Promise<() => void>;
  readonly signal: AbortSignal;
}

/** The answer that was worth giving, and what to call when its body is read. */
export interface Mended {
  readonly answer: Exchanged;
  readonly leave: () => void;
}

/**
 * Tries a request until its answer is one to give: a new token where the old one expired, again
 * where the policy says so.
 * @throws what the last try met
 */
export async function tryUntilMended(
  context: ExchangeContext,
  request: PreparedRequest,
  options: TriesOptions,
): Promise<Mended> {
  const { clock, random, sleep } = context.services;
  const startedAt = clock.now().getTime();
  let renewals = 0;
  for (let tries = 1; ; ) {
    const tried = await tryOnce(context, request, { ...options, renewals });
    if (tried.kind === 'renewed') {
      renewals += 1;
      continue;
    }
    const delayMs = nextTryAfter(tried.result, {
      isRepeatable: isRepeatable(request),
      tries,
      elapsedMs: clock.now().getTime() - startedAt,
      random: random(),
    });
    if (delayMs === undefined) return await mended(request, tried);
    await tried.discard();
    context.options.log?.debug('trying again', { url: request.url.host, tries, delayMs });
    await sleep(delayMs, options.signal);
    tries++;
  }
}

interface Done {
  readonly kind: 'done';
  readonly outcome: Exchanged | Failed;
  readonly result: TryResult;
  readonly leave: () => void;
  readonly discard: () => Promise<void>;
}

type Tried = { readonly kind: 'renewed' } | Done;

/** An answer that is not given keeps neither its place nor its connection. */
async function mended(request: PreparedRequest, tried: Done): Promise<Mended> {
  try {
    return { answer: given(request, tried.outcome), leave: tried.leave };
  } catch (error) {
    await tried.discard();
    throw error;
  }
}

async function tryOnce(
  context: ExchangeContext,
  request: PreparedRequest,
  options: TriesOptions & { readonly renewals: number },
): Promise<Tried> {
  const { mode, signal, renewals } = options;
  const leave = await options.enter();
  let outcome: Exchanged | Failed | undefined;
  let isKept = false;
  const discard = async () => {
    if (outcome?.kind === 'answer') await outcome.parts?.return();
    leave();
  };
  try {
    outcome = await exchange(context, request, mode, signal);
    if (outcome.kind === 'answer') {
      const moved = movedBy(outcome, request.url);
      if (moved !== undefined) throw moved;
      if (await mustSendAnew(context, { request, outcome, renewals })) return { kind: 'renewed' };
    }
    isKept = outcome.kind === 'answer' && outcome.parts !== undefined;
    return {
      kind: 'done',
      outcome,
      result: toTryResult(context, request, outcome),
      leave,
      discard,
    };
  } finally {
    if (!isKept) await discard();
  }
}

/** A request that only reads may be sent again, whatever became of it. */
function isRepeatable({ method, asked }: PreparedRequest): boolean {
  return method === 'GET' || method === 'HEAD' || asked.isRepeatable === true;
}

const mostRenewals = 3;

/** Whether the token has expired and there is a new one now. The third that is refused is the last. */
async function mustSendAnew(
  context: ExchangeContext,
  seen: { request: PreparedRequest; outcome: Exchanged; renewals: number },
): Promise<boolean> {
  const { authoriser } = context;
  const { request, outcome, renewals } = seen;
  if (!request.isAuthenticated) return false;
  const refusal = authoriser.refusalOf(outcome);
  if (refusal !== undefined) throw refusal;
  if (outcome.parts !== undefined || !authoriser.isExpired(outcome)) {
    if (outcome.status < 400) await authoriser.noteAccepted(outcome.generation);
    return false;
  }
  if (!authoriser.isRenewable) {
    const message = `${request.url.host} refused the credentials (${outcome.status})`;
    throw new RollcallError('AUTH_REFUSED', message);
  }
  await authoriser.noteRefused(outcome.generation);
  if (renewals >= mostRenewals) return false;
  await authoriser.renew(outcome.generation);
  return true;
}

function toTryResult(
  context: ExchangeContext,
  request: PreparedRequest,
  outcome: Exchanged | Failed,
): TryResult {
  if (outcome.kind === 'failure') return outcome;
  const { status, headers } = outcome;
  return {
    kind: 'answer',
    status,
    retryAfterMs: parseRetryAfter(headers['retry-after'], providerNow(context, headers)),
    isThrottled: context.quota.isThrottled(outcome),
    // A client error is a verdict, whatever page carries it.
    isNotJson: isPage(request, outcome) && (status < 400 || status >= 500),
  };
}

/** The date in `Retry-After` is of the provider's clock. */
function providerNow(context: ExchangeContext, headers: Readonly<Record<string, string>>): Date {
  const at = Date.parse(headers.date ?? '');
  return Number.isNaN(at) ? context.services.clock.now() : new Date(at);
}

function given(request: PreparedRequest, outcome: Exchanged | Failed): Exchanged {
  if (outcome.kind === 'failure') throw outcome.error;
  if (!isPage(request, outcome)) return outcome;
  const type = outcome.headers['content-type']?.slice(0, 60) ?? 'nothing said what';
  const message = `${request.url.host} answered ${outcome.status} with ${type} instead of JSON: ${excerpt(outcome.body)}`;
  throw new RollcallError('HTTP_NOT_JSON', message);
}

/** Whether something else came where JSON was expected. */
function isPage(request: PreparedRequest, answer: Exchanged): boolean {
  if (!request.expectsJson || request.method === 'HEAD') return false;
  if ([204, 205, 304].includes(answer.status)) return false;
  const type = answer.headers['content-type']?.toLowerCase() ?? '';
  if (/[/+]json\b/.test(type)) return false;
  const isClientError = answer.status >= 400 && answer.status < 500;
  return isClientError ? type.includes('html') : true;
}

/** Whether the error ends the session: nothing more is sent after it, also when it is swallowed. */
export function isSticky(error: RollcallError): boolean {
  const { details } = error;
  if (typeof details === 'object' && details !== null && 'endsRun' in details) {
    return details.endsRun === true;
  }
  return hasCode(
    error,
    'AUTH_REFUSED',
    'AUTH_LOOP',
    'INSTANCE_MOVED',
    'LEASE_LOST',
    'DATABASE_UNAVAILABLE',
  );
}
