import type { Clock } from '@rollcall/core';
import type { Access } from './access/access.js';
import type { CheckService } from './checks/check-service.js';
import type { Database } from './db/database.js';
import type { DeliveryService } from './delivery/service.js';
import type { DraftTester } from './drafts/draft-tester.js';
import type { FindingService } from './findings/service.js';
import type { Integration } from './integrations/integration.js';
import type { IntegrationService } from './integrations/service.js';
import type { PluginRegistry } from './plugins/registry.js';
import type { QuotaSample } from './quota/quota-history.js';
import type { StreamSpan } from './reconcile/span-store.js';
import type { ReviewService } from './reviews/service.js';
import type { RunLogs } from './runs/run-logs.js';
import type { RunService } from './runs/run-service.js';
import type { RotatedKey } from './secrets/key.js';

/** The plugins, as commands and routes use them. */
export type HostPlugins = Pick<
  PluginRegistry,
  'list' | 'get' | 'byDigest' | 'inspect' | 'add' | 'remove'
>;

/** The integrations, as commands and routes use them. */
export type HostIntegrations = Pick<
  IntegrationService,
  | 'add'
  | 'edit'
  | 'validate'
  | 'list'
  | 'get'
  | 'facts'
  | 'storedSecrets'
  | 'remove'
  | 'pause'
  | 'resume'
>;

/** The runs, as commands and routes use them. */
export type HostRuns = Pick<
  RunService,
  'request' | 'nothingDue' | 'execute' | 'events' | 'get' | 'list' | 'activity' | 'cancel'
>;

/** Tests of integrations that are not saved, as routes use them. */
export type HostDrafts = Pick<DraftTester, 'prepare' | 'test'>;

/** The findings, as commands and routes use them. */
export type HostFindings = Pick<FindingService, 'list' | 'counts' | 'get' | 'act'>;

/** The checks, as commands and routes use them. */
export type HostChecks = Pick<CheckService, 'list'>;

/** Who is told of findings, as commands and routes use it. */
export type HostDeliveries = Pick<
  DeliveryService,
  'list' | 'add' | 'test' | 'remove' | 'deliverDue'
>;

/** The reviews, as commands and routes use them. */
export type HostReviews = Pick<
  ReviewService,
  'start' | 'list' | 'get' | 'basis' | 'lines' | 'history' | 'decide' | 'complete' | 'recordPack'
>;

/** How well hook processes are fenced in on this machine. */
export type HookLevel = 'strong' | 'flags';

/** The same, with why, and what would fence them better. */
export interface HookIsolation {
  readonly level: HookLevel;
  readonly detail: string;
  readonly hint?: string;
}

/** One quota of a tenant, as the ledger knows it; null where nothing is known. */
export interface HostQuota {
  readonly name: string;
  readonly scope: string;
  /** Usage of the whole tenant. */
  readonly used: number | null;
  readonly limit: number | null;
  /** The number of requests that usage may reach through us. */
  readonly ceiling: number | null;
  /** Held for requests in flight. */
  readonly reserved: number;
  readonly readAt: string | Date | null;
  readonly pausedUntil: string | Date | null;
}

/** Everything that commands and routes may ask of an open host. */
export interface Host {
  readonly plugins: HostPlugins;
  readonly integrations: HostIntegrations;
  readonly runs: HostRuns;
  readonly access: Access;
  readonly drafts: HostDrafts;
  readonly findings: HostFindings;
  readonly checks: HostChecks;
  readonly deliveries: HostDeliveries;
  readonly reviews: HostReviews;
  readonly database: Pick<Database, 'pool' | 'db'>;
  readonly clock: Clock;
  /** Only what a person should look at later; never a secret. */
  readonly log: { error(fields: object, message: string): void };
  readonly home: string;
  /** This version of Rollcall. */
  readonly version: string;
  /** The quotas of an integration's tenant, or of all. */
  quotas(integration?: Integration): Promise<readonly HostQuota[]>;
  /** Usage of the same quotas since then, oldest first. */
  quotaHistory(integration: Integration | undefined, since: Date): Promise<readonly QuotaSample[]>;
  /** Spans of an integration's event streams, compared with the provider's own counts. */
  reconciliation(integrationId: string): Promise<readonly StreamSpan[]>;
  /** Lines of a run's log, oldest first. */
  runLog: RunLogs['read'];
  /** How well hook processes are fenced in here. */
  isolation(): Promise<HookIsolation>;
  /** Changes the master key; see `rotateMasterKey`. */
  rotateKey(next?: string): Promise<RotatedKey>;
  close(): Promise<void>;
}
