import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Clock } from '@rollcall/core';
import type { Logger } from 'pino';
import { type DependencyContainer, instanceCachingFactory, container as root } from 'tsyringe';

import packageJson from '../../package.json' with { type: 'json' };
import { makeAccess } from '../access/access.js';
import { Broker } from '../broker/broker.js';
import { proxySettings } from '../broker/proxy.js';

import { behaviourChecks } from '../checks/behaviour/behaviour-checks.js';
import { runBehaviour } from '../checks/behaviour/run-behaviour.js';
import { CheckService } from '../checks/check-service.js';
import { CheckEngine } from '../checks/engine.js';
import { setChecks } from '../checks/sets/index.js';
import type { Database } from '../db/database.js';
import { DiskGuard } from '../db/disk-guard.js';
import { WebhookSender } from '../delivery/send-webhook.js';
import { DeliveryService } from '../delivery/service.js';
import { DeliveryTargets } from '../delivery/targets.js';
import { DraftTester } from '../drafts/draft-tester.js';
import { RunEvents } from '../events/run-events.js';
import { FindingService } from '../findings/service.js';
import { detectLevel } from '../hook-process/level.js';
import { IntegrationService } from '../integrations/service.js';
import { PluginRegistry } from '../plugins/registry.js';
import { QuotaLedger } from '../quota/ledger.js';
import { scopeOf } from '../quota/tenant-scope.js';
import { ReviewService } from '../reviews/service.js';
import { makeDoRun } from '../runs/do-run.js';
import type { RunLog } from '../runs/hook-options.js';
import { LeaseStore } from '../runs/lease.js';
import { RunQueue } from '../runs/queue.js';
import { RunLogs } from '../runs/run-logs.js';
import { RunService } from '../runs/run-service.js';
import { RunStore } from '../runs/run-store.js';
import type { Redactor } from '../secrets/redactor.js';
import { Vault } from '../secrets/vault.js';
import type { HostConfig } from './config.js';
import { HostTokens as Token, type WakeSwitch } from './tokens.js';

/** What is open before anything else can be made. */
export interface Foundations {
  readonly config: HostConfig;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly log: Logger;
  readonly database: Database;
  readonly masterKey: Buffer;
}

/** Registers every service of the host, each made when it is first asked for. */
export function makeContainer(foundations: Foundations): DependencyContainer {
  const container = root.createChildContainer();
  container.register(Token.Config, { useValue: foundations.config });
  container.register(Token.Clock, { useValue: foundations.clock });
  container.register(Token.Redactor, { useValue: foundations.redactor });
  container.register(Token.Log, { useValue: foundations.log });
  container.register(Token.Database, { useValue: foundations.database });
  container.register(Token.MasterKey, { useValue: foundations.masterKey });
  const wake: WakeSwitch = { wake: async () => {} };
  container.register(Token.Wake, { useValue: wake });
  registerStores(container);
  registerIntegrations(container);
  registerChecks(container);
  registerDeliveries(container);
  registerRuns(container);
  registerDrafts(container);
  return container;
}

function registerStores(container: DependencyContainer): void {
  container.register(Token.Vault, {
    useFactory: instanceCachingFactory(
      (c) =>
        new Vault({
          db: c.resolve(Token.Database).db,
          masterKey: c.resolve(Token.MasterKey),
          clock: c.resolve(Token.Clock),
          onValue: (value) => c.resolve(Token.Redactor).add(value),
        }),
    ),
  });
  container.register(Token.Access, {
    useFactory: instanceCachingFactory((c) =>
      makeAccess(c.resolve(Token.Database).db, c.resolve(Token.Clock)),
    ),
  });
  container.register(Token.Ledger, {
    useFactory: instanceCachingFactory((c) => new QuotaLedger(c.resolve(Token.Database).pool)),
  });
  container.register(Token.Disk, {
    useFactory: instanceCachingFactory((c) => {
      const { folder } = c.resolve(Token.Database);
      const { home, minFreeMb } = c.resolve(Token.Config);
      const folders = folder === undefined ? [] : [home, folder];
      return new DiskGuard({ folders, minFreeBytes: minFreeMb * 1_048_576 });
    }),
  });
  container.register(Token.Leases, {
    useFactory: instanceCachingFactory((c) => new LeaseStore(c.resolve(Token.Database).db)),
  });
  container.register(Token.Events, {
    useFactory: instanceCachingFactory((c) => new RunEvents(c.resolve(Token.Database).pool)),
  });
  container.register(Token.RunLogs, {
    useFactory: instanceCachingFactory(
      (c) =>
        new RunLogs({
          pool: c.resolve(Token.Database).pool,
          clock: c.resolve(Token.Clock),
          redact: (text) => c.resolve(Token.Redactor).redact(text),
          onError: (error) =>
            c.resolve(Token.Log).warn({ error: String(error) }, 'log lines of runs were lost'),
        }),
    ),
  });
  container.register(Token.RunStore, {
    useFactory: instanceCachingFactory((c) => new RunStore(c.resolve(Token.Database).db)),
  });
}

function registerIntegrations(container: DependencyContainer): void {
  container.register(Token.Plugins, {
    useFactory: instanceCachingFactory((c) => {
      const { bundledPlugins, home } = c.resolve(Token.Config);
      return new PluginRegistry({
        database: c.resolve(Token.Database),
        bundledFolder: bundledPlugins,
        folders: { root: join(home, 'plugins'), randomName: randomUUID },
        clock: c.resolve(Token.Clock),
      });
    }),
  });
  container.register(Token.Integrations, {
    useFactory: instanceCachingFactory(
      (c) =>
        new IntegrationService({
          database: c.resolve(Token.Database),
          plugins: c.resolve(Token.Plugins),
          secrets: c.resolve(Token.Vault),
          clock: c.resolve(Token.Clock),
          random: randomBytes,
          onCeilingRaised: async ({ pluginId, tenantId }) => {
            if (tenantId === undefined) return;
            await c.resolve(Token.Ledger).liftPause(scopeOf(pluginId, tenantId));
          },
        }),
    ),
  });
  container.register(Token.Broker, {
    useFactory: instanceCachingFactory(
      (c) =>
        new Broker({
          ledger: c.resolve(Token.Ledger),
          vault: c.resolve(Token.Vault),
          redactor: c.resolve(Token.Redactor),
          proxy: proxySettings(c.resolve(Token.Config).network),
          clock: c.resolve(Token.Clock),
          random: Math.random,
          sleep: (ms, signal) => delay(ms, undefined, { signal }),
        }),
    ),
  });
}

function registerChecks(container: DependencyContainer): void {
  container.register(Token.Findings, {
    useFactory: instanceCachingFactory(
      (c) => new FindingService(c.resolve(Token.Database).pool, c.resolve(Token.Clock)),
    ),
  });
  container.register(Token.Checks, {
    useFactory: instanceCachingFactory((c) => {
      const { pool } = c.resolve(Token.Database);
      const clock = c.resolve(Token.Clock);
      const log = c.resolve(Token.Log);
      const engine = new CheckEngine({
        pool,
        clock,
        setChecks,
        behaviour: {
          checks: behaviourChecks,
          run: runBehaviour,
        },
        sleep: (ms, signal) => delay(ms, undefined, { signal }),
        redact: (text) => c.resolve(Token.Redactor).redact(text),
        log,
      });
      return new CheckService({ pool, clock, engine, log, findings: c.resolve(Token.Findings) });
    }),
  });
  container.register(Token.Reviews, {
    useFactory: instanceCachingFactory(
      (c) =>
        new ReviewService({
          pool: c.resolve(Token.Database).pool,
          clock: c.resolve(Token.Clock),
          version: packageJson.version,
          newId: randomUUID,
        }),
    ),
  });
}

function registerDeliveries(container: DependencyContainer): void {
  container.register(Token.Webhooks, {
    useFactory: instanceCachingFactory(
      (c) => new WebhookSender(proxySettings(c.resolve(Token.Config).network)),
    ),
  });
  container.register(Token.Deliveries, {
    useFactory: instanceCachingFactory((c) => {
      const { db, pool } = c.resolve(Token.Database);
      return new DeliveryService({
        pool,
        clock: c.resolve(Token.Clock),
        targets: new DeliveryTargets(db, c.resolve(Token.Vault)),
        webhooks: c.resolve(Token.Webhooks),
        newId: randomUUID,
        newSecret: () => randomBytes(32).toString('base64url'),
        giveUpAfterMs: c.resolve(Token.Config).keep.deliveryDays * 24 * 3_600_000,
        log: c.resolve(Token.Log),
      });
    }),
  });
}

function registerRuns(container: DependencyContainer): void {
  container.register(Token.Queue, {
    useFactory: instanceCachingFactory(
      (c) =>
        new RunQueue(c.resolve(Token.Database).pool, (error) =>
          c.resolve(Token.Log).warn({ error: String(error) }, 'the queue met an error'),
        ),
    ),
  });
  container.register(Token.Runs, {
    useFactory: instanceCachingFactory(
      (c) =>
        new RunService({
          clock: c.resolve(Token.Clock),
          store: c.resolve(Token.RunStore),
          events: c.resolve(Token.Events),
          leases: c.resolve(Token.Leases),
          leaseSeconds: c.resolve(Token.Config).leaseSeconds,
          newId: randomUUID,
          monotonic: () => performance.now(),
          sleep: (ms, signal) => delay(ms, undefined, { signal }),
          manifestOf: async ({ pluginDigest }) =>
            (await c.resolve(Token.Plugins).byDigest(pluginDigest)).manifest,
          doRun: doRunOf(c),
          disk: c.resolve(Token.Disk),
          wake: (runId) => c.resolve(Token.Wake).wake(runId),
        }),
    ),
  });
}

function registerDrafts(container: DependencyContainer): void {
  container.register(Token.Drafts, {
    useFactory: instanceCachingFactory(
      (c) =>
        new DraftTester({
          plugins: c.resolve(Token.Plugins),
          integrations: c.resolve(Token.Integrations),
          vault: c.resolve(Token.Vault),
          broker: c.resolve(Token.Broker),
          redactor: c.resolve(Token.Redactor),
          clock: c.resolve(Token.Clock),
          level: async () => (await detectLevel()).level,
          timezone: c.resolve(Token.Config).timezone,
          log: runLog(c.resolve(Token.Log).child({ run: 'unsaved' })),
        }),
    ),
  });
}

function doRunOf(c: DependencyContainer) {
  const clock = c.resolve(Token.Clock);
  const log = c.resolve(Token.Log);
  const logs = c.resolve(Token.RunLogs);
  return makeDoRun({
    pool: c.resolve(Token.Database).pool,
    events: c.resolve(Token.Events),
    clock,
    redact: (text) => c.resolve(Token.Redactor).redact(text),
    monotonic: () => performance.now(),
    sleepUntil: (until, signal) =>
      delay(Math.max(0, until.getTime() - clock.now().getTime()), undefined, { signal }),
    check: (...what) => c.resolve(Token.Checks).afterCollection(...what),
    integrations: c.resolve(Token.Integrations),
    plugins: c.resolve(Token.Plugins),
    disk: c.resolve(Token.Disk),
    vault: c.resolve(Token.Vault),
    broker: c.resolve(Token.Broker),
    level: async () => (await detectLevel()).level,
    timezone: c.resolve(Token.Config).timezone,
    logs,
    logOf: ({ id, integrationId }, source) =>
      logs.of(id, source, runLog(log.child({ run: id, integration: integrationId, source }))),
  });
}

function runLog(log: Logger): RunLog {
  return {
    debug: (message, fields) => log.debug(fields, message),
    info: (message, fields) => log.info(fields, message),
    warn: (message, fields) => log.warn(fields, message),
  };
}
