import type { Clock, ErrorData } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import type { RunStatus, RunStreamTable } from '../db/tables.js';
import type { RunEvents } from '../events/run-events.js';
import type { RunLog } from './hook-options.js';
import type { Lease } from './lease.js';
import { leaseTransaction } from './lease-transaction.js';
import { rememberTriesSql } from './remember-tries.js';

/** What the worker writes about one stream. Absent fields keep their value. */
export interface StreamPatch {
  readonly status?: RunStreamTable['status'];
  readonly requests?: number;
  /** Counters of a sink that does not write them itself. */
  readonly records?: number;
  readonly inserted?: number;
  readonly updated?: number;
  readonly reason?: string;
  readonly hint?: string;
  readonly setupStep?: string;
  readonly error?: ErrorData;
}

/** How a run ends. */
export interface RunEnding {
  readonly status: RunStatus;
  readonly error?: ErrorData | undefined;
  readonly resumeAt?: string | undefined;
  /** JSON: the checks of a test. */
  readonly result?: unknown;
  readonly quota?: unknown;
}

/** What the worker of a run needs to write about it. */
export interface RunWriterOptions {
  readonly pool: Pool;
  readonly events: RunEvents;
  readonly clock: Clock;
  readonly lease: Lease;
  readonly runId: string;
  readonly log: RunLog;
  /** Takes secret values out of a text: plugins quote providers, and providers quote what they got. */
  readonly redact: (text: string) => string;
}

/** Writes the rows of the run that the worker holds the lease for. Throws `LEASE_LOST` when it does not. */
export class RunWriter {
  readonly #options: RunWriterOptions;

  constructor(options: RunWriterOptions) {
    this.#options = options;
  }

  /** The run is being worked on, by this process. False when it has ended meanwhile. */
  async start(): Promise<boolean> {
    const { runId, clock } = this.#options;
    let isOpen = false;
    await this.#write(async (client) => {
      const { rowCount } = await client.query(
        `UPDATE rollcall.run SET status = 'running', started_at = coalesce(started_at, $2)
         WHERE id = $1 AND status IN ('queued', 'running')`,
        [runId, clock.now()],
      );
      isOpen = rowCount === 1;
    });
    if (isOpen) {
      this.#options.log.info('a worker begins', { epoch: this.#options.lease.epoch });
      await this.#event('status', { status: 'running' });
    }
    return isOpen;
  }

  /** The expected price. */
  async plan(plan: unknown, expected: ReadonlyMap<string, number>): Promise<void> {
    const { runId } = this.#options;
    await this.#write(async (client) => {
      await client.query('UPDATE rollcall.run SET plan = $2 WHERE id = $1', [
        runId,
        JSON.stringify(plan),
      ]);
      for (const [stream, records] of expected) {
        await client.query(
          'UPDATE rollcall.run_stream SET expected = $3 WHERE run_id = $1 AND stream = $2',
          [runId, stream, records],
        );
      }
    });
    await this.#event('plan', plan);
  }

  /** Something about one stream changed. */
  async stream(stream: string, told: StreamPatch): Promise<void> {
    const { runId } = this.#options;
    const patch = this.#clean(told);
    await this.#write(async (client) => {
      await client.query(
        `UPDATE rollcall.run_stream SET status = coalesce($3, status),
           requests = coalesce($4, requests), records = coalesce($5, records),
           reason = coalesce($6, reason), hint = coalesce($7, hint),
           setup_step = coalesce($8, setup_step), error = coalesce($9, error),
           inserted = coalesce($10, inserted), updated = coalesce($11, updated)
         WHERE run_id = $1 AND stream = $2`,
        [
          runId,
          stream,
          patch.status,
          patch.requests,
          patch.records,
          patch.reason,
          patch.hint,
          patch.setupStep,
          patch.error === undefined ? undefined : JSON.stringify(patch.error),
          patch.inserted,
          patch.updated,
        ],
      );
    });
    this.#logStream(stream, patch);
    await this.announceStream(stream);
  }

  /** Tells followers where a stream is, from its committed row. */
  async announceStream(stream: string): Promise<void> {
    const found = await this.#options.pool.query(
      `SELECT stream, status, records::int8, inserted, updated, gone, requests, expected, reason, hint
       FROM rollcall.run_stream WHERE run_id = $1 AND stream = $2`,
      [this.#options.runId, stream],
    );
    if (found.rows[0]) await this.#event('stream', found.rows[0]);
  }

  /** Tells followers something that no row carries. */
  async note(type: 'check' | 'slice' | 'note', data: object): Promise<void> {
    await this.#event(type, this.#clean(data));
  }

  /** The run has ended. */
  async end(told: RunEnding): Promise<void> {
    const { runId, clock } = this.#options;
    const ending = this.#clean(told);
    await this.#write(async (client) => {
      await client.query(
        `UPDATE rollcall.run SET status = $2, ended_at = $3, error = $4, resume_at = $5,
           result = coalesce($6, result), quota = coalesce($7, quota) WHERE id = $1`,
        [
          runId,
          ending.status,
          clock.now(),
          toJson(ending.error),
          ending.resumeAt ?? null,
          toJson(ending.result),
          toJson(ending.quota),
        ],
      );
      // A run that broke off has streams that nobody has judged.
      await client.query(
        `UPDATE rollcall.run_stream SET status = $2, reason = coalesce(reason, $3), hint = coalesce(hint, $4)
         WHERE run_id = $1 AND status IN ('waiting', 'running')`,
        [
          runId,
          ending.status === 'cancelled' ? 'paused' : 'failed',
          ending.error?.message,
          ending.error?.hint,
        ],
      );
      await client.query(rememberTriesSql, [runId]);
    });
    const { log } = this.#options;
    const { code, message } = ending.error ?? {};
    if (code === undefined) log.info(`the run ${ending.status}`);
    else log.warn(`the run ${ending.status}: ${message}`, { code });
    await this.#event('status', { status: ending.status, error: ending.error });
  }

  #logStream(stream: string, { status, reason, requests, error }: StreamPatch): void {
    if (status === undefined || status === 'running') return;
    const { log } = this.#options;
    const text = `${stream}: ${status}${reason === undefined ? '' : `, ${reason}`}`;
    if (status === 'failed') log.warn(text, { code: error?.code ?? null });
    else log.info(text, requests === undefined ? {} : { requests });
  }

  #clean<T extends object>(told: T): T {
    return JSON.parse(this.#options.redact(JSON.stringify(told)));
  }

  #write(work: (client: PoolClient) => Promise<void>): Promise<void> {
    return leaseTransaction(this.#options.pool, this.#options.lease, work);
  }

  #event(type: Parameters<RunEvents['append']>[1], data: unknown): Promise<void> {
    const { events, runId, clock } = this.#options;
    return events.append(runId, type, data, clock.now());
  }
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
