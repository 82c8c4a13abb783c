import type { ConnectivityCheck } from './connectivity-check.js';
import type { Cursor } from './cursor.js';
import type { CollectMessage } from './messages.js';
import type { TimeSpan } from './time-span.js';

/** One stream of a run. */
export interface StreamRun {
  /** Name of the stream in the manifest. */
  readonly name: string;
  /** The checkpoint: where the stream continues. `undefined` at its first collection. */
  readonly cursor: Cursor | undefined;
  /** The oldest instant to read (ISO 8601), from the retention that the person chose, if any. */
  readonly notBefore: string | undefined;
  /**
   * Spans of which the host wants to know how many records the provider has: answer each with
   * `counted`. They are over, and they do not overlap. Leave out what cannot be counted cheaply.
   * @experimental
   */
  readonly count?: readonly TimeSpan[];
  /**
   * Spans of which the host has fewer records than the provider: read them again, besides what the
   * cursor lists. Asked for at most twice for each span.
   * @experimental
   */
  readonly readAgain?: readonly TimeSpan[];
}

/** What the host knows of one quota when the run starts. */
export interface QuotaView {
  /** Name of the quota in the manifest. */
  readonly name: string;
  /** Usage of the whole tenant, as last read; `undefined` before the first reading. */
  readonly used: number | undefined;
  /** What the provider allows per window. */
  readonly limit: number | undefined;
  /** What may be spent by this run before the ceiling. */
  readonly available: number | undefined;
}

/** What a `collect` hook is given. */
export interface CollectRun<Config> {
  /** The checked config, with defaults, without secrets. */
  readonly config: Config;
  /** The streams to read, in the manifest's order. */
  readonly streams: readonly StreamRun[];
  /** The tenant that the integration is bound to; `undefined` before its first run. */
  readonly tenantId: string | undefined;
  /** Quotas of the tenant when the run starts. */
  readonly quotas: readonly QuotaView[];
  /** Aborts when the run is cancelled or its time is up. */
  readonly signal: AbortSignal;
}

/** What a `testConnectivity` hook is given. */
export interface TestContext<Config> {
  /** The checked config, with defaults, without secrets. */
  readonly config: Config;
  /** Names of the streams that are on. */
  readonly streams: readonly string[];
  /** Aborts when the test is cancelled or its time is up. */
  readonly signal: AbortSignal;
}

/** What a plugin implements. One object is made for each run. */
export interface Connector<Config = unknown> {
  /** Says, check by check, whether collecting can start and what would be left out. Changes nothing. */
  testConnectivity(context: TestContext<Config>): AsyncIterable<ConnectivityCheck>;
  /**
   * Reads the run's streams, each from its cursor. The host pulls: it asks for the next message when
   * it has room. An error that is thrown ends the run; one stream's error is yielded as `failed`.
   */
  collect(run: CollectRun<Config>): AsyncIterable<CollectMessage>;
}
