import type { Pool } from 'pg';

/** One statement that deletes a little. */
export interface DeletingStep {
  /** Deletes at most as many rows as its last parameter says. */
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Most rows of one execution: a transaction of its own, so that nobody waits for long. */
  readonly rows: number;
}

/** How far a piece of upkeep may go at once. */
export interface StepBounds {
  /** Most executions of one step. The next time it goes on. */
  readonly mostSteps: number;
  readonly signal: AbortSignal;
}

/** Deletes in small transactions until nothing is left, or the bounds are met; gives how many rows. */
export async function deleteInSteps(
  pool: Pool,
  step: DeletingStep,
  { mostSteps, signal }: StepBounds,
): Promise<number> {
  let deleted = 0;
  for (let done = 0; done < mostSteps && !signal.aborted; done += 1) {
    const { rowCount } = await pool.query(step.sql, [...step.parameters, step.rows]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < step.rows) break;
  }
  return deleted;
}
