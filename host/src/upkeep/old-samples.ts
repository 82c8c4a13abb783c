import type { DeletingStep } from './bounded-steps.js';

const keepDays = 35;

/** Deletes what quotas were used weeks ago: no chart shows it. */
export function oldSamples(now: Date): DeletingStep {
  return {
    sql: `DELETE FROM rollcall.quota_sample WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM rollcall.quota_sample WHERE slot < $1 LIMIT $2))`,
    parameters: [new Date(now.getTime() - keepDays * 24 * 3_600_000)],
    rows: 5000,
  };
}
