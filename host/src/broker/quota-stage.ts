import { type Clock, type Manifest, type ManifestQuota, RollcallError } from '@rollcall/core';

import { ceilingOf } from '../quota/ceiling.js';
import { type CostedRequest, costOf, isCounted } from '../quota/cost.js';
import type {
  Claim,
  Holder,
  QuotaLedger,
  Refusal,
  Reservation,
  Settlement,
} from '../quota/ledger.js';
import type { QuotaKey } from '../quota/ledger-rows.js';
import { scopeOf } from '../quota/tenant-scope.js';
import { readUsageEndpoint, readUsageHeader } from '../quota/usage-header.js';
import { renderTemplate, type TemplateValues } from '../secrets/template.js';
import { matchesAny, type SeenAnswer } from './answer.js';
import type { PreparedRequest } from './session-options.js';

/** One quota as outputs show it. */
export interface BrokerQuota {
  readonly name: string;
  readonly scope: string;
  readonly used: number | null;
  readonly limit: number | null;
  /** What usage may reach through us, in the provider's unit. */
  readonly ceiling: number | null;
  /** Cost of requests that `used` does not include yet. */
  readonly reserved: number;
  /** ISO 8601. */
  readonly readAt: string | null;
  /** ISO 8601. */
  readonly pausedUntil: string | null;
}

/** What the quota stage depends on. */
export interface QuotaStageOptions {
  readonly ledger: QuotaLedger;
  readonly manifest: Manifest;
  readonly pluginId: string;
  readonly config: TemplateValues;
  /** Stands for the tenant until it is known. */
  readonly origin: string;
  readonly tenantId: string | undefined;
  readonly holder: Holder;
  readonly ceilingPercent: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Asks a usage endpoint through all stages; gives the JSON of its answer, or `undefined` when it is refused. */
  readonly readUsage: (url: string) => Promise<unknown>;
}

/** An answer, as far as quotas are concerned. */
export interface CountedAnswer extends SeenAnswer {
  readonly headers: Readonly<Record<string, string>>;
}

const longestWaitMs = 150_000;
const firstPollMs = 15;
const longestPollMs = 250;
/** Error answers in a row that may come without the usage, where it is needed; good ones never may. */
const toleratedErrors = 5;
const maxReads = 3;

/** Holds and settles quota for the requests of one session. */
export class QuotaStage {
  readonly #options: QuotaStageOptions;
  readonly #quotas: readonly ManifestQuota[];
  /** Quotas whose header did not tell, though it should: from then on their endpoint is asked. */
  readonly #headerless = new Set<string>();
  /** Quotas whose endpoint is forbidden: they count as nothing left. */
  readonly #forbidden = new Set<string>();
  readonly #reading = new Map<string, Promise<boolean>>();
  #tenantId: string | undefined;
  #unreadErrors = 0;

  constructor(options: QuotaStageOptions) {
    this.#options = options;
    this.#quotas = options.manifest.quota ?? [];
    this.#tenantId = options.tenantId;
  }

  /** Names what is shared by everybody who sends to the tenant. */
  get tenantScope(): string {
    return scopeOf(this.#options.pluginId, this.#tenantId ?? this.#options.origin);
  }

  /** Requests that may be in flight at once. */
  get concurrency(): number {
    const own = this.#quotas.filter(isRequestQuota).map(({ concurrency }) => concurrency ?? 4);
    return own.length === 0 ? 4 : Math.min(...own);
  }

  /** From now on the quota is the tenant's; what was known by the origin is merged. */
  async bindTenant(tenantId: string): Promise<void> {
    if (this.#tenantId === tenantId) return;
    const { ledger, pluginId, origin } = this.#options;
    await ledger.bind(scopeOf(pluginId, origin), scopeOf(pluginId, tenantId));
    this.#tenantId = tenantId;
  }

  /**
   * Holds what the request costs; waits where answers in flight decide, and asks the usage endpoint
   * where only it can tell. With `isLeaving` the request is sent at once.
   * @throws `QUOTA_CEILING`, `QUOTA_UNREADABLE`, `LEASE_LOST`
   */
  async reserve(
    request: PreparedRequest,
    isLeaving: boolean,
    signal: AbortSignal,
  ): Promise<readonly Reservation[]> {
    const { ledger, holder, clock, sleep } = this.#options;
    let waitedMs = 0;
    for (let reads = 0; ; ) {
      signal.throwIfAborted();
      const claims = this.#claims(request);
      if (claims.length === 0) return [];
      const outcome = await ledger.reserve(holder, claims, { now: clock.now(), isLeaving });
      if (outcome.kind === 'reserved') return outcome.reservations;
      if (outcome.kind === 'refused') throw this.#ceiling(outcome);
      const quota = this.#quotaNamed(outcome.name);
      if (outcome.kind === 'read') {
        if (reads++ >= maxReads) throw unreadable(quota, 'its endpoint does not tell it');
        await this.#readOrThrow(quota);
        continue;
      }
      const pollMs = Math.min(longestPollMs, firstPollMs + waitedMs / 4);
      if (waitedMs >= longestWaitMs) throw unreadable(quota, 'no answer in flight told it');
      await sleep(pollMs, signal);
      waitedMs += pollMs;
    }
  }

  /** What the request costs in the unit of the tenant's requests, for the receipt. */
  costOf(request: PreparedRequest): number {
    if (!request.isAuthenticated) return 0;
    const quota = this.#quotas.find(isRequestQuota);
    return quota === undefined ? 1 : this.#costIn(quota, request);
  }

  /**
   * Ends the reservations with what the answer told; without an answer they count as spent.
   * @throws `QUOTA_CEILING` when the provider says that nothing is left; `QUOTA_UNREADABLE` when the
   *   answer that was to tell the usage does not, and no endpoint does
   */
  async settle(
    request: PreparedRequest,
    reservations: readonly Reservation[],
    answer: CountedAnswer | undefined,
  ): Promise<void> {
    const { ledger, holder, clock } = this.#options;
    const now = clock.now();
    const usage = answer === undefined ? new Map() : this.#usageIn(request, answer, reservations);
    const refusal = await ledger.settle(holder, reservations, { now, usage });
    if (refusal !== undefined) throw this.#ceiling(refusal);
    if (answer !== undefined && request.usageOf === undefined) {
      await this.#assertReadable(reservations, { usage, status: answer.status });
    }
  }

  /** Whether the answer is how the provider says that requests come too fast. */
  isThrottled(answer: SeenAnswer): boolean {
    return this.#quotas.some(({ throttled }) => matchesAny(throttled, answer));
  }

  /** The quotas as last known. */
  async view(): Promise<readonly BrokerQuota[]> {
    const facts = await this.#options.ledger.view(this.#quotas.map((quota) => this.#keyOf(quota)));
    return facts.map(({ name, scope, reserved, ...known }) => {
      const isNothing = this.#forbidden.has(name);
      const used = isNothing ? 0 : known.used;
      const limit = isNothing ? 0 : known.limit;
      return {
        name,
        scope,
        used: used ?? null,
        limit: limit ?? null,
        ceiling: limit === undefined ? null : ceilingOf(limit, this.#options.ceilingPercent),
        reserved,
        readAt: known.readAt?.toISOString() ?? null,
        pausedUntil: known.pausedUntil?.toISOString() ?? null,
      };
    });
  }

  /** Quotas of the tenant's requests are claimed by every request: it may be paused. */
  #claims(request: PreparedRequest): readonly Claim[] {
    const claims: Claim[] = [];
    for (const quota of this.#quotas) {
      const cost = request.isAuthenticated ? this.#costIn(quota, request) : 0;
      if (cost === 0 && !isRequestQuota(quota)) continue;
      if (this.#forbidden.has(quota.name)) throw unreadable(quota, 'its endpoint is forbidden');
      const { ceilingPercent } = this.#options;
      claims.push({
        ...this.#keyOf(quota),
        cost,
        ceilingPercent,
        tellsUsage: this.#tellsUsage(quota, request),
      });
    }
    return claims;
  }

  #tellsUsage({ name, usage }: ManifestQuota, request: PreparedRequest): boolean {
    if (request.usageOf !== undefined && request.usageOf === usage.endpoint?.url) return true;
    return usage.header !== undefined && !this.#headerless.has(name);
  }

  #costIn(quota: ManifestQuota, request: PreparedRequest): number {
    const { method, json, url } = request;
    const costed: CostedRequest = { method, path: url.pathname, json };
    return isCounted(quota, costed) ? costOf(quota, costed) : 0;
  }

  #usageIn(
    request: PreparedRequest,
    answer: CountedAnswer,
    reservations: readonly Reservation[],
  ): Map<string, Settlement> {
    const usage = new Map<string, Settlement>();
    for (const { name } of reservations) {
      const { usage: source, exhausted } = this.#quotaNamed(name);
      const { header, endpoint } = source;
      const read =
        header === undefined
          ? undefined
          : readUsageHeader(header, answer.headers[header.name.toLowerCase()]);
      const isAsked = endpoint !== undefined && request.usageOf === endpoint.url;
      const told = read ?? (isAsked ? readUsageEndpoint(endpoint, parsed(answer.body)) : undefined);
      if (matchesAny(exhausted, answer)) usage.set(name, 'exhausted');
      else usage.set(name, told ?? 'unread');
    }
    return usage;
  }

  async #assertReadable(
    reservations: readonly Reservation[],
    answer: { usage: ReadonlyMap<string, Settlement>; status: number },
  ): Promise<void> {
    // What did not tell counts as spent, and a reading of the last minute said that there is room.
    const unread = reservations
      .filter(({ name, isProbe }) => isProbe && answer.usage.get(name) === 'unread')
      .map(({ name }) => this.#quotaNamed(name))
      .filter(({ usage, name }) => usage.header !== undefined && !this.#headerless.has(name));
    const [first] = unread;
    if (first === undefined) {
      this.#unreadErrors = 0;
      return;
    }
    // What answers instead of the provider's API, an edge or a proxy, cannot know the usage.
    if (answer.status >= 500) return;
    if (answer.status >= 300 && ++this.#unreadErrors <= toleratedErrors) return;
    if (first.usage.endpoint === undefined) throw unreadable(first, headerWords(first));
    for (const { name } of unread) this.#headerless.add(name);
    await this.#readOrThrow(first);
  }

  async #readOrThrow(quota: ManifestQuota): Promise<void> {
    const { endpoint } = quota.usage;
    if (endpoint === undefined) {
      throw unreadable(quota, 'a request that costs more than one cannot be the one that reads it');
    }
    const known = this.#reading.get(endpoint.url);
    const reading =
      known ??
      this.#read(endpoint.url).finally(() => {
        this.#reading.delete(endpoint.url);
      });
    this.#reading.set(endpoint.url, reading);
    if (await reading) return;
    this.#forbidden.add(quota.name);
    throw unreadable(quota, 'its endpoint is forbidden or does not tell it');
  }

  /** Asks an endpoint and records what it says of each quota that is read there. */
  async #read(url: string): Promise<boolean> {
    const { ledger, clock, readUsage } = this.#options;
    const beganAt = await ledger.time();
    const document = await readUsage(url);
    if (document === undefined) return false;
    let isTold = false;
    for (const quota of this.#quotas) {
      const { endpoint, header } = quota.usage;
      if (endpoint?.url !== url) continue;
      const reading = readUsageEndpoint(endpoint, document);
      if (reading === undefined) continue;
      isTold = true;
      // A header on the same answer has told it already, and more exactly.
      if (header !== undefined && !this.#headerless.has(quota.name)) continue;
      await ledger.record(this.#keyOf(quota), reading, beganAt, clock.now());
    }
    return isTold;
  }

  #keyOf(quota: ManifestQuota): QuotaKey {
    const { pluginId, config } = this.#options;
    const { scope } = quota;
    const isTenant = scope === undefined || scope === 'tenant';
    return {
      name: quota.name,
      scope: isTenant ? this.tenantScope : `${pluginId}:${renderTemplate(scope, config)}`,
    };
  }

  #quotaNamed(name: string): ManifestQuota {
    const quota = this.#quotas.find((candidate) => candidate.name === name);
    if (quota === undefined) throw new Error(`the manifest has no quota ${name}`);
    return quota;
  }

  #ceiling(refusal: Refusal): RollcallError {
    const quota = this.#quotaNamed(refusal.name);
    const at = refusal.resumeAt.toISOString();
    const { used, limit, reason } = refusal;
    const ceiling =
      limit === undefined ? undefined : ceilingOf(limit, this.#options.ceilingPercent);
    const usage =
      limit === undefined ? 'usage unknown' : `${used} of ${limit} used, ceiling ${ceiling}`;
    const why = reason === 'exhausted' ? 'the provider says that nothing is left' : usage;
    const message = `${quota.title}: ${why}; nothing is sent before ${at}`;
    const endsRun = isRequestQuota(quota);
    return new RollcallError('QUOTA_CEILING', message, {
      details: { quota: quota.name, used, limit, ceiling, resumeAt: at, endsRun },
    });
  }
}

/** Whether every request may count: without room in it nothing goes on. */
function isRequestQuota({ usage, applies }: ManifestQuota): boolean {
  return usage.header !== undefined || applies === undefined;
}

function unreadable(quota: ManifestQuota, why: string): RollcallError {
  const message = `the usage of "${quota.title}" cannot be read: ${why}`;
  const details = { quota: quota.name, endsRun: isRequestQuota(quota) };
  return new RollcallError('QUOTA_UNREADABLE', message, { details });
}

function headerWords(quota: ManifestQuota): string {
  return `the answer has no header ${quota.usage.header?.name ?? ''} that can be understood`;
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    // Not JSON: it tells nothing.
    return undefined;
  }
}
