import { mkdir } from 'node:fs/promises';
import type { Writable } from 'node:stream';

import { type Clock, RollcallError } from '@rollcall/core';
import type { Logger } from 'pino';
import type { DependencyContainer } from 'tsyringe';

import packageJson from '../../package.json' with { type: 'json' };
import type { Access } from '../access/access.js';
import type { BrokerQuota } from '../broker/quota-stage.js';
import { quotaViews } from '../broker/quota-views.js';
import type { CheckService } from '../checks/check-service.js';
import { type Database, openDatabase } from '../db/database.js';
import { ensureSchema } from '../db/migrate.js';
import type { DeliveryService } from '../delivery/service.js';
import type { DraftTester } from '../drafts/draft-tester.js';
import type { FindingService } from '../findings/service.js';
import { detectLevel } from '../hook-process/level.js';
import type { HookIsolation } from '../host-port.js';
import type { Integration } from '../integrations/integration.js';
import type { IntegrationService } from '../integrations/service.js';
import type { PluginRegistry } from '../plugins/registry.js';
import type { QuotaSample } from '../quota/quota-history.js';
import { readSpans, type StreamSpan } from '../reconcile/span-store.js';
import type { ReviewService } from '../reviews/service.js';
import type { RunLogs } from '../runs/run-logs.js';
import type { RunService } from '../runs/run-service.js';
import { openMasterKey, type RotatedKey, rotateMasterKey } from '../secrets/key.js';
import { Redactor } from '../secrets/redactor.js';
import type { HostConfig } from './config.js';
import { makeContainer } from './container.js';
import { openLog } from './log.js';
import { systemClock } from './system-clock.js';
import { HostTokens as Token } from './tokens.js';

/** How a host is opened. */
export interface OpenHostOptions {
  /** Whether a database of an earlier version may be migrated. */
  readonly mayMigrate: boolean;
  /** Also gets the log. */
  readonly logTo?: Writable | undefined;
  /** Told what takes long. */
  readonly onProgress?: ((message: string) => void) | undefined;
}

/** An open host: what commands and routes use. */
export interface Host {
  readonly plugins: PluginRegistry;
  readonly integrations: IntegrationService;
  readonly runs: RunService;
  readonly access: Access;
  readonly drafts: DraftTester;
  readonly findings: FindingService;
  readonly checks: CheckService;
  readonly deliveries: DeliveryService;
  readonly reviews: ReviewService;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly home: string;
  readonly version: string;
  readonly config: HostConfig;
  /** For the composition root's own use: workers are made from it. */
  readonly container: DependencyContainer;
  /** Quotas of one integration's tenant, or of all. */
  quotas(integration?: Integration): Promise<readonly BrokerQuota[]>;
  /** Spans of an integration's event streams, compared with the provider's own counts. */
  reconciliation(integrationId: string): Promise<readonly StreamSpan[]>;
  /** Lines of a run's log, oldest first. */
  runLog: RunLogs['read'];
  /** Usage of the same quotas since then, oldest first. */
  quotaHistory(integration: Integration | undefined, since: Date): Promise<readonly QuotaSample[]>;
  /** How well hook processes are fenced in here. */
  isolation(): Promise<HookIsolation>;
  /** Changes the master key; see `rotateMasterKey`. */
  rotateKey(next?: string): Promise<RotatedKey>;
  /** Closes everything, in reverse order. */
  close(): Promise<void>;
}

/**
 * Opens the home and its database, initialising an empty one.
 * @throws `SCHEMA_MISMATCH`, `KEY_MISMATCH`, `HOME_UNUSABLE`, `HOME_IN_USE`, `DATABASE_UNAVAILABLE`
 */
export async function openHost(config: HostConfig, options: OpenHostOptions): Promise<Host> {
  await makeHome(config.home);
  const redactor = new Redactor();
  redactConfig(redactor, config);
  const { log, close: closeLog } = openLog({
    home: config.home,
    level: config.logLevel,
    alsoTo: options.logTo,
    redact: (text) => redactor.redact(text),
  });
  const database = await openDatabase({
    source: config.databaseUrl
      ? { url: config.databaseUrl }
      : {
          home: config.home,
          binDir: config.postgresBin,
          runtimeDir: config.runtimeDir,
          onProgress: options.onProgress,
        },
    maxConnections: 20,
    onIdleError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
  });
  try {
    return await assemble(config, options, { redactor, log, database, closeLog });
  } catch (error) {
    await database.close();
    closeLog();
    throw error;
  }
}

interface Opened {
  readonly redactor: Redactor;
  readonly log: Logger;
  readonly database: Database;
  readonly closeLog: () => void;
}

async function assemble(
  config: HostConfig,
  options: OpenHostOptions,
  { redactor, log, database, closeLog }: Opened,
): Promise<Host> {
  await ensureSchema(database.db, { allowMigrate: options.mayMigrate });
  const masterKey = await openMasterKey(database.db, {
    given: config.masterKey,
    home: config.home,
    mayGenerate: database.isEmbedded,
  });
  const clock = systemClock;
  const container = makeContainer({ config, clock, redactor, log, database, masterKey });
  const plugins = container.resolve(Token.Plugins);
  const integrations = container.resolve(Token.Integrations);
  for (const problem of await plugins.sync()) log.warn({ problem }, 'a plugin cannot be used');
  await integrations.adoptBundled();
  const quotas = async (integration?: Integration) =>
    quotaViews(
      { broker: container.resolve(Token.Broker), plugins, timezone: config.timezone },
      integration ? [integration] : await integrations.list(),
    );
  return {
    plugins,
    integrations,
    runs: container.resolve(Token.Runs),
    access: container.resolve(Token.Access),
    drafts: container.resolve(Token.Drafts),
    findings: container.resolve(Token.Findings),
    checks: container.resolve(Token.Checks),
    deliveries: container.resolve(Token.Deliveries),
    reviews: container.resolve(Token.Reviews),
    database,
    clock,
    log,
    home: config.home,
    version: packageJson.version,
    config,
    container,
    quotas,
    quotaHistory: async (integration, since) =>
      container.resolve(Token.Ledger).history(await quotas(integration), since),
    reconciliation: (integrationId) => readSpans(database.pool, integrationId),
    isolation: hookIsolation,
    rotateKey: (next) => {
      if (next !== undefined) redactor.add(next);
      const source = { given: config.masterKey, home: config.home };
      return rotateMasterKey(source, container.resolve(Token.Vault), next);
    },
    runLog: (runId, wish) => container.resolve(Token.RunLogs).read(runId, wish),
    async close() {
      await container.resolve(Token.RunLogs).flush();
      await container.resolve(Token.Webhooks).close();
      await container.resolve(Token.Broker).close();
      await container.resolve(Token.Events).close();
      await database.close();
      closeLog();
    },
  };
}

/** How well hook processes are fenced in on this machine, and what would fence them better. */
export async function hookIsolation(): Promise<HookIsolation> {
  const { level, reason, remedy } = await detectLevel();
  return { level, detail: reason, ...(remedy === undefined ? {} : { hint: remedy }) };
}

/** Values of the configuration that must not show in a log either. */
function redactConfig(redactor: Redactor, config: HostConfig): void {
  if (config.masterKey) redactor.add(config.masterKey);
  for (const url of [config.databaseUrl, ...Object.values(config.network)]) {
    if (!url || !URL.canParse(url)) continue;
    const { password } = new URL(url);
    if (password) redactor.add(decodeURIComponent(password));
  }
}

async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new RollcallError('HOME_UNUSABLE', `cannot use ${home} as the home`, { cause });
  }
}
