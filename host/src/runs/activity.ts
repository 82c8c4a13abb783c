import type { Manifest } from '@rollcall/core';

import type { Integration } from '../integrations/integration.js';
import { isOn, nextDue } from './due.js';
import type { RunStore } from './run-store.js';
import { openStatuses, type RunView } from './run-view.js';

/** What an integration does now, did last and does next. */
export interface Activity {
  /** The run that is open: a collection before anything else. */
  readonly open: RunView | undefined;
  /** The latest collection that has ended. */
  readonly last: RunView | undefined;
  /** When it collects by itself; `undefined` when nothing is planned. */
  readonly nextAt: Date | undefined;
}

/** What activity is read from. */
export interface ActivityParts {
  readonly store: Pick<RunStore, 'latest' | 'lastTries'>;
  readonly manifestOf: (integration: Integration) => Promise<Manifest>;
}

/** The activity of integrations, by id. One whose plugin is lost has no next collection. */
export async function readActivity(
  parts: ActivityParts,
  integrations: readonly Integration[],
): Promise<ReadonlyMap<string, Activity>> {
  const runs = await parts.store.latest(integrations.map(({ id }) => id));
  const byIntegration = Map.groupBy(runs, ({ integrationId }) => integrationId);
  const entries = integrations.map(async (integration) => {
    const own = byIntegration.get(integration.id) ?? [];
    const open = own.filter(({ status }) => openStatuses.includes(status));
    const last = own.find(({ status }) => !openStatuses.includes(status));
    const activity: Activity = {
      open: open.find(({ hook }) => hook === 'collect') ?? open[0],
      last,
      nextAt: await nextAt(parts, integration, last),
    };
    return [integration.id, activity] as const;
  });
  return new Map(await Promise.all(entries));
}

async function nextAt(
  { store, manifestOf }: ActivityParts,
  integration: Integration,
  last: RunView | undefined,
): Promise<Date | undefined> {
  if (integration.paused) return undefined;
  if (last?.resumeAt !== undefined) return new Date(last.resumeAt);
  const manifest = await manifestOf(integration).catch(() => undefined);
  if (!manifest) return undefined;
  const lastTries = await store.lastTries(integration.id);
  const { schedule, streams: chosen } = integration.options;
  const times = manifest.streams
    .filter((stream) => isOn(stream, chosen))
    .map((stream) => nextDue(integration.id, stream, { schedule, lastTries }).getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
