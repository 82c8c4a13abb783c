import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import type { Integration } from '../integrations/integration.js';
import { durationMs } from '../runs/due.js';
import { type DeletingStep, deleteInSteps } from './bounded-steps.js';
import { oldAudit } from './old-audit.js';
import { entityNamed, oldFacts } from './old-facts.js';
import { oldDetails, oldRuns } from './old-runs.js';
import { oldSamples } from './old-samples.js';

/** What upkeep works with. */
export interface UpkeepServices {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  readonly integrations: { list(): Promise<readonly Integration[]> };
  /** Days that runs, and entries of the audit log, are kept. */
  readonly keep: { readonly runDays: number; readonly auditDays: number };
}

/** How many rows were deleted, by what they were. Zeros are left out. */
export type UpkeepCounts = Readonly<Record<string, number>>;

const mostSteps = 200;
const dayMs = 24 * 3_600_000;

/**
 * Deletes what is too old: facts past the retention that a person chose, runs, their events and logs,
 * what quotas were used, and entries of the audit log. In small transactions, and not without end: what is left is deleted the next time.
 */
export async function keepUp(services: UpkeepServices, signal: AbortSignal): Promise<UpkeepCounts> {
  const now = services.clock.now();
  const { runDays, auditDays } = services.keep;
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  const counts: Record<string, number> = {};
  const run = async (what: string, step: DeletingStep): Promise<void> => {
    const deleted = await deleteInSteps(services.pool, step, { mostSteps, signal });
    if (deleted > 0) counts[what] = (counts[what] ?? 0) + deleted;
  };
  for (const { id, options } of await services.integrations.list()) {
    for (const [name, kept] of Object.entries(options.retention ?? {})) {
      const entity = entityNamed(name);
      if (entity === undefined) continue;
      const before = new Date(now.getTime() - durationMs(kept));
      await run(name, oldFacts({ integrationId: id, entity, before }));
    }
  }
  await run('run', oldRuns(daysAgo(runDays)));
  await run('run_event', oldDetails('run_event', now));
  await run('run_log', oldDetails('run_log', now));
  await run('quota_sample', oldSamples(now));
  await run('audit_log', oldAudit(daysAgo(auditDays)));
  return counts;
}
