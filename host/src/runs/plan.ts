import type { StreamPlan } from '@rollcall/core';

import type { PlanQuotaView, PlanStreamView, PlanView } from './run-view.js';

type StreamPlans = Readonly<Record<string, StreamPlan>>;

/** The price of a collection beside the quota. It fits when usage stays at or below the ceiling. */
export function planOf(streams: StreamPlans, quota: PlanQuotaView | undefined): PlanView {
  const { used = null, limit = null, ceiling = null } = quota ?? {};
  const requests = Object.values(streams).reduce((sum, stream) => sum + stream.requests, 0);
  return {
    streams: planStreams(streams),
    requests,
    quota: { used, limit, ceiling },
    fits: ceiling === null || (used ?? 0) + requests <= ceiling,
  };
}

/** A plan of streams as it is kept and shown: every field, `null` where nothing is known. */
export function planStreams(streams: StreamPlans): Readonly<Record<string, PlanStreamView>> {
  return Object.fromEntries(
    Object.entries(streams).map(([name, { records, requests, transport, note }]) => [
      name,
      { records: records ?? null, requests, transport, note: note ?? null },
    ]),
  );
}

/** How many records each stream is expected to have, where that is known. */
export function expectedRecords(streams: StreamPlans): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(streams).flatMap(([name, { records }]) =>
      records === undefined ? [] : [[name, records] as const],
    ),
  );
}
