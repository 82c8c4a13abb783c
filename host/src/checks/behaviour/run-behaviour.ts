import { createHash } from 'node:crypto';

import type { Pool } from 'pg';

import { inTransaction } from '../../db/transaction.js';
import type { Judgement } from '../check.js';
import { detectors } from './behaviour-checks.js';
import { BehaviourPass } from './pass/behaviour-pass.js';
import { judgementOf } from './pass/judgement-of.js';
import { pruneMemory, putMemory, restoreMemory } from './store/memory-rows.js';
import { readAccounts, readLatestTime } from './store/read-accounts.js';
import { readEvents } from './store/read-events.js';
import { readMovedSessions } from './store/read-sessions.js';
import {
  chooseSnapshot,
  latestFirstSeen,
  publishSnapshot,
  type Snapshot,
  type SnapshotQuery,
  thinSnapshots,
} from './store/snapshots.js';

/** What the behavioural checks are given. */
export interface BehaviourOptions {
  readonly pool: Pool;
  readonly integrationId: string;
  /** The injected clock's present: what is quiet until then has ended. */
  readonly now: Date;
  /** Thresholds that differ from the defaults, by check. */
  readonly thresholds: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly signal?: AbortSignal | undefined;
  /**
   * Stores the judgements. What they rest on is not read again once it has returned; when it throws,
   * the next run finds the same again.
   */
  readonly store?: ((judgements: ReadonlyMap<string, Judgement>) => Promise<void>) | undefined;
}

/**
 * Reads what happened in an integration since the last run and judges it by every behavioural check,
 * by its id. The findings are those that are new or have grown; one that is not found again is not
 * over. Rows of the last hours are read again each time, and where a row came late, all from it on.
 * It must not run twice at once for an integration.
 * @throws the reason of `signal` when it aborts; errors of the database
 */
export async function runBehaviour(
  options: BehaviourOptions,
): Promise<ReadonlyMap<string, Judgement>> {
  const { pool, integrationId, now, signal } = options;
  const query = { pool, integrationId, version: versionOf(options.thresholds) };
  const seenUntil = await latestFirstSeen(query);
  const begun = await chooseSnapshot(query);
  const pass = await beginPass(options, begun);
  const due = await dueSnapshot(options, begun);
  let taken: Snapshot | undefined;
  for await (const events of readEvents({ pool, integrationId, from: begun?.at, signal })) {
    for (const event of events) {
      if (due !== undefined && taken === undefined && event.at >= due) {
        taken = await takeSnapshot(query, pass, due);
      }
      pass.feed(event);
    }
  }
  pass.finish(now.getTime());
  for (const session of await readMovedSessions(pool, integrationId)) pass.feedSession(session);
  const judgements = new Map(detectors.map((check) => [check.id, judgementOf(check, pass)]));
  await options.store?.(judgements);
  if (taken !== undefined && seenUntil !== null) {
    await keepSnapshot(query, { ...taken, seenUntil, takenAt: now });
  }
  return judgements;
}

const hourMs = 3_600_000;
/** Rows that come later than this are late. */
const settleMs = 6 * hourMs;
/** Moves when states of an earlier program must not be continued. */
const stateVersion = 2;

function versionOf(thresholds: BehaviourOptions['thresholds']): string {
  const parts = detectors.map(({ id, version }) => [
    id,
    version,
    Object.entries(thresholds.get(id) ?? {}).sort(),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([stateVersion, parts]))
    .digest('hex');
}

async function beginPass(
  { pool, integrationId, thresholds }: BehaviourOptions,
  begun: Snapshot | undefined,
): Promise<BehaviourPass> {
  const accounts = await readAccounts(pool, integrationId);
  const pass = new BehaviourPass({
    checks: detectors,
    thresholds,
    account: (id) => accounts.get(id),
    saved: begun?.state,
  });
  if (begun !== undefined) await restoreMemory({ pool, integrationId, at: begun.at }, pass);
  return pass;
}

/** The whole hour before which everything is thought to have come; undefined when it has not moved. */
async function dueSnapshot(
  { pool, integrationId, now }: BehaviourOptions,
  begun: Snapshot | undefined,
): Promise<number | undefined> {
  const latest = await readLatestTime(pool, integrationId);
  if (latest === undefined) return undefined;
  const settled = Math.min(now.getTime(), latest) - settleMs;
  const due = Math.floor(settled / hourMs) * hourMs;
  return begun === undefined || due > begun.at ? due : undefined;
}

async function takeSnapshot(
  { pool, integrationId }: SnapshotQuery,
  pass: BehaviourPass,
  at: number,
): Promise<Snapshot> {
  pass.finish(at);
  const state = pass.save();
  await putMemory({ pool, integrationId, at }, pass);
  return { at, state };
}

async function keepSnapshot(
  query: SnapshotQuery,
  snapshot: Snapshot & { readonly seenUntil: string; readonly takenAt: Date },
): Promise<void> {
  const { pool, integrationId } = query;
  await inTransaction(pool, async (client) => {
    await publishSnapshot(client, query, snapshot);
    const kept = await thinSnapshots(client, query);
    await pruneMemory(client, { pool, integrationId, at: snapshot.at }, kept);
  });
}
