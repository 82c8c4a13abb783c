import type { DeletingStep } from './bounded-steps.js';

const dayMs = 24 * 3_600_000;
const keepDetailsDays = 30;
/** Of an integration; these keep their details whatever their age. */
const keepDetailsOfRuns = 200;

/** Deletes runs that were asked for before then, with their streams, events and logs. */
export function oldRuns(before: Date): DeletingStep {
  return {
    sql: `DELETE FROM rollcall.run WHERE id IN (
      SELECT id FROM rollcall.run
      WHERE requested_at < $1 AND status NOT IN ('queued', 'running') AND resume_at IS NULL
      ORDER BY requested_at LIMIT $2)`,
    parameters: [before],
    rows: 500,
  };
}

/** Deletes the events, or the log, of runs that nobody looks into any more; the runs stay. */
export function oldDetails(table: 'run_event' | 'run_log', now: Date): DeletingStep {
  return {
    sql: `DELETE FROM rollcall.${table} WHERE id = ANY(ARRAY(
      SELECT detail.id FROM (
        SELECT id, requested_at,
          row_number() OVER (PARTITION BY integration_id ORDER BY requested_at DESC) AS place
        FROM rollcall.run WHERE status NOT IN ('queued', 'running')
      ) run JOIN rollcall.${table} detail ON detail.run_id = run.id
      WHERE run.place > $1 AND run.requested_at < $2 LIMIT $3))`,
    parameters: [keepDetailsOfRuns, new Date(now.getTime() - keepDetailsDays * dayMs)],
    rows: 5000,
  };
}
