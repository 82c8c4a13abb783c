import type { Run } from '../../api/runs.js';

/** Usage of the main quota when a collection ended. */
export interface UsagePoint {
  readonly at: number;
  /** By everyone. */
  readonly used: number;
  /** By that collection. */
  readonly ours: number;
  readonly limit: number;
  readonly ceiling: number | null;
}

/** The usage that the receipts of runs tell, oldest first; runs that did not learn it are left out. */
export function usagePoints(runs: readonly Run[], since: number): readonly UsagePoint[] {
  return runs
    .flatMap(({ endedAt, quota }) => {
      if (endedAt === null || !quota || quota.used === null || quota.limit === null) return [];
      const { used, limit, ceiling, spentByRun } = quota;
      return [{ at: Date.parse(endedAt), used, limit, ceiling, ours: spentByRun }];
    })
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => a.at - b.at);
}
