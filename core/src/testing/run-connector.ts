import 'reflect-metadata';

import { container, injectable } from 'tsyringe';

import type { ConnectivityCheck } from '../connector/connectivity-check.js';
import type { Connector, QuotaView } from '../connector/connector.js';
import type { Cursor } from '../connector/cursor.js';
import type { CollectMessage } from '../connector/messages.js';
import type { TimeSpan } from '../connector/time-span.js';
import type { Entity, EntityRecord } from '../entities/define-entity.js';
import type { RollcallError } from '../errors/rollcall-error.js';
import type { ConnectorClass, PluginDefinition } from '../plugin/define-plugin.js';
import type { Clock } from '../services/clock.js';
import type { Http } from '../services/http.js';
import type { Log } from '../services/log.js';
import { Tokens } from '../tokens.js';
import { asHost, withoutAmbient } from './ambient-trap.js';
import { ContractCheck } from './contract-check.js';
import { MemoryClock } from './memory-clock.js';
import { MemoryLog } from './memory-log.js';

/** A plugin, or its connector's class. */
export type Runnable<Config> = PluginDefinition<Config> | ConnectorClass<Config>;

/** What both hooks are given. */
export interface HookTestOptions<Config> {
  readonly config: Config;
  readonly http: Http;
  /** A `MemoryClock` when absent. */
  readonly clock?: Clock;
  /** A `MemoryLog` when absent. */
  readonly log?: Log;
  /** Names of the streams to read. */
  readonly streams: readonly string[];
  readonly signal?: AbortSignal;
  /** Secret values, as plugins with `secrets:read` get them. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** What `collect` is given besides. */
export interface RunConnectorOptions<Config> extends HookTestOptions<Config> {
  /** Where each stream continues; from the beginning when absent. */
  readonly cursors?: Readonly<Record<string, Cursor>>;
  /** Oldest instant to read, by stream. */
  readonly notBefore?: Readonly<Record<string, string>>;
  /** Spans to count, by stream. */
  readonly count?: Readonly<Record<string, readonly TimeSpan[]>>;
  /** Spans to read again, by stream. */
  readonly readAgain?: Readonly<Record<string, readonly TimeSpan[]>>;
  readonly tenantId?: string;
  readonly quotas?: readonly QuotaView[];
  /** Entity of a stream, to check its records against. */
  readonly entities?: Readonly<Record<string, Entity>>;
  /** Called with each message before the next one is asked for; return `false` to stop there. */
  readonly onMessage?: (message: CollectMessage) => boolean | undefined | undefined;
}

/** What a run gave. */
export interface ConnectorRun {
  /** In the order they came. */
  readonly messages: readonly CollectMessage[];
  /** Records by stream, repeated ones included. */
  readonly records: Readonly<Record<string, readonly EntityRecord[]>>;
  /** The last cursor of each stream. */
  readonly cursors: Readonly<Record<string, Cursor>>;
}

/**
 * Drives `collect` to its end, in process, and checks its messages against the contract.
 * @throws what the connector throws; `HOOK_PROTOCOL` or `RECORD_INVALID` when it breaks the contract,
 *   reads the real time or draws random numbers, also when it has caught that error
 */
export async function runConnector<Config>(
  plugin: Runnable<Config>,
  options: RunConnectorOptions<Config>,
): Promise<ConnectorRun> {
  const contract = new ContractCheck(options);
  const messages: CollectMessage[] = [];
  await guarded(async () => {
    const run = {
      ...sharedInput(options),
      streams: options.streams.map((name) => ({
        name,
        cursor: options.cursors?.[name],
        notBefore: options.notBefore?.[name],
        ...spansOf('count', options.count?.[name]),
        ...spansOf('readAgain', options.readAgain?.[name]),
      })),
      tenantId: options.tenantId,
      quotas: options.quotas ?? [],
    };
    for await (const message of makeConnector(plugin, options).collect(run)) {
      contract.check(message);
      messages.push(message);
      if (asHost(() => options.onMessage?.(message)) === false) break;
    }
  });
  return { messages, records: recordsOf(messages), cursors: cursorsOf(messages) };
}

/**
 * Drives `testConnectivity` to its end, in process.
 * @throws like `runConnector`
 */
export async function testConnector<Config>(
  plugin: Runnable<Config>,
  options: HookTestOptions<Config>,
): Promise<readonly ConnectivityCheck[]> {
  const checks: ConnectivityCheck[] = [];
  await guarded(async () => {
    const context = { ...sharedInput(options), streams: options.streams };
    for await (const check of makeConnector(plugin, options).testConnectivity(context)) {
      checks.push(check);
    }
  });
  return checks;
}

function spansOf(key: 'count' | 'readAgain', spans: readonly TimeSpan[] | undefined) {
  return spans === undefined ? {} : { [key]: spans };
}

function sharedInput<Config>(options: HookTestOptions<Config>) {
  const { config, secrets, signal = new AbortController().signal } = options;
  return { config, signal, ...(secrets === undefined ? {} : { secrets }) };
}

/** A breach counts also when the connector has swallowed the error. */
async function guarded(work: () => Promise<void>): Promise<void> {
  const breaches: RollcallError[] = [];
  await withoutAmbient((error) => breaches.push(error), work);
  const [first] = breaches;
  if (first !== undefined) throw first;
}

function makeConnector<Config>(
  plugin: Runnable<Config>,
  options: HookTestOptions<Config>,
): Connector<Config> {
  const connectorClass = (typeof plugin === 'function' ? plugin : plugin.connector) as new (
    ...args: unknown[]
  ) => Connector<Config>;
  injectable()(connectorClass);
  const own = container.createChildContainer();
  own.registerInstance(Tokens.Http, httpOfHost(options.http));
  own.registerInstance(Tokens.Clock, options.clock ?? new MemoryClock());
  own.registerInstance(Tokens.Log, options.log ?? new MemoryLog());
  return own.resolve(connectorClass);
}

/** What answers is not the connector's code: it may read the time. */
function httpOfHost(http: Http): Http {
  return {
    request: (request) => asHost(() => http.request(request)),
    stream: (request) => asHost(() => http.stream(request)),
  };
}

function recordsOf(messages: readonly CollectMessage[]): Record<string, EntityRecord[]> {
  const records: Record<string, EntityRecord[]> = {};
  for (const message of messages) {
    if (message.type !== 'batch') continue;
    const found = records[message.stream] ?? [];
    records[message.stream] = found;
    found.push(...message.records);
  }
  return records;
}

function cursorsOf(messages: readonly CollectMessage[]): Record<string, Cursor> {
  const cursors: Record<string, Cursor> = {};
  for (const message of messages) {
    if (message.type === 'batch' && message.cursor !== undefined) {
      cursors[message.stream] = message.cursor;
    }
  }
  return cursors;
}
