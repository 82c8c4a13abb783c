import type { Manifest } from '@rollcall/core';

import type { Integration } from '../integrations/integration.js';
import { isOn, nextDue } from './due.js';
import type { RunStore } from './run-store.js';
import { openStatuses, type RunView } from './run-view.js';
import { type Staleness, stalenessOf } from './staleness.js';

/** What an integration does now, did last and does next. */
export interface Activity {
  /** The run that is open: a collection before anything else. */
  readonly open: RunView | undefined;
  /** The latest collection that has ended. */
  readonly last: RunView | undefined;
  /** When it collects by itself; `undefined` when nothing is planned. */
  readonly nextAt: Date | undefined;
  /** Up to when the facts are: when the latest collection began that read a stream to its end. */
  readonly collectedAt: Date | undefined;
  /** Streams that nobody collected for far too long; never of a paused integration. */
  readonly stale: Staleness | undefined;
}

/** What activity is read from. */
export interface ActivityParts {
  readonly store: Pick<RunStore, 'latest' | 'lastTries'>;
  readonly manifestOf: (integration: Integration) => Promise<Manifest>;
  /** The host's time. */
  readonly now: () => Date;
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
      ...(await plansOf(parts, integration, last)),
    };
    return [integration.id, activity] as const;
  });
  return new Map(await Promise.all(entries));
}

async function plansOf(
  { store, manifestOf, now }: ActivityParts,
  integration: Integration,
  last: RunView | undefined,
): Promise<Pick<Activity, 'nextAt' | 'stale' | 'collectedAt'>> {
  const lastTries = await store.lastTries(integration.id);
  const done = [...lastTries.values()].flatMap((tried) => tried.done?.getTime() ?? []);
  const collectedAt = done.length === 0 ? undefined : new Date(Math.max(...done));
  const none = { nextAt: undefined, stale: undefined, collectedAt };
  const manifest = integration.paused
    ? undefined
    : await manifestOf(integration).catch(() => undefined);
  if (!manifest) return none;
  const { schedule, streams: chosen } = integration.options;
  const on = manifest.streams.filter((stream) => isOn(stream, chosen));
  const facts = { streams: on, schedule, lastTries };
  const times = on.map((stream) => nextDue(integration.id, stream, facts).getTime());
  const soonest = Math.max(now().getTime(), Math.min(...times));
  const due = times.length === 0 ? undefined : new Date(soonest);
  return {
    nextAt: last?.resumeAt === undefined ? due : new Date(last.resumeAt),
    stale: stalenessOf({ ...facts, addedAt: integration.createdAt, now: now() }),
    collectedAt,
  };
}
