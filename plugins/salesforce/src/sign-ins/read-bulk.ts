import { type Clock, hasCode, RollcallError } from '@rollcall/core';

import { type BulkPage, pollBulkJob, readBulkPage } from '../api/bulk.js';
import { errorOf } from '../api/error-map.js';
import type { Fault } from '../api/fault.js';
import type { Row } from '../api/row.js';
import { type Reading, stopIfAborted } from '../reading/read-tables.js';
import type { EventStream } from '../streams/event-stream.js';
import { nextPollMs } from '../transport/poll-times.js';
import { bulkPageRows } from '../transport/price.js';
import { orWithoutQuota } from './begin-bulk.js';
import {
  advance,
  type BulkResult,
  type ReadState,
  type Window,
  withBulk,
  withoutBulk,
} from './windows.js';

const batchRows = 2000;
/** A page that breaks off is asked for again so often. */
const maxTries = 3;
/** A wait up to this is made in the process; a longer one ends it. */
const patienceMs = 20_000;

/** Time, for a job that works. */
export interface Waiting {
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Rows of a result; `state` where they end a page. Or a wait for which no process should be kept. */
export type BulkEvent =
  | { readonly rows: readonly Row[]; readonly state: ReadState | undefined }
  | { readonly until: Date; readonly state: ReadState };

/**
 * Reads the window of a job: waits for it, then gives its pages, each in batches as it arrives. A job
 * that failed, or that the org no longer has, leaves its window to queries.
 * @throws `HTTP_BODY_BROKEN` when a page breaks off again and again; what ends the run
 */
export async function* readBulk(
  reading: Reading,
  stream: EventStream,
  start: { readonly state: ReadState; readonly window: Window } & Waiting,
): AsyncGenerator<BulkEvent> {
  const result = new Result(reading, stream, start);
  while (!result.isOver) {
    stopIfAborted(reading.signal);
    if (result.isComplete) {
      yield* result.page();
      continue;
    }
    const until = await result.awaitJob();
    if (until !== undefined) {
      yield { until, state: result.state };
      return;
    }
  }
  if (result.isDropped) yield { rows: [], state: result.state };
}

/** The result in hand. */
class Result {
  #state: ReadState;
  #window: Window;
  #bulk: BulkResult | undefined;
  #isDropped = false;
  readonly #reading: Reading;
  readonly #stream: EventStream;
  readonly #waiting: Waiting;

  constructor(
    reading: Reading,
    stream: EventStream,
    start: { readonly state: ReadState; readonly window: Window } & Waiting,
  ) {
    this.#reading = reading;
    this.#stream = stream;
    this.#waiting = start;
    this.#state = start.state;
    this.#window = start.window;
    this.#bulk = start.window.bulk;
  }

  get state(): ReadState {
    return this.#state;
  }

  get isOver(): boolean {
    return this.#bulk === undefined;
  }

  get isDropped(): boolean {
    return this.#isDropped;
  }

  get isComplete(): boolean {
    return this.#bulk?.isComplete === true;
  }

  /** Asks for the job when it is time. Gives when that is, where it is too long to wait here. */
  async awaitJob(): Promise<Date | undefined> {
    const bulk = this.#bulk;
    if (bulk === undefined) return undefined;
    const { clock, pause } = this.#waiting;
    const { http, signal } = this.#reading;
    const delayMs = Date.parse(bulk.pollAt) - clock.providerNow().getTime();
    if (delayMs > patienceMs) return new Date(clock.now().getTime() + delayMs);
    if (delayMs > 0) await pause(delayMs, signal);
    stopIfAborted(signal);
    const answer = await orWithoutQuota(this.#reading, () =>
      pollBulkJob(http, bulk.job, this.#purpose),
    );
    if (answer === undefined) this.#drop();
    else if ('fault' in answer) this.#meet(answer.fault);
    else if (answer.job.state === 'failed') {
      this.#reading.knowledge.withoutBulk.add(this.#stream.object);
      this.#drop();
    } else if (answer.job.state === 'complete') this.#move({ ...bulk, isComplete: true });
    else {
      const now = clock.providerNow().getTime();
      const next = now + nextPollMs(now - Date.parse(bulk.madeAt));
      this.#move({ ...bulk, pollAt: new Date(next).toISOString() });
    }
    return undefined;
  }

  /** The next page, batch by batch; the last batch with the state after it. */
  async *page(): AsyncGenerator<BulkEvent> {
    for (let tries = 1; ; tries += 1) {
      const page = await this.#open();
      if (page === undefined) return;
      try {
        const last = yield* batchesOf(page);
        this.#advance(page, last.read);
        yield { rows: last.rows, state: this.#state };
        return;
      } catch (error) {
        if (!hasCode(error, 'HTTP_BODY_BROKEN') || tries >= maxTries) throw error;
      }
    }
  }

  async #open(): Promise<BulkPage | undefined> {
    const bulk = this.#bulk;
    if (bulk === undefined) return undefined;
    const { job, locator, rows } = bulk;
    const wanted = { job, locator, maxRows: bulkPageRows(rows) };
    const answer = await orWithoutQuota(this.#reading, () =>
      readBulkPage(this.#reading.http, wanted, this.#purpose),
    );
    if (answer === undefined) this.#drop();
    else if ('fault' in answer) this.#meet(answer.fault);
    else return answer.page;
    return undefined;
  }

  #advance(page: BulkPage, read: number): void {
    const bulk = this.#bulk;
    if (bulk === undefined) return;
    if (page.locator !== undefined && page.locator !== bulk.locator) {
      this.#move({ ...bulk, locator: page.locator, read: bulk.read + read });
      return;
    }
    this.#bulk = undefined;
    this.#state = advance(this.#state, this.#window, { last: undefined, isLast: true });
  }

  /** A client error says that the job is of no use any more. @throws for others */
  #meet(fault: Fault): void {
    if (fault.status < 400 || fault.status >= 500) {
      throw errorOf(fault, `a Bulk job of ${this.#stream.object}`);
    }
    this.#drop();
  }

  #drop(): void {
    this.#bulk = undefined;
    this.#isDropped = true;
    this.#state = withoutBulk(this.#state, this.#window);
  }

  #move(bulk: BulkResult): void {
    const place = this.#state.windows.indexOf(this.#window);
    this.#state = withBulk(this.#state, this.#window, bulk);
    this.#window = this.#state.windows[place] ?? this.#window;
    this.#bulk = bulk;
  }

  get #purpose(): string {
    return `${this.#stream.name}/${this.#stream.object}`;
  }
}

interface LastBatch {
  readonly rows: readonly Row[];
  readonly read: number;
}

/** Gives whole batches, and returns the last one. @throws `HTTP_BODY_BROKEN` when rows are missing */
async function* batchesOf(page: BulkPage): AsyncGenerator<BulkEvent, LastBatch> {
  let batch: Row[] = [];
  let read = 0;
  for await (const rows of page.rows) {
    for (const row of rows) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      yield { rows: batch, state: undefined };
      batch = [];
    }
    read += rows.length;
  }
  if (page.count !== undefined && read !== page.count) {
    const told = `a page of a Bulk result has ${read} rows instead of ${page.count}`;
    throw new RollcallError('HTTP_BODY_BROKEN', told);
  }
  return { rows: batch, read };
}
