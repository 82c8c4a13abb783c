import type { StreamPlan } from '@rollcall/core';

import type { PlanView } from './run-view.js';

/** What is known of the main quota; `null` where it was never read. */
export interface PlanQuota {
  readonly used: number | null;
  readonly limit: number | null;
  readonly ceiling: number | null;
}

/** The price of a collection beside the quota. It fits when usage stays at or below the ceiling. */
export function planOf(
  streams: Readonly<Record<string, StreamPlan>>,
  quota: PlanQuota | undefined,
): PlanView {
  const requests = Object.values(streams).reduce((sum, stream) => sum + stream.requests, 0);
  const used = quota?.used ?? 0;
  const ceiling = quota?.ceiling ?? 0;
  return {
    streams,
    requests,
    quota: { used, limit: quota?.limit ?? 0, ceiling },
    fits: quota?.ceiling === undefined || quota.ceiling === null || used + requests <= ceiling,
  };
}
