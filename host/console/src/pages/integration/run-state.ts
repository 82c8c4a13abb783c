import type { Run } from '../../api/runs.js';
import type { State, StateShape } from '../../components/state-line.js';
import { detailWords as words } from '../../words/details.js';

const shapes: Readonly<Record<Run['status'], StateShape>> = {
  queued: 'queued',
  running: 'running',
  succeeded: 'ok',
  partial: 'warning',
  paused: 'quota',
  failed: 'bad',
  cancelled: 'off',
};

/** The state of a run, in words, with why where it did not succeed. */
export function runState({ status, error }: Pick<Run, 'status' | 'error'>): State {
  return { shape: shapes[status], words: words.run.status[status], detail: error?.message };
}

/** How long a run took; undefined before it has ended. */
export function runDurationMs({ startedAt, endedAt }: Pick<Run, 'startedAt' | 'endedAt'>) {
  if (startedAt === null || endedAt === null) return undefined;
  return Date.parse(endedAt) - Date.parse(startedAt);
}

/** The sum of a number over the streams of a run. */
export function sumOf(
  { streams }: Pick<Run, 'streams'>,
  what: 'records' | 'inserted' | 'updated' | 'gone' | 'requests',
): number {
  return Object.values(streams).reduce((sum, stream) => sum + stream[what], 0);
}
