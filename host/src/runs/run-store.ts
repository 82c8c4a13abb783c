import { type ErrorData, RollcallError, toErrorData } from '@rollcall/core';
import { CompiledQuery, type Kysely, type Selectable, sql } from 'kysely';

import type { RunStatus, RunStreamTable, RunTable, Tables } from '../db/tables.js';
import type { LastTry } from './due.js';
import { rememberTriesSql } from './remember-tries.js';
import type { RunHook, RunStreamView, RunView } from './run-view.js';

type RunRow = Selectable<RunTable>;

/** A run to be made. */
export interface NewRun {
  readonly id: string;
  readonly integrationId: string;
  readonly hook: RunHook;
  readonly trigger: RunView['trigger'];
  /** Streams to read, in the manifest's order. */
  readonly streams: readonly string[];
  readonly requestedAt: Date;
}

/** The rows of runs and their streams. */
export class RunStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Makes a queued run, unless one of the same integration and hook is open; says whether it did. No
   * paused collection resumes by itself any more: the new one has taken over.
   */
  async create(run: NewRun): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const made = await trx
        .insertInto('rollcall.run')
        .values({
          id: run.id,
          integration_id: run.integrationId,
          hook: run.hook,
          trigger: run.trigger,
          status: 'queued',
          streams: JSON.stringify(run.streams),
          requested_at: run.requestedAt,
          cancel_requested: false,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) return false;
      if (run.hook === 'collect') await supersedePaused(trx, run.integrationId);
      if (run.streams.length > 0) {
        await trx
          .insertInto('rollcall.run_stream')
          .values(run.streams.map((stream) => emptyStream(run.id, stream)))
          .execute();
      }
      return true;
    });
  }

  /** The run, or `undefined`. */
  async find(runId: string): Promise<RunView | undefined> {
    const row = await this.#db
      .selectFrom('rollcall.run')
      .selectAll()
      .where('id', '=', runId)
      .executeTakeFirst();
    return row && (await this.#views([row]))[0];
  }

  /**
   * Runs, newest first, after the one that `after` names.
   * @throws `INPUT_INVALID` when there is no such run (any more)
   */
  async list(
    integrationId: string | undefined,
    { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<RunView[]> {
    let query = this.#db
      .selectFrom('rollcall.run')
      .selectAll()
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    if (integrationId) query = query.where('integration_id', '=', integrationId);
    if (after !== undefined) {
      const { requested_at, id } = await this.#place(after);
      query = query.where(sql<boolean>`(requested_at, id) < (${requested_at}, ${id})`);
    }
    return this.#views(await query.execute());
  }

  /** Of each integration its open runs and the collection that ended last. */
  async latest(integrationIds: readonly string[]): Promise<RunView[]> {
    const own = sql<boolean>`integration_id = ANY(${integrationIds})`;
    const runs = this.#db.selectFrom('rollcall.run').selectAll().where(own);
    const open = runs.where('status', 'in', ['queued', 'running']).orderBy('requested_at');
    const ended = runs
      .distinctOn('integration_id')
      .where('hook', '=', 'collect')
      .where('status', 'not in', ['queued', 'running'])
      .orderBy('integration_id')
      .orderBy('requested_at', 'desc');
    return this.#views([...(await open.execute()), ...(await ended.execute())]);
  }

  /** The open run of an integration's hook, or `undefined`. */
  async findOpen(integrationId: string, hook: RunHook): Promise<RunView | undefined> {
    const row = await this.#db
      .selectFrom('rollcall.run')
      .selectAll()
      .where('integration_id', '=', integrationId)
      .where('hook', '=', hook)
      .where('status', 'in', ['queued', 'running'])
      .orderBy('requested_at')
      .executeTakeFirst();
    return row && (await this.#views([row]))[0];
  }

  /** Every open or resumable run: what a scheduler looks at. */
  async listUnfinished(): Promise<RunView[]> {
    const rows = await this.#db
      .selectFrom('rollcall.run')
      .selectAll()
      .where((eb) =>
        eb.or([eb('status', 'in', ['queued', 'running']), eb('resume_at', 'is not', null)]),
      )
      .where('status', 'in', ['queued', 'running', 'paused', 'partial'])
      .execute();
    return this.#views(rows);
  }

  /** Whether someone asked for the run to be cancelled. */
  async isCancelRequested(runId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('rollcall.run')
      .select(['cancel_requested', 'status'])
      .where('id', '=', runId)
      .executeTakeFirst();
    return row === undefined || row.cancel_requested || row.status === 'cancelled';
  }

  /** Asks for a cancel; a queued run is cancelled at once. */
  async requestCancel(runId: string, now: Date): Promise<void> {
    await this.#db
      .updateTable('rollcall.run')
      .set({ cancel_requested: true })
      .where('id', '=', runId)
      .execute();
    await this.#endUnworked(runId, ['queued'], { status: 'cancelled', ended_at: now });
  }

  /** Ends a run that nobody can go on with: it was its dead process's own. */
  async abandon(runId: string, now: Date): Promise<void> {
    const error = toErrorData(
      new RollcallError('HOOK_CRASHED', 'the process that collected into a folder has ended'),
    );
    await this.#endUnworked(runId, ['queued', 'running'], {
      status: 'failed',
      ended_at: now,
      error: JSON.stringify(error),
    });
  }

  /** The paused collection of an integration is not resumed any more. */
  forgetPaused(integrationId: string): Promise<void> {
    return supersedePaused(this.#db, integrationId);
  }

  /** When each stream was last read to its end, and when that was last tried. */
  async lastTries(integrationId: string): Promise<ReadonlyMap<string, LastTry>> {
    const rows = await this.#db
      .selectFrom('rollcall.stream_state')
      .select(['stream', 'settled_at', 'tried_at'])
      .where('integration_id', '=', integrationId)
      .execute();
    return new Map(
      rows.flatMap(({ stream, settled_at, tried_at }) =>
        tried_at === null ? [] : [[stream, { done: settled_at ?? undefined, tried: tried_at }]],
      ),
    );
  }

  async #place(runId: string) {
    const place = await this.#db
      .selectFrom('rollcall.run')
      .select(['requested_at', 'id'])
      .where('id', '=', runId)
      .executeTakeFirst();
    if (place) return place;
    throw new RollcallError('INPUT_INVALID', 'the cursor belongs to no run of this list', {
      hint: 'Begin again without a cursor.',
    });
  }

  async #endUnworked(
    runId: string,
    from: readonly RunStatus[],
    end: { readonly status: RunStatus; readonly ended_at: Date; readonly error?: string },
  ): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const ended = await trx
        .updateTable('rollcall.run')
        .set(end)
        .where('id', '=', runId)
        .where('status', 'in', from)
        .returning('id')
        .executeTakeFirst();
      if (!ended) return;
      await trx
        .updateTable('rollcall.run_stream')
        .set({ status: end.status === 'cancelled' ? 'paused' : 'failed' })
        .where('run_id', '=', runId)
        .where('status', 'in', ['waiting', 'running'])
        .execute();
      await trx.executeQuery(CompiledQuery.raw(rememberTriesSql, [runId]));
    });
  }

  async #views(rows: readonly RunRow[]): Promise<RunView[]> {
    if (rows.length === 0) return [];
    const streams = await this.#db
      .selectFrom('rollcall.run_stream')
      .selectAll()
      .where(sql<boolean>`run_id = ANY(${rows.map((row) => row.id)})`)
      .execute();
    const byRun = Map.groupBy(streams, (stream) => stream.run_id);
    return rows.map((row) => toView(row, byRun.get(row.id) ?? []));
  }
}

async function supersedePaused(db: Kysely<Tables>, integrationId: string): Promise<void> {
  await db
    .updateTable('rollcall.run')
    .set({ resume_at: null })
    .where('integration_id', '=', integrationId)
    .where('status', 'in', ['paused', 'partial'])
    .execute();
}

function emptyStream(runId: string, stream: string) {
  const none = { records: 0, inserted: 0, updated: 0, gone: 0, requests: 0 };
  return { run_id: runId, stream, status: 'waiting' as const, ...none };
}

function toView(row: RunRow, streams: readonly Selectable<RunStreamTable>[]): RunView {
  const order = new Map((row.streams ?? []).map((name, index) => [name, index]));
  const sorted = [...streams].sort(
    (a, b) => (order.get(a.stream) ?? 0) - (order.get(b.stream) ?? 0),
  );
  return {
    id: row.id,
    integrationId: row.integration_id,
    hook: row.hook,
    trigger: row.trigger,
    status: row.status,
    requestedAt: row.requested_at.toISOString(),
    ...(row.started_at && { startedAt: row.started_at.toISOString() }),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    ...(row.resume_at && { resumeAt: row.resume_at.toISOString() }),
    ...(row.error ? { error: row.error as ErrorData } : {}),
    streams: Object.fromEntries(sorted.map((stream) => [stream.stream, toStreamView(stream)])),
    ...(row.quota ? { quota: row.quota as NonNullable<RunView['quota']> } : {}),
    ...(row.plan ? { plan: row.plan as NonNullable<RunView['plan']> } : {}),
    ...((row.result as Pick<RunView, 'checks' | 'connected'> | null) ?? {}),
  };
}

function toStreamView(row: Selectable<RunStreamTable>): RunStreamView {
  return {
    status: row.status,
    records: Number(row.records),
    inserted: Number(row.inserted),
    updated: Number(row.updated),
    gone: Number(row.gone),
    requests: Number(row.requests),
    ...(row.expected === null ? {} : { expected: Number(row.expected) }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.hint === null ? {} : { hint: row.hint }),
    ...(row.setup_step === null ? {} : { setupStep: row.setup_step }),
    ...(row.error === null ? {} : { error: row.error as ErrorData }),
  };
}
