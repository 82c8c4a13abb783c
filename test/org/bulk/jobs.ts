import type { IdSpace } from '../ids.js';
import type { RowResult } from '../soql/query-result.js';
import type { CsvStyle } from './csv.js';

const WINDOW_MS = 86_400_000;
const KEPT_MS = 7 * WINDOW_MS;

/** Where a job is. Query jobs never are `Open`. */
type JobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** One bulk query job. */
export interface BulkJob {
  readonly id: string;
  readonly operation: string;
  readonly object: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly apiVersion: number;
  readonly style: CsvStyle;
  readonly result: RowResult;
  state: JobState;
  /** Polls until the next state. */
  pollsLeft: number;
  /** Why the job is going to fail, when it is. */
  readonly errorMessage: string | undefined;
}

/** What a job is made of. */
export type NewJob = Omit<BulkJob, 'id' | 'state'>;

/** The bulk query jobs of an org, kept for seven days. */
export class BulkJobs {
  readonly #jobs = new Map<string, BulkJob>();
  #created: number[] = [];
  #count = 0;

  constructor(private readonly ids: IdSpace) {}

  add(job: NewJob): BulkJob {
    const id = this.ids.id('750', this.#count++);
    const added: BulkJob = { ...job, id, state: 'UploadComplete' };
    this.#jobs.set(id.slice(0, 15), added);
    this.#created.push(job.createdAt);
    return added;
  }

  /** The job, unless it was deleted or is too old. */
  find(id: string, now: number): BulkJob | undefined {
    const job = this.#jobs.get(id.slice(0, 15));
    return job !== undefined && job.createdAt + KEPT_MS > now ? job : undefined;
  }

  delete(job: BulkJob): void {
    this.#jobs.delete(job.id.slice(0, 15));
  }

  all(): BulkJob[] {
    return [...this.#jobs.values()];
  }

  /** Jobs made in the 24 hours before now, those deleted since included. */
  createdSince(now: number): number {
    this.#created = this.#created.filter((time) => time > now - WINDOW_MS);
    return this.#created.length;
  }
}

/** Moves a job on by one poll. */
export function progress(job: BulkJob): void {
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return;
  job.pollsLeft -= 1;
  if (job.pollsLeft > 0) job.state = 'InProgress';
  else job.state = job.errorMessage === undefined ? 'JobComplete' : 'Failed';
}
