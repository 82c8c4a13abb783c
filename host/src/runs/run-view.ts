import type { ConnectivityCheck, ErrorData } from '@rollcall/core';

import type { RunStatus, RunStreamTable } from '../db/tables.js';

/**
 * What a run does: a hook of the connector, the plan before its first batch, or a collection into a
 * folder, which is its process's own and touches nothing that is stored.
 */
export type RunHook = 'collect' | 'testConnectivity' | 'plan' | 'folder';

/** The statuses that a run can still leave. */
export const openStatuses: readonly RunStatus[] = ['queued', 'running'];

/** A stream's row, for people and scripts. */
export interface RunStreamView {
  readonly status: RunStreamTable['status'];
  /** Records read. */
  readonly records: number;
  readonly inserted: number;
  readonly updated: number;
  readonly gone: number;
  /** Requests counted by the provider. */
  readonly requests: number;
  /** Records expected, from the plan. */
  readonly expected?: number;
  /** Why it was skipped, paused or failed. */
  readonly reason?: string;
  /** What to do. */
  readonly hint?: string;
  /** The step of the setup guide that mends it. */
  readonly setupStep?: string;
  /** Why it failed. */
  readonly error?: ErrorData;
}

/** The tenant's main quota, at the end of a run. */
export interface RunQuotaView {
  readonly used: number | null;
  readonly limit: number | null;
  /** The number of requests that usage may reach through us. */
  readonly ceiling: number | null;
  readonly spentByRun: number;
}

/** What one stream would cost. */
export interface PlanStreamView {
  /** `null` where nobody can say before they are read. */
  readonly records: number | null;
  readonly requests: number;
  readonly transport: string;
  /** Why there is no number of records. */
  readonly note: string | null;
}

/** A quota beside a plan; `null` where it was never read. */
export interface PlanQuotaView {
  readonly used: number | null;
  readonly limit: number | null;
  readonly ceiling: number | null;
}

/** What a collection would cost. */
export interface PlanView {
  readonly streams: Readonly<Record<string, PlanStreamView>>;
  readonly requests: number;
  readonly quota: PlanQuotaView;
  /** Whether it fits below the ceiling now. */
  readonly fits: boolean;
}

/** A run, for people and scripts. Instants are ISO 8601. */
export interface RunView {
  readonly id: string;
  readonly integrationId: string;
  readonly hook: RunHook;
  readonly trigger: 'person' | 'schedule' | 'resume';
  readonly status: RunStatus;
  readonly requestedAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly resumeAt?: string;
  readonly error?: ErrorData;
  readonly streams: Readonly<Record<string, RunStreamView>>;
  readonly quota?: RunQuotaView;
  readonly checks?: readonly ConnectivityCheck[];
  readonly connected?: boolean;
  readonly plan?: PlanView;
}
