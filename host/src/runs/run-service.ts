import { type Clock, hasCode, type Manifest, RollcallError } from '@rollcall/core';

import { asUnavailable } from '../db/connection-error.js';
import type { DiskGuard } from '../db/disk-guard.js';
import type { RunEvents, RunEventView } from '../events/run-events.js';
import type { Integration } from '../integrations/integration.js';
import { didYouMean } from '../plugins/nearest.js';
import { type Activity, readActivity } from './activity.js';
import { dueStreams, isOn } from './due.js';
import { type HeldBy, isLease, type Lease, type LeaseStore } from './lease.js';
import { LeaseKeeper } from './lease-keeper.js';
import type { RunStore } from './run-store.js';
import { openStatuses, type RunHook, type RunView } from './run-view.js';

/** What a run is asked to do. */
export interface RunRequestOptions {
  /** Only these streams; all that are on when absent. */
  readonly streams?: readonly string[] | undefined;
  /** Only the streams that are due. */
  readonly due?: boolean | undefined;
  readonly trigger?: RunView['trigger'] | undefined;
}

/** What one worker does with a run that it holds the lease for. */
export type DoRun = (
  run: RunView,
  lease: Lease,
  options: { readonly signal: AbortSignal; readonly to?: string | undefined },
) => Promise<void>;

/** How a run is executed. */
export interface ExecuteOptions {
  /** A folder that takes the records instead of the store. */
  readonly to?: string | undefined;
  /** Told once when another worker turns out to hold the run. */
  readonly onFollow?: ((holder: string | undefined) => void) | undefined;
}

/** What the service works with. */
export interface RunServices {
  readonly clock: Clock;
  readonly store: RunStore;
  readonly events: RunEvents;
  readonly leases: LeaseStore;
  /** Length of a lease, in seconds. */
  readonly leaseSeconds: number;
  /** Makes ids that were never used before. */
  readonly newId: () => string;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly manifestOf: (integration: Integration) => Promise<Manifest>;
  readonly doRun: DoRun;
  /** Keeps collections from filling the disk. */
  readonly disk: Pick<DiskGuard, 'assertRoom'>;
  /** Tells other workers of a new run; does nothing where this process works on it itself. */
  readonly wake: (runId: string) => Promise<void>;
}

const followEveryMs = 1000;
const cancelEveryMs = 1000;
/** About half a minute: a server that was killed has recovered by then. */
const mostDatabaseFaults = 20;
const mostReleaseTries = 10;

/** Requests, does, follows and cancels runs. */
export class RunService {
  readonly #services: RunServices;

  constructor(services: RunServices) {
    this.#services = services;
  }

  /**
   * Makes a run, or gives the open one of the same integration and hook.
   * @throws `INTEGRATION_PAUSED` for a collection of a paused integration; `INPUT_INVALID` for a
   *   stream that the plugin does not have, or when nothing is due; `RUN_OPEN` when the open run does
   *   not read all that is asked for, with its id in the details; `DISK_FULL` for a collection
   */
  async request(
    integration: Integration,
    hook: RunHook,
    options: RunRequestOptions = {},
  ): Promise<RunView> {
    const { store, clock, newId, wake } = this.#services;
    if ((hook === 'collect' || hook === 'folder') && integration.paused) {
      throw new RollcallError('INTEGRATION_PAUSED', `"${integration.name}" is paused`);
    }
    if (hook === 'collect') await this.#services.disk.assertRoom();
    const isCollection = hook === 'collect' || hook === 'folder';
    const streams = isCollection ? await this.#streams(integration, options) : [];
    if (isCollection && streams.length === 0) {
      throw new RollcallError('INPUT_INVALID', 'nothing is due, and no stream was asked for');
    }
    const id = newId();
    const run = { id, integrationId: integration.id, hook, streams, requestedAt: clock.now() };
    if (!(await store.create({ ...run, trigger: options.trigger ?? 'person' }))) {
      const open = await store.findOpen(integration.id, hook);
      // Between the two the open one has ended.
      if (open === undefined) return this.request(integration, hook, options);
      assertReads(open, streams);
      return open;
    }
    if (hook !== 'folder') await wake(id);
    return this.get(id);
  }

  /** Whether `due` leaves no stream to read. */
  async nothingDue(integration: Integration, options: RunRequestOptions): Promise<boolean> {
    if (!options.due) return false;
    return (await this.#streams(integration, options)).length === 0;
  }

  /**
   * Works on the run until it has ended. While another worker holds the integration it follows, and
   * takes over when that worker's lease expires. Ends early when `signal` aborts: a reason
   * `RUN_CANCELLED` cancels an own run, any other leaves it to the next worker.
   */
  async execute(
    runId: string,
    signal: AbortSignal,
    options: ExecuteOptions = {},
  ): Promise<{ readonly followed: boolean }> {
    const progress = { followed: false, told: false, faults: 0 };
    for (;;) {
      try {
        if (await this.#advance(runId, signal, options, progress)) break;
        progress.faults = 0;
      } catch (error) {
        await this.#bearDatabaseFault(error, signal, progress);
      }
    }
    return { followed: progress.followed };
  }

  /** The events of a run after `after`; ends when the run has ended or `signal` aborts. */
  async *events(runId: string, after = '0', signal?: AbortSignal): AsyncIterable<RunEventView> {
    const { events } = this.#services;
    let last = after;
    while (!signal?.aborted) {
      const run = await this.get(runId);
      const found = await events.read(runId, last);
      for (const event of found) {
        yield event;
        last = event.id;
      }
      if (found.length > 0) continue;
      if (!openStatuses.includes(run.status)) return;
      await events.announced(runId, followEveryMs, signal);
    }
  }

  /** The run. Throws `NOT_FOUND`. */
  async get(runId: string): Promise<RunView> {
    const run = await this.#services.store.find(runId);
    if (run) return run;
    throw new RollcallError('NOT_FOUND', `there is no run "${runId}"`, {
      hint: 'List the runs with "rollcall runs".',
    });
  }

  /** Runs, newest first, after the run of id `after`. Throws `INPUT_INVALID` when that is gone. */
  list(integrationId?: string, limit = 50, after?: string): Promise<RunView[]> {
    return this.#services.store.list(integrationId, { limit, after });
  }

  /** What integrations do now, did last and do next, by their ids. */
  activity(integrations: readonly Integration[]): Promise<ReadonlyMap<string, Activity>> {
    const { store, manifestOf, clock } = this.#services;
    return readActivity({ store, manifestOf, now: () => clock.now() }, integrations);
  }

  /** Asks whoever works on the run to stop. What is committed stays. */
  async cancel(runId: string): Promise<void> {
    const { store, events, clock } = this.#services;
    await this.get(runId);
    await store.requestCancel(runId, clock.now());
    await events.append(runId, 'note', { cancelRequested: true }, clock.now());
  }

  /** One step of `execute`; true when there is nothing more to do here. */
  async #advance(
    runId: string,
    signal: AbortSignal,
    options: ExecuteOptions,
    progress: { followed: boolean; told: boolean },
  ): Promise<boolean> {
    const run = await this.get(runId);
    if (!openStatuses.includes(run.status)) return true;
    if (signal.aborted) {
      const isOwn = !progress.followed && hasCode(signal.reason, 'RUN_CANCELLED');
      if (isOwn) await this.cancel(runId);
      return true;
    }
    if (run.hook === 'collect') await this.#services.disk.assertRoom();
    const taken = await this.#acquire(run);
    if (isLease(taken)) {
      // What an earlier worker did meanwhile is seen only now.
      await this.#hold(await this.get(runId), taken, signal, options.to);
      return false;
    }
    if (!progress.told) options.onFollow?.(taken.runId);
    progress.told = true;
    progress.followed = taken.runId === runId;
    await this.#services.events.announced(runId, followEveryMs, signal);
    return false;
  }

  /** Waits for a database that is gone for a moment; what is not of that kind is thrown on. */
  async #bearDatabaseFault(
    error: unknown,
    signal: AbortSignal,
    progress: { faults: number },
  ): Promise<void> {
    const fault = asUnavailable(error, 'its address');
    progress.faults += 1;
    const isBearable = hasCode(fault, 'DATABASE_UNAVAILABLE') && !signal.aborted;
    if (!isBearable || progress.faults > mostDatabaseFaults) throw fault;
    await this.#services.sleep(Math.min(progress.faults * 250, 2000), signal);
  }

  async #streams(integration: Integration, options: RunRequestOptions): Promise<readonly string[]> {
    const manifest = await this.#services.manifestOf(integration);
    const names = manifest.streams.map((stream) => stream.name);
    const unknown = options.streams?.find((name) => !names.includes(name));
    if (unknown !== undefined) {
      throw new RollcallError('INPUT_INVALID', `there is no stream "${unknown}"`, {
        hint: `${didYouMean(unknown, names)} Use one of: ${names.join(', ')}.`.trim(),
      });
    }
    const chosen = options.streams ?? integration.options.streams;
    if (!options.due) {
      return manifest.streams.filter((stream) => isOn(stream, chosen)).map(({ name }) => name);
    }
    return dueStreams({
      integrationId: integration.id,
      streams: manifest.streams,
      chosen,
      schedule: integration.options.schedule,
      lastTries: await this.#services.store.lastTries(integration.id),
      now: this.#services.clock.now(),
    });
  }

  #acquire(run: RunView): Promise<Lease | HeldBy> {
    const { leases, newId, leaseSeconds } = this.#services;
    return leases.acquire(run.integrationId, newId(), run.id, leaseSeconds);
  }

  async #hold(
    run: RunView,
    lease: Lease,
    signal: AbortSignal,
    to: string | undefined,
  ): Promise<void> {
    const { leases, doRun, monotonic } = this.#services;
    using keeper = new LeaseKeeper({ store: leases, lease, monotonicMs: monotonic });
    const cancel = this.#watchCancel(run.id);
    try {
      await doRun(run, lease, {
        signal: AbortSignal.any([signal, keeper.signal, cancel.signal]),
        to,
      });
    } catch (error) {
      if (!hasCode(error, 'LEASE_LOST') && !signal.aborted) throw error;
    } finally {
      cancel.stop();
      await this.#release(lease);
    }
  }

  /** Lets go of the lease; a database that is gone for longer lets it expire. */
  async #release(lease: Lease): Promise<void> {
    for (let tries = 1; tries <= mostReleaseTries; tries += 1) {
      const isReleased = await this.#services.leases.release(lease).then(
        () => true,
        () => false,
      );
      if (isReleased) return;
      await this.#services.sleep(500, new AbortController().signal);
    }
  }

  #watchCancel(runId: string): { readonly signal: AbortSignal; stop(): void } {
    const { store, events } = this.#services;
    const controller = new AbortController();
    const stopped = new AbortController();
    const watch = async () => {
      while (!stopped.signal.aborted) {
        // A failed look is no reason to stop: the run's own transactions meet the same fault.
        if (await store.isCancelRequested(runId).catch(() => false)) {
          controller.abort(new RollcallError('RUN_CANCELLED', 'the run was cancelled'));
          return;
        }
        await events.announced(runId, cancelEveryMs, stopped.signal);
      }
    };
    void watch();
    return { signal: controller.signal, stop: () => stopped.abort() };
  }
}

/** Following a run that leaves out what was asked for would look as if it had been read. */
function assertReads(open: RunView, streams: readonly string[]): void {
  const missing = streams.filter((stream) => !Object.hasOwn(open.streams, stream));
  if (missing.length === 0) return;
  throw new RollcallError(
    'RUN_OPEN',
    `run ${open.id} is under way, and it does not read ${missing.join(', ')}`,
    { details: { runId: open.id } },
  );
}
