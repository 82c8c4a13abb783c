import type { Clock, Manifest } from '@rollcall/core';
import type { Kysely } from 'kysely';
import type pg from 'pg';

import type { Tables } from '../db/tables.js';
import type { RunEventView } from '../events/run-events.js';
import type { RunHook, RunView } from '../runs/run-view.js';

/** The database as commands and routes use it. */
export interface HostDatabase {
  readonly pool: pg.Pool;
  readonly db: Kysely<Tables>;
}

/** A plugin that integrations may be made of. */
export interface HostPlugin {
  readonly digest: string;
  readonly manifest: Manifest;
  readonly source: 'bundled' | 'added';
  readonly riskAccepted: boolean;
  readonly active: boolean;
}

/** What installing a plugin would permit. */
export interface PluginInspection {
  readonly manifest: Manifest;
  readonly digest: string;
  readonly hosts: readonly string[];
  readonly permissions: readonly string[];
}

/** How well the hook processes are fenced in on this machine. */
export type HookLevel = 'strong' | 'flags';

/** The plugins of a host. */
export interface HostPlugins {
  list(): Promise<readonly HostPlugin[]>;
  get(id: string): Promise<HostPlugin>;
  byDigest(digest: string): Promise<HostPlugin>;
  inspect(path: string): Promise<PluginInspection>;
  add(
    path: string,
    options: { readonly acceptRisk: boolean; readonly level: HookLevel },
  ): Promise<HostPlugin>;
  remove(id: string): Promise<void>;
}

/** One mistake in a config. */
export interface ConfigFault {
  readonly pointer: string;
  readonly field: string;
  readonly keyword: string;
  readonly message: string;
}

/** A configured instance of a plugin, without its secrets. */
export interface HostIntegration {
  readonly id: string;
  readonly pluginId: string;
  readonly pluginDigest: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly options: object;
  readonly paused: boolean;
  readonly tenantId?: string | undefined;
  readonly tenantName?: string | undefined;
  readonly connected?: boolean | undefined;
  readonly testedAt?: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What `add` makes an integration of. */
export interface NewIntegration {
  readonly plugin: string;
  readonly name: string;
  readonly config: Record<string, unknown>;
  readonly secrets: Record<string, string>;
  readonly options?: Record<string, unknown>;
}

/** What `edit` changes: absent stays, null is removed. */
export interface IntegrationPatch {
  readonly name?: string;
  readonly config?: Record<string, unknown>;
  readonly secrets?: Record<string, string | null>;
  readonly options?: Record<string, unknown>;
}

/** The integrations of a host. */
export interface HostIntegrations {
  add(input: NewIntegration): Promise<HostIntegration>;
  edit(idOrName: string, patch: IntegrationPatch): Promise<HostIntegration>;
  validate(
    pluginId: string,
    input: { readonly config: Record<string, unknown>; readonly secrets: Record<string, string> },
  ): Promise<readonly ConfigFault[]>;
  list(): Promise<readonly HostIntegration[]>;
  get(idOrName: string): Promise<HostIntegration>;
  facts(idOrName: string): Promise<Readonly<Record<string, number>>>;
  remove(idOrName: string): Promise<{ readonly removed: Readonly<Record<string, number>> }>;
  pause(idOrName: string): Promise<HostIntegration>;
  resume(idOrName: string): Promise<HostIntegration>;
}

/** What a person may ask of a run. */
export interface RunRequest {
  readonly streams?: readonly string[];
  readonly due?: boolean;
}

/** How a process works on a run. */
export interface RunExecution {
  /** A folder that takes the records instead of the store. */
  readonly to?: string;
  /** Called when another process turns out to work on it. */
  readonly onFollow?: () => void;
}

/** The runs of a host. */
export interface HostRuns {
  request(integration: HostIntegration, hook: RunHook, options?: RunRequest): Promise<RunView>;
  execute(
    runId: string,
    signal: AbortSignal,
    options?: RunExecution,
  ): Promise<{ readonly followed: boolean }>;
  events(runId: string, after?: string, signal?: AbortSignal): AsyncIterable<RunEventView>;
  get(runId: string): Promise<RunView>;
  list(integrationId?: string, limit?: number): Promise<readonly RunView[]>;
  cancel(runId: string): Promise<void>;
}

/** One quota of a tenant, as the ledger knows it. */
export interface HostQuota {
  readonly name: string;
  readonly scope: string;
  readonly used: number | null;
  readonly limit: number | null;
  /** The number of requests that usage may reach through us. */
  readonly ceiling: number | null;
  readonly reserved: number;
  readonly readAt: string | Date | null;
  readonly pausedUntil: string | Date | null;
}

/** Everything that commands and routes may ask of an open host. */
export interface Host {
  readonly plugins: HostPlugins;
  readonly integrations: HostIntegrations;
  readonly runs: HostRuns;
  readonly database: HostDatabase;
  readonly clock: Clock;
  readonly home: string;
  /** Only what a person should look at later; never a secret. */
  readonly log: { error(fields: object, message: string): void };
  quotas(integration?: HostIntegration): Promise<readonly HostQuota[]>;
  close(): Promise<void>;
}
