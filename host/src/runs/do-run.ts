import { type Clock, hasCode, type Manifest, RollcallError, toErrorData } from '@rollcall/core';
import type { Pool } from 'pg';

import type { Broker } from '../broker/broker.js';
import { ceilingPercentOf } from '../broker/quota-views.js';
import type { BrokerSession } from '../broker/session.js';
import { asUnavailable } from '../db/connection-error.js';
import type { RunEvents } from '../events/run-events.js';
import type { IsolationLevel } from '../hook-process/level.js';
import type { HookOptions } from '../hook-process/session.js';
import { runCollect, runTest } from '../hook-process/spawn.js';
import { secretOrigin } from '../integrations/destinations.js';
import type { Integration } from '../integrations/integration.js';
import type { IntegrationService } from '../integrations/service.js';
import type { InstalledPlugin, PluginRegistry } from '../plugins/registry.js';
import type { Vault } from '../secrets/vault.js';
import { durationMs } from './due.js';
import type { Lease } from './lease.js';
import type { DoRun } from './run-service.js';
import type { RunView } from './run-view.js';
import { RunWriter } from './run-writer.js';
import { type WorkerJob, type WorkerServices, work } from './worker.js';

/** A logger of one run. */
export interface RunLog {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
}

/** What a run is put together from. */
export interface DoRunParts extends WorkerServices {
  readonly pool: Pool;
  readonly events: RunEvents;
  readonly clock: Clock;
  readonly integrations: IntegrationService;
  readonly plugins: PluginRegistry;
  readonly vault: Vault;
  readonly broker: Broker;
  /** How well hook processes are shut in on this machine. */
  readonly level: () => Promise<IsolationLevel>;
  /** Calendar days of an integration that names no time zone. */
  readonly timezone: string;
  readonly logOf: (run: RunView) => RunLog;
}

const defaultSlice = '30m';
const defaultMemoryMb = 512;
const graceMs = 5000;

/** Makes the function that does one run: plugin, secrets, broker session and hook process together. */
export function makeDoRun(parts: DoRunParts): DoRun {
  return async (run, lease, { signal, to }) => {
    let session: BrokerSession | undefined;
    try {
      const integration = await parts.integrations.get(run.integrationId);
      const plugin = await parts.plugins.byDigest(integration.pluginDigest);
      session = openSession(parts, { run, lease, integration, plugin, signal });
      const job = await makeJob(parts, { run, lease, integration, plugin, session, signal, to });
      await work(parts, job);
    } catch (error) {
      await endBroken(parts, run, lease, { error, signal });
    } finally {
      await session?.close();
    }
  };
}

/** A run that could not even begin ends with its error; a lost lease and a stopping process go on. */
async function endBroken(
  parts: DoRunParts,
  run: RunView,
  lease: Lease,
  { error, signal }: { readonly error: unknown; readonly signal: AbortSignal },
): Promise<void> {
  const fault = asUnavailable(error, 'its address');
  if (hasCode(fault, 'LEASE_LOST', 'DATABASE_UNAVAILABLE') || signal.aborted) throw fault;
  parts.logOf(run).warn('the run broke off', { error: String(error) });
  const writer = new RunWriter({ ...parts, lease, runId: run.id });
  await writer.end({ status: 'failed', error: toErrorData(fault) });
}

interface Opening {
  readonly run: RunView;
  readonly lease: Lease;
  readonly integration: Integration;
  readonly plugin: InstalledPlugin;
  readonly signal: AbortSignal;
}

function openSession(
  { broker, vault, timezone, logOf }: DoRunParts,
  { run, lease, integration, plugin, signal }: Opening,
): BrokerSession {
  const { manifest } = plugin;
  const { options, config } = integration;
  return broker.open({
    integrationId: integration.id,
    runId: run.id,
    pluginId: integration.pluginId,
    manifest,
    config,
    secrets: () => readSecrets(vault, manifest, integration),
    ceilingPercent: ceilingPercentOf(integration, manifest.quota),
    timezone: options.timezone ?? timezone,
    proxy: options.proxy,
    lease,
    signal,
    tenantId: integration.tenantId,
    person: run.trigger === 'person',
    log: logOf(run),
  });
}

async function makeJob(
  parts: DoRunParts,
  opening: Opening & { readonly session: BrokerSession; readonly to: string | undefined },
): Promise<WorkerJob> {
  const { run, lease, integration, plugin, session, signal, to } = opening;
  const { manifest } = plugin;
  const hook = async <I>(name: 'collect' | 'testConnectivity', input: I) =>
    hookOptions(parts, opening, { name, input, pluginDir: await plugin.directory() });
  const given = await grantedSecrets(parts.vault, manifest, integration);
  return {
    run,
    integration,
    manifest,
    lease,
    to,
    signal,
    session: {
      receipt: () => session.receipt(),
      stopped: () => session.stopped(),
      bindTenant: (id) => session.bindTenant(id),
      quotas: () => session.quotaView(),
      close: () => session.close(),
    },
    collect: async function* (input) {
      const options = await hook('collect', { ...input, config: integration.config, ...given });
      yield* runCollect(options);
    },
    test: async function* (input) {
      const options = await hook('testConnectivity', {
        ...input,
        config: integration.config,
        ...given,
      });
      yield* runTest(options);
    },
    bindTenant: (id, name) => parts.integrations.bindTenant(integration.id, id, name),
  };
}

async function hookOptions<Input>(
  parts: DoRunParts,
  { session, signal, plugin, run }: Opening & { readonly session: BrokerSession },
  hook: {
    readonly name: 'collect' | 'testConnectivity';
    readonly input: Input;
    readonly pluginDir: string;
  },
): Promise<HookOptions<Input>> {
  const { manifest, source, riskAccepted } = plugin;
  const level = await parts.level();
  if (level === 'flags' && source === 'added' && !riskAccepted) {
    throw new RollcallError(
      'PLUGIN_NOT_ACCEPTED',
      `"${manifest.name}" was added where its process could be shut in better than here`,
    );
  }
  const limits = manifest.hooks[hook.name];
  const log = parts.logOf(run);
  return {
    pluginDir: hook.pluginDir,
    entry: manifest.entry,
    input: hook.input,
    http: session,
    log: (level_, message, fields) => log[level_](message, fields),
    clock: () => ({ now: parts.clock.now().getTime(), providerOffsetMs: 0 }),
    limits: {
      sliceMs: durationMs(limits.slice ?? defaultSlice),
      memoryMb: limits.memoryMb ?? defaultMemoryMb,
      graceMs,
    },
    signal,
    level,
  };
}

async function readSecrets(
  vault: Vault,
  manifest: Manifest,
  { id, config }: Integration,
): Promise<Readonly<Record<string, string>>> {
  const origin = secretOrigin(manifest, config);
  const fields = await vault.listFields(id);
  const values = await Promise.all(
    fields.map(async (field) => {
      const value = await vault.getSecret({ integrationId: id, field, origin });
      return value === undefined ? [] : [[field, value] as const];
    }),
  );
  return Object.fromEntries(values.flat());
}

/** Only a plugin whose manifest asks for `secrets:read` is given secrets. */
async function grantedSecrets(vault: Vault, manifest: Manifest, integration: Integration) {
  const granted = manifest.permissions?.some(({ id }) => id === 'secrets:read') ?? false;
  return granted ? { secrets: await readSecrets(vault, manifest, integration) } : {};
}
