import type { Clock, Manifest } from '@rollcall/core';

import type { Integration } from '../integrations/integration.js';
import { dueStreams } from './due.js';
import type { RunStore } from './run-store.js';
import type { RunView } from './run-view.js';

/** What the scheduler works with. */
export interface SchedulerServices {
  readonly clock: Clock;
  readonly runs: RunStore;
  readonly integrations: { list(): Promise<readonly Integration[]> };
  readonly manifestOf: (integration: Integration) => Promise<Manifest>;
  /** Whether some worker holds the integration. */
  readonly isHeld: (integrationId: string) => Promise<boolean>;
  readonly request: (
    integration: Integration,
    streams: readonly string[],
    trigger: 'schedule' | 'resume',
  ) => Promise<RunView>;
  readonly wake: (runId: string) => Promise<void>;
  /** Told what went wrong with one integration; the others go on. */
  readonly onError: (integrationId: string, error: unknown) => void;
}

/**
 * Looks once at everything that may have to run now: runs that a dead worker left, paused runs whose
 * time has come, streams that are due.
 */
export async function tick(services: SchedulerServices): Promise<void> {
  const unfinished = await services.runs.listUnfinished();
  const byIntegration = Map.groupBy(unfinished, (run) => run.integrationId);
  for (const integration of await services.integrations.list()) {
    try {
      await tickOne(services, integration, byIntegration.get(integration.id) ?? []);
    } catch (error) {
      services.onError(integration.id, error);
    }
  }
}

async function tickOne(
  services: SchedulerServices,
  integration: Integration,
  unfinished: readonly RunView[],
): Promise<void> {
  const now = services.clock.now();
  const open = unfinished.filter((run) => run.status === 'queued' || run.status === 'running');
  if (open.length > 0) {
    if (await services.isHeld(integration.id)) return;
    for (const run of open) {
      if (run.hook === 'folder') await services.runs.abandon(run.id, now);
      else await services.wake(run.id);
    }
    return;
  }
  if (integration.paused) return;
  const waiting = unfinished.filter((run) => run.resumeAt !== undefined && run.hook === 'collect');
  if (waiting.some((run) => new Date(run.resumeAt ?? 0) > now)) return;
  const paused = waiting[0];
  const resumable = paused ? await streamsToResume(services, integration, paused) : [];
  if (paused && resumable.length === 0) await services.runs.forgetPaused(integration.id);
  const streams = resumable.length > 0 ? resumable : await due(services, integration, now);
  if (streams.length === 0) return;
  await services.request(integration, streams, resumable.length > 0 ? 'resume' : 'schedule');
}

/** The streams that the paused run has not read, as far as the plugin still has them. */
async function streamsToResume(
  services: SchedulerServices,
  integration: Integration,
  run: RunView,
): Promise<string[]> {
  const { streams } = await services.manifestOf(integration);
  return streams.flatMap(({ name }) => {
    const status = run.streams[name]?.status;
    return status === undefined || status === 'done' || status === 'skipped' ? [] : [name];
  });
}

async function due(
  services: SchedulerServices,
  integration: Integration,
  now: Date,
): Promise<string[]> {
  const manifest = await services.manifestOf(integration);
  return dueStreams({
    integrationId: integration.id,
    streams: manifest.streams,
    chosen: integration.options.streams,
    schedule: integration.options.schedule,
    lastTries: await services.runs.lastTries(integration.id),
    now,
  });
}
