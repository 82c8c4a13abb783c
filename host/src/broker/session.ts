import { type HttpRequest, isRollcallError, type RollcallError } from '@rollcall/core';

import { renderTemplate, type TemplateValues } from '../secrets/template.js';
import type { SeenAnswer } from './answer.js';
import { Authoriser } from './authorise.js';
import { reachableOrigins, resolveUrl } from './egress.js';
import { cancelled, type ExchangeContext, type Exchanged, passing, reach } from './exchange.js';
import { MemoryTokenStore } from './memory-token-store.js';
import { movedBy } from './moved.js';
import type { TokenRequest } from './oauth.js';
import { prepare } from './prepare.js';
import { type BrokerQuota, QuotaStage } from './quota-stage.js';
import { redactError } from './redact-error.js';
import { backoffMs } from './retry.js';
import type { BrokerServices, BrokerSessionOptions, PreparedRequest } from './session-options.js';
import { isSticky, tryUntilMended } from './tries.js';
import { VaultTokenStore } from './vault-token-store.js';

/** A whole answer for a plugin. */
export interface BrokerAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The provider's clock minus ours, in milliseconds; 0 until an answer told it. */
  readonly providerOffsetMs: number;
}

/** An answer for a plugin whose body is read in parts. Reading to the end, or leaving, frees its place. */
export interface BrokerStream extends Omit<BrokerAnswer, 'body'> {
  readonly body: AsyncIterable<Uint8Array>;
}

const tokenTimeoutMs = 30_000;

/** What one run, test or plan sends. Ends with `close`. */
export class BrokerSession {
  readonly #services: BrokerServices;
  readonly #options: BrokerSessionOptions;
  readonly #context: ExchangeContext;
  readonly #closed = new AbortController();
  readonly #signal: AbortSignal;
  readonly #counted = new Map<string, number>();
  #offsetMs = 0;
  #stopped: RollcallError | undefined;

  /** @throws `EGRESS_DENIED`, `CONFIG_INVALID` when the config gives no address that may be reached */
  constructor(services: BrokerServices, options: BrokerSessionOptions) {
    this.#services = services;
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#closed.signal]);
    const { manifest, config } = options;
    const origins = reachableOrigins(manifest, config);
    const template = manifest.baseUrl?.value;
    const base = template === undefined ? undefined : renderTemplate(template, config);
    const origin =
      (base === undefined ? [...origins][0] : resolveUrl({ base, url: '' }, origins).origin) ??
      'none';
    this.#context = {
      services,
      options,
      origins,
      base,
      authoriser: this.#makeAuthoriser(origin),
      quota: this.#makeQuota(origin),
      onCounted: (request, cost) => this.#count(request, cost),
    };
  }

  /**
   * Sends a request and gives its whole answer. With `attempt` above 1 the JSON of the answer before
   * was broken: it waits first.
   * @throws the codes of core's `Http.request`, and `LEASE_LOST`; nothing in them is secret
   */
  request(request: HttpRequest, attempt: number, signal: AbortSignal): Promise<BrokerAnswer> {
    const both = AbortSignal.any([signal, this.#signal]);
    return this.#guarded(both, async () => {
      const prepared = this.#prepare(request, 'whole');
      const { random, sleep } = this.#services;
      if (attempt > 1) await sleep(backoffMs(attempt - 1, random()), both);
      const { answer } = await this.#send(prepared, 'whole', both);
      const { status, headers, body } = answer;
      return { status, headers, body, providerOffsetMs: this.#offsetMs };
    });
  }

  /** Like `request`, for large bodies: tried again before the first part only. */
  stream(request: HttpRequest, signal: AbortSignal): Promise<BrokerStream> {
    const both = AbortSignal.any([signal, this.#signal]);
    return this.#guarded(both, async () => {
      const prepared = this.#prepare(request, 'stream');
      const { answer, leave } = await this.#send(prepared, 'stream', both);
      const { status, headers, body, parts } = answer;
      if (parts === undefined) {
        leave();
        return { status, headers, body: only(body), providerOffsetMs: this.#offsetMs };
      }
      both.addEventListener('abort', leave, { once: true });
      const streamed = this.#redacted(parts, both, leave);
      return { status, headers, body: streamed, providerOffsetMs: this.#offsetMs };
    });
  }

  /** Requests that the provider counted, in its unit, by purpose. */
  receipt(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counted);
  }

  /** The error after which nothing more is sent, also when the plugin swallowed it. */
  stopped(): RollcallError | undefined {
    return this.#stopped;
  }

  /** From now on the quota is the tenant's. */
  bindTenant(tenantId: string): Promise<void> {
    return this.#context.quota.bindTenant(tenantId);
  }

  /** The tenant's quotas as last known. */
  quotaView(): Promise<readonly BrokerQuota[]> {
    return this.#context.quota.view();
  }

  /** Breaks off what is under way. Does nothing the second time. */
  async close(): Promise<void> {
    this.#closed.abort();
  }

  #prepare(request: HttpRequest, mode: 'whole' | 'stream', usageOf?: string): PreparedRequest {
    const { base, origins, authoriser } = this.#context;
    const { reservedHeader } = authoriser;
    return prepare(request, { base, origins, reservedHeader, mode, usageOf });
  }

  async #send(prepared: PreparedRequest, mode: 'whole' | 'stream', signal: AbortSignal) {
    const { quota } = this.#context;
    const { concurrency } = this.#services;
    const enter = () => concurrency.enter(quota.tenantScope, quota.concurrency, signal);
    const mended = await tryUntilMended(this.#context, prepared, { mode, signal, enter });
    this.#learn(mended.answer);
    return mended;
  }

  /** Asks a usage endpoint inside the place of the request that needs it. */
  async #readUsage(url: string, signal: AbortSignal): Promise<unknown> {
    const prepared = this.#prepare({ url, purpose: 'quota' }, 'whole', url);
    const enter = async () => () => undefined;
    const { answer } = await tryUntilMended(this.#context, prepared, {
      mode: 'whole',
      signal,
      enter,
    });
    this.#learn(answer);
    if (answer.status >= 400) return undefined;
    try {
      return JSON.parse(Buffer.from(answer.body).toString('utf8'));
    } catch {
      // Broken JSON tells as much as a refusal.
      return undefined;
    }
  }

  async #sendTokenRequest(request: TokenRequest, signal: AbortSignal): Promise<SeenAnswer> {
    const url = resolveUrl({ base: undefined, url: request.url }, this.#context.origins);
    const { headers, body } = request;
    const wire = { url, method: 'POST', headers, body, timeoutMs: tokenTimeoutMs };
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(tokenTimeoutMs)]);
    const { circuits, clock } = this.#services;
    const pass = circuits.enter(url.origin, clock.now(), this.#options.person);
    const result = await passing(pass, () => reach(this.#context, wire, 'whole', deadline));
    if (result.kind === 'failure') throw result.error;
    const moved = movedBy(result, url);
    if (moved !== undefined) throw moved;
    return result;
  }

  /** Runs `work` unless the session has stopped; errors leave it redacted, and may stop it. */
  async #guarded<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#stopped !== undefined) throw this.#stopped;
    try {
      return await work();
    } catch (error) {
      const told = this.#told(error, signal);
      if (isSticky(told)) this.#stopped ??= told;
      throw told;
    }
  }

  /** The error without secrets; whatever broke because of the abort is the abort. */
  #told(error: unknown, signal: AbortSignal): RollcallError {
    const isAbort = signal.aborted && !(isRollcallError(error) && isSticky(error));
    return redactError(isAbort ? cancelled(signal.reason) : error, this.#services.redactor);
  }

  async *#redacted(
    parts: AsyncGenerator<Uint8Array, void, undefined>,
    signal: AbortSignal,
    leave: () => void,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* parts;
    } catch (error) {
      throw this.#told(error, signal);
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  #learn(answer: Exchanged): void {
    this.#offsetMs = answer.offsetMs ?? this.#offsetMs;
  }

  #count(request: PreparedRequest, cost: number): void {
    if (cost === 0) return;
    const purpose = request.asked.purpose ?? 'other';
    this.#counted.set(purpose, (this.#counted.get(purpose) ?? 0) + cost);
  }

  #makeAuthoriser(origin: string): Authoriser {
    const { vault, redactor, random, sleep } = this.#services;
    const { manifest, integrationId, lease, person } = this.#options;
    return new Authoriser({
      manifest,
      values: () => this.#readValues(),
      tokens:
        lease === undefined
          ? new MemoryTokenStore()
          : new VaultTokenStore(vault, integrationId, origin),
      redactor,
      isPerson: person,
      random,
      sleep,
      signal: this.#signal,
      send: (request, signal) => this.#sendTokenRequest(request, signal),
    });
  }

  #makeQuota(origin: string): QuotaStage {
    const { ledger, clock, sleep } = this.#services;
    const { manifest, pluginId, config, tenantId, integrationId, lease, timezone, ceilingPercent } =
      this.#options;
    return new QuotaStage({
      ledger,
      manifest,
      pluginId,
      config,
      origin,
      tenantId,
      holder: { integrationId, lease, timezone },
      ceilingPercent,
      clock,
      sleep,
      readUsage: (url) => this.#readUsage(url, this.#signal),
    });
  }

  async #readValues(): Promise<TemplateValues> {
    const secrets = await this.#options.secrets();
    for (const value of Object.values(secrets)) this.#services.redactor.add(value);
    return { ...this.#options.config, ...secrets };
  }
}

async function* only(body: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  if (body.byteLength > 0) yield body;
}
