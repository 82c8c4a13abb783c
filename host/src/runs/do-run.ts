import { type Clock, hasCode, toErrorData } from '@rollcall/core';
import type { Pool } from 'pg';

import type { Broker } from '../broker/broker.js';
import { ceilingPercentOf } from '../broker/quota-views.js';
import type { BrokerSession } from '../broker/session.js';
import { asUnavailable } from '../db/connection-error.js';
import type { RunEvents } from '../events/run-events.js';
import type { HookName } from '../hook-process/protocol.js';
import { runCollect, runTest } from '../hook-process/spawn.js';
import type { Integration } from '../integrations/integration.js';
import type { IntegrationService } from '../integrations/service.js';
import type { InstalledPlugin, PluginRegistry } from '../plugins/registry.js';
import type { Vault } from '../secrets/vault.js';
import { grantedSecrets, type HookHost, hookOptions, type RunLog } from './hook-options.js';
import type { Lease } from './lease.js';
import { readSecrets } from './read-secrets.js';
import type { RunLogSource, RunLogs } from './run-logs.js';
import type { DoRun } from './run-service.js';
import type { RunView } from './run-view.js';
import { RunWriter } from './run-writer.js';
import { type WorkerJob, type WorkerServices, work } from './worker.js';

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
  readonly level: HookHost['level'];
  /** Calendar days of an integration that names no time zone. */
  readonly timezone: string;
  readonly logs: Pick<RunLogs, 'end'>;
  /** A logger whose lines are kept with the run. */
  readonly logOf: (run: RunView, source: RunLogSource) => RunLog;
}

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
      await parts.logs.end(run.id);
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
  const log = parts.logOf(run, 'host');
  log.warn('the run broke off', { error: String(error) });
  const writer = new RunWriter({ ...parts, lease, runId: run.id, log });
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
    log: logOf(run, 'host'),
  });
}

async function makeJob(
  parts: DoRunParts,
  opening: Opening & { readonly session: BrokerSession; readonly to: string | undefined },
): Promise<WorkerJob> {
  const { run, lease, integration, plugin, session, signal, to } = opening;
  const { manifest } = plugin;
  const { clock, level } = parts;
  const log = parts.logOf(run, 'connector');
  const host = { plugin, http: session, log, clock, level, signal };
  const hook = async <I>(name: HookName, input: I) => hookOptions(host, { name, input });
  const given = await grantedSecrets(manifest, () =>
    readSecrets(parts.vault, manifest, integration),
  );
  return {
    run,
    integration,
    manifest,
    lease,
    log: parts.logOf(run, 'host'),
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
