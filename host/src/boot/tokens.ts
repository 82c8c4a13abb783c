import type { Clock } from '@rollcall/core';
import type { Logger } from 'pino';
import type { InjectionToken } from 'tsyringe';

import type { Access } from '../access/access.js';
import type { Broker } from '../broker/broker.js';
import type { CheckService } from '../checks/check-service.js';
import type { Database } from '../db/database.js';
import type { DiskGuard } from '../db/disk-guard.js';
import type { WebhookSender } from '../delivery/send-webhook.js';
import type { DeliveryService } from '../delivery/service.js';
import type { DraftTester } from '../drafts/draft-tester.js';
import type { RunEvents } from '../events/run-events.js';
import type { FindingService } from '../findings/service.js';
import type { IntegrationService } from '../integrations/service.js';
import type { PluginRegistry } from '../plugins/registry.js';
import type { QuotaLedger } from '../quota/ledger.js';
import type { ReviewService } from '../reviews/service.js';
import type { LeaseStore } from '../runs/lease.js';
import type { RunQueue } from '../runs/queue.js';
import type { RunLogs } from '../runs/run-logs.js';
import type { RunService } from '../runs/run-service.js';
import type { RunStore } from '../runs/run-store.js';
import type { Redactor } from '../secrets/redactor.js';
import type { Vault } from '../secrets/vault.js';
import type { HostConfig } from './config.js';

function token<T>(name: string): InjectionToken<T> & symbol {
  return Symbol.for(`rollcall.host.${name}`);
}

/** What the host's composition root holds. */
export const HostTokens = {
  Config: token<HostConfig>('config'),
  Clock: token<Clock>('clock'),
  Redactor: token<Redactor>('redactor'),
  Log: token<Logger>('log'),
  Database: token<Database>('database'),
  MasterKey: token<Buffer>('master-key'),
  Vault: token<Vault>('vault'),
  Access: token<Access>('access'),
  Plugins: token<PluginRegistry>('plugins'),
  Integrations: token<IntegrationService>('integrations'),
  Ledger: token<QuotaLedger>('ledger'),
  Broker: token<Broker>('broker'),
  Disk: token<DiskGuard>('disk'),
  Leases: token<LeaseStore>('leases'),
  Events: token<RunEvents>('events'),
  RunLogs: token<RunLogs>('run-logs'),
  RunStore: token<RunStore>('run-store'),
  Runs: token<RunService>('runs'),
  Drafts: token<DraftTester>('drafts'),
  Findings: token<FindingService>('findings'),
  Webhooks: token<WebhookSender>('webhooks'),
  Deliveries: token<DeliveryService>('deliveries'),
  Checks: token<CheckService>('checks'),
  Reviews: token<ReviewService>('reviews'),
  Queue: token<RunQueue>('queue'),
  /** Tells other workers of a new run. */
  Wake: token<WakeSwitch>('wake'),
} as const;

/** Whom a new run is told to: nobody, until this process works on a queue. */
export interface WakeSwitch {
  wake: (runId: string) => Promise<void>;
}
