import { setTimeout as delay } from 'node:timers/promises';

import { onNthRequest } from './nth-request.js';
import { descendants, postmasterOf } from './processes.js';
import type { Outcome } from './rollcall.js';
import type { Scene } from './scene.js';

/** How a collection is struck: three by kill -9, one by freezing it past its lease. */
export const victims = ['the host', 'the hook process', 'the database', 'a frozen host'] as const;

/** What is struck. */
export type Victim = (typeof victims)[number];

/** When and what. */
export interface Strike {
  readonly victim: Victim;
  /** The data request of the collection that it waits for, from 1. */
  readonly request: number;
  /** Real milliseconds after that request arrived; the request is answered meanwhile. */
  readonly delayMs: number;
}

/** What came of it. */
export interface StruckCollection {
  /** False when the collection had ended before. */
  readonly hit: boolean;
  /** The collection after it, which has to put everything right. */
  readonly second: Outcome;
}

/** The org of these stories: about forty data requests, so that a strike meets every phase. */
export const struckOrg = { users: 80, signIns: 9000, seed: 3, maxPage: 500 } as const;

/** A lease short enough to be waited for. */
export const struckEnvironment = { ROLLCALL_LEASE_SECONDS: '2' } as const;

const collect = ['integration', 'collect', 'Acme', '--json'];

/** Collects, strikes, and collects again. */
export async function strike(scene: Scene, { victim, request, delayMs }: Strike) {
  const first = scene.rollcall.start(collect);
  const ended = first.outcome.then(() => 'ended' as const);
  const struck = new Promise<boolean>((resolve) => {
    onNthRequest(scene.org, request, () => {
      void delay(delayMs).then(async () => resolve(await hit(scene, first.process.pid, victim)));
    });
  });
  const isHit = (await Promise.race([struck, ended])) === true;
  scene.org.onRequest = undefined;
  const isFrozen = isHit && victim === 'a frozen host';
  if (!isFrozen) await first.outcome;
  const second = await scene.rollcall.run(collect);
  if (isFrozen) first.process.kill('SIGCONT');
  await first.outcome;
  return { hit: isHit, second } satisfies StruckCollection;
}

async function hit(scene: Scene, pid: number | undefined, victim: Victim): Promise<boolean> {
  const target = pid === undefined ? undefined : await pidOf(scene, pid, victim);
  if (target === undefined) return false;
  process.kill(target, victim === 'a frozen host' ? 'SIGSTOP' : 'SIGKILL');
  return true;
}

async function pidOf(scene: Scene, pid: number, victim: Victim): Promise<number | undefined> {
  if (victim === 'the database') return postmasterOf(scene.rollcall.home);
  if (victim !== 'the hook process') return pid;
  const all = await descendants(pid);
  return all.find((one) => one.command.includes('hook-process'))?.pid;
}

/** How the stored records differ from the org's; all empty when nothing was lost or doubled. */
export interface Difference {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly doubled: readonly string[];
}

/** Compares what an export holds with what the org has. */
export async function differenceOf(scene: Scene): Promise<Difference> {
  const [signIns, accounts] = [await scene.export('sign_in'), await scene.export('account')];
  const stored = [...signIns, ...accounts].map(({ id }) => id);
  const distinct = new Set(stored);
  const truth = new Set([...scene.org.truth.ids('LoginHistory'), ...scene.org.truth.ids('User')]);
  return {
    missing: [...truth].filter((id) => !distinct.has(id)),
    unknown: [...distinct].filter((id) => !truth.has(id)),
    doubled: stored.length === distinct.size ? [] : repeated(stored),
  };
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}
