import {
  type Clock,
  type ConnectivityCheck,
  type Manifest,
  type ManifestStream,
  type QuotaView,
  RollcallError,
  type StreamRun,
  toErrorData,
} from '@rollcall/core';
import type { Pool } from 'pg';

import type { DiskGuard } from '../db/disk-guard.js';
import { changesAccess, deriveEffectiveAccess } from '../derived/effective-access.js';
import type { RunEvents } from '../events/run-events.js';
import type { Integration } from '../integrations/integration.js';
import { Reconciler } from '../reconcile/reconciler.js';
import { Collection, type PendingStream, type SliceMessage } from './collection.js';
import { judgeConnectivity } from './connectivity-verdict.js';
import { durationMs, isOn } from './due.js';
import { endingError } from './ending-error.js';
import { FolderSink } from './folder-sink.js';
import type { RunLog } from './hook-options.js';
import type { Lease } from './lease.js';
import { leaseTransaction } from './lease-transaction.js';
import { judgeRun, type StreamOutcome } from './outcome.js';
import { planOf } from './plan.js';
import type { RunQuotaView, RunView } from './run-view.js';
import { RunWriter } from './run-writer.js';
import type { Sink } from './sink.js';
import { StoreSink } from './store-sink.js';
import { nextCursors, noteOutcomes } from './stream-state.js';

/** What the worker asks of the broker. */
export interface WorkerSession {
  /** Requests counted so far, by purpose. */
  receipt(): Readonly<Record<string, number>>;
  /** The run-ending error that the broker met, if any. */
  stopped(): RollcallError | undefined;
  /** From now on the quota is the tenant's. */
  bindTenant(tenantId: string): Promise<void>;
  /** The tenant's quotas as last known. */
  quotas(): Promise<readonly WorkerQuota[]>;
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** A quota as the worker reports it. */
export interface WorkerQuota {
  readonly name: string;
  readonly used: number | null;
  readonly limit: number | null;
  /** The number that usage may reach through us. */
  readonly ceiling: number | null;
}

/** One run that this process holds the lease for. */
export interface WorkerJob {
  readonly run: RunView;
  readonly integration: Integration;
  readonly manifest: Manifest;
  readonly lease: Lease;
  readonly session: WorkerSession;
  /** What the host has to say about the run. */
  readonly log: RunLog;
  /** Writes NDJSON there instead of storing. */
  readonly to?: string | undefined;
  readonly signal: AbortSignal;
  /** Starts a collecting hook process. */
  readonly collect: (input: CollectInput) => AsyncIterable<SliceMessage>;
  /** Runs the connectivity test in a hook process. */
  readonly test: (input: {
    readonly streams: readonly string[];
  }) => AsyncIterable<ConnectivityCheck>;
  /** Binds the integration to its tenant. Throws `TENANT_CHANGED`. */
  readonly bindTenant: (id: string, name: string) => Promise<void>;
}

/** What a collecting hook process is given, besides the config. */
export interface CollectInput {
  readonly streams: readonly StreamRun[];
  readonly tenantId: string | undefined;
  readonly quotas: readonly QuotaView[];
}

/** What every job uses. */
export interface WorkerServices {
  readonly pool: Pool;
  readonly events: RunEvents;
  readonly clock: Clock;
  /** Keeps collections from filling the disk. */
  readonly disk: Pick<DiskGuard, 'assertRoom'>;
  /** Takes secret values out of a text. */
  readonly redact: (text: string) => string;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  /** Waits until then; rejects when the signal aborts. */
  readonly sleepUntil: (until: Date, signal: AbortSignal) => Promise<void>;
  /** Runs the checks over what was collected. Their faults are their own. */
  readonly check: (
    integration: Integration,
    manifest: Manifest,
    signal: AbortSignal,
  ) => Promise<void>;
}

/**
 * Does one run: collects, tests or plans, and writes its end. Everything that goes wrong becomes the
 * run's error.
 * @throws `LEASE_LOST` when another worker has the run now; `DATABASE_UNAVAILABLE`; the abort reason when this process stops
 */
export async function work(services: WorkerServices, job: WorkerJob): Promise<void> {
  const { lease, log } = job;
  const writer = new RunWriter({ ...services, lease, log, runId: job.run.id });
  if (!(await writer.start())) return;
  if (job.run.hook === 'testConnectivity') return workTest(services, job, writer);
  if (job.run.hook === 'plan') return workPlan(services, job, writer);
  return workCollect(services, job, writer);
}

async function workCollect(
  services: WorkerServices,
  job: WorkerJob,
  writer: RunWriter,
): Promise<void> {
  const sink = makeSink(services, job);
  const { session, signal } = job;
  let tenantId = job.integration.tenantId;
  const streams = streamsOf(job);
  const reconciler =
    job.to === undefined ? new Reconciler({ ...services, ...job, streams }) : undefined;
  const collection = new Collection({
    streams,
    ended: endedStreams(job.run),
    sink,
    writer,
    reconciler,
    startSlice: (pending) => deferredSlice(services, job, { pending, tenantId, reconciler }),
    bindTenant: async (id, name) => {
      await job.bindTenant(id, name);
      await session.bindTenant(id);
      tenantId = id;
    },
    receipt: () => session.receipt(),
    requestsBefore: requestsBefore(job.run),
    now: () => services.clock.now(),
    stopped: () => session.stopped(),
    sleepUntil: (until) => services.sleepUntil(until, signal),
    signal,
    monotonic: services.monotonic,
  });
  try {
    const { end, streams: outcomes } = await collection.run();
    const outcome = judgeRun(outcomes, end);
    await sink.close(outcome.status === 'succeeded' || outcome.status === 'partial');
    if (job.to === undefined && end.kind !== 'cancelled')
      await checkFacts(services, job, writer, tenantId);
    await writer.end({
      ...outcome,
      resumeAt: end.kind === 'error' ? end.resumeAt : undefined,
      quota: await quotaOf(session, job.run),
    });
  } finally {
    await sink.close(false);
  }
}

/** Whoever sees the end of a run sees what the checks found in it, too. */
async function checkFacts(
  { pool, clock, check }: WorkerServices,
  { run, integration, manifest, lease, signal }: WorkerJob,
  writer: RunWriter,
  tenantId: string | undefined,
): Promise<void> {
  const { id: integrationId } = integration;
  const read = manifest.streams.filter(({ name }) => Object.hasOwn(run.streams, name));
  await leaseTransaction(pool, lease, async (client) => {
    const now = clock.now();
    await noteOutcomes(client, { integrationId, runId: run.id, now });
    if (changesAccess(read)) await deriveEffectiveAccess(client, integrationId, now);
  });
  await writer.note('note', { message: 'Checking what was collected.' });
  const bound = tenantId === undefined ? integration : { ...integration, tenantId };
  await check(bound, manifest, signal);
  signal.throwIfAborted();
}

interface SliceWish {
  readonly pending: readonly PendingStream[];
  readonly tenantId: string | undefined;
  readonly reconciler?: Reconciler | undefined;
}

async function* deferredSlice(
  services: WorkerServices,
  job: WorkerJob,
  { pending, tenantId, reconciler }: SliceWish,
): AsyncIterable<SliceMessage> {
  const quotas = await job.session.quotas();
  const now = services.clock.now();
  const streams: StreamRun[] = [];
  for (const { manifest, cursor } of pending) {
    const notBefore = oldestKept(job.integration, manifest, now);
    streams.push({
      name: manifest.name,
      cursor: cursor === undefined ? undefined : JSON.parse(cursor),
      notBefore,
      ...(await reconciler?.plan(manifest, notBefore)),
    });
  }
  yield* job.collect({
    streams,
    tenantId,
    quotas: quotas.map(({ name, used, limit, ceiling }) => ({
      name,
      used: used ?? undefined,
      limit: limit ?? undefined,
      available: used === null || ceiling === null ? undefined : Math.max(0, ceiling - used),
    })),
  });
}

async function workPlan(
  services: WorkerServices,
  job: WorkerJob,
  writer: RunWriter,
): Promise<void> {
  const { session, signal } = job;
  try {
    const streams = await firstPlan(services, job);
    const error = session.stopped();
    if (error) throw error;
    if (!streams) {
      throw new RollcallError('PLUGIN_BROKEN', 'the plugin gave no plan before its first batch');
    }
    const quota = (await session.quotas())[0];
    await writer.plan(planOf(streams, quota), new Map());
    await writer.end({ status: 'succeeded', quota: await quotaOf(session, job.run) });
  } catch (caught) {
    const error = endingError(session.stopped() ?? caught, signal);
    if (error.code === 'RUN_CANCELLED') return writer.end({ status: 'cancelled' });
    await writer.end({
      status: error.code === 'QUOTA_CEILING' ? 'paused' : 'failed',
      error: toErrorData(error),
      resumeAt: undefined,
      quota: await quotaOf(session, job.run),
    });
  }
}

async function firstPlan(services: WorkerServices, job: WorkerJob) {
  const streams = streamsOf(job);
  const pass = { owner: job.manifest.version, now: services.clock.now() };
  const cursors = await nextCursors(services.pool, job.integration.id, streams, pass);
  const pending = streams.map((manifest) => ({ manifest, cursor: cursors.get(manifest.name) }));
  const { tenantId } = job.integration;
  // what it asks for costs requests, too; a plan ends before anything is compared
  const reconciler = new Reconciler({ ...services, ...job, streams });
  for await (const message of deferredSlice(services, job, { pending, tenantId, reconciler })) {
    job.signal.throwIfAborted();
    if (message.type === 'plan') return message.streams;
    if (message.type === 'batch' || message.type === 'done') return undefined;
  }
  return undefined;
}

async function workTest(
  services: WorkerServices,
  job: WorkerJob,
  writer: RunWriter,
): Promise<void> {
  const { session, signal } = job;
  const verdict = await judgeConnectivity({
    checks: job.test({ streams: streamsOf(job).map(({ name }) => name) }),
    stopped: () => session.stopped(),
    signal,
    onCheck: (check) => writer.note('check', check),
  });
  if (verdict === undefined) return writer.end({ status: 'cancelled' });
  const { connected, checks, paused } = verdict;
  // The ceiling says nothing about the connection.
  if (!paused) {
    await leaseTransaction(services.pool, job.lease, async (client) => {
      await client.query(
        'UPDATE rollcall.integration SET connected = $2, tested_at = $3 WHERE id = $1',
        [job.integration.id, connected, services.clock.now()],
      );
    });
  }
  await writer.end({
    status: paused ? 'paused' : 'succeeded',
    error: paused ? toErrorData(paused) : undefined,
    result: { connected, checks },
    quota: await quotaOf(session, job.run),
  });
}

/** The oldest instant of an entity that the person wants to keep. */
function oldestKept(
  { options }: Integration,
  { entity }: ManifestStream,
  now: Date,
): string | undefined {
  const kept = options.retention?.[entity];
  return kept === undefined ? undefined : new Date(now.getTime() - durationMs(kept)).toISOString();
}

function makeSink(services: WorkerServices, job: WorkerJob): Sink {
  if (job.to !== undefined) return new FolderSink(job.to, job.integration.id);
  return new StoreSink({
    ...services,
    lease: job.lease,
    runId: job.run.id,
    passOwner: job.manifest.version,
    keepRaw: job.integration.options.raw ?? true,
  });
}

function streamsOf(job: WorkerJob): readonly ManifestStream[] {
  const wanted = new Set(Object.keys(job.run.streams));
  if (job.run.hook === 'collect' || job.run.hook === 'folder') {
    return job.manifest.streams.filter((stream) => wanted.has(stream.name));
  }
  const { streams } = job.integration.options;
  return job.manifest.streams.filter((stream) => isOn(stream, streams));
}

function endedStreams(run: RunView): ReadonlyMap<string, StreamOutcome> {
  const ended = new Map<string, StreamOutcome>();
  for (const [name, { status, error }] of Object.entries(run.streams)) {
    if (status === 'done' || status === 'skipped' || status === 'failed') {
      ended.set(name, { status, error });
    }
  }
  return ended;
}

function requestsBefore(run: RunView): ReadonlyMap<string, number> {
  return new Map(Object.entries(run.streams).map(([name, { requests }]) => [name, requests]));
}

async function quotaOf(session: WorkerSession, run: RunView): Promise<RunQuotaView | undefined> {
  const quota = (await session.quotas())[0];
  if (!quota) return undefined;
  const spent = [...Object.values(session.receipt()), ...requestsBefore(run).values()];
  const spentByRun = spent.reduce((sum, count) => sum + count, 0);
  return { used: quota.used, limit: quota.limit, ceiling: quota.ceiling, spentByRun };
}
