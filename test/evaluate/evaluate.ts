import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Database, migrate, openDatabase } from '@rollcall/host/checks';

import { runCommand } from '../bench/run-command.js';
import type { Instance } from './attacks/instance.js';
import type { Found, Judged } from './judging/found.js';
import type { JudgeTask } from './judging/judge.js';
import { addIntegration, Loader } from './judging/load.js';
import type { Parameters } from './parameters.js';
import { Labels } from './scoring/labels.js';
import { NaiveTravel } from './scoring/naive-travel.js';
import { type Score, score } from './scoring/score.js';
import { scoreTravel, type TravelScore, travelCheck } from './scoring/travel.js';
import { simulate } from './simulate.js';
import { Counter, type Statistics } from './statistics.js';

/** One company, judged. */
export interface Evaluation {
  readonly seed: number;
  readonly statistics: Statistics;
  readonly instances: readonly Instance[];
  readonly score: Score;
  readonly travel: TravelScore;
  /** Sign-ins that the behavioural checks read a second. */
  readonly signInsPerSecond: number;
  readonly peakBytes: number;
  readonly seconds: {
    readonly loading: number;
    readonly behaviour: number;
    /** Of each check over sets of facts. */
    readonly sets: Readonly<Record<string, number>>;
  };
}

/** Simulates a company, has another process judge it, and scores what that found. */
export async function evaluate(parameters: Parameters): Promise<Evaluation> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-evaluation-'));
  const home = join(folder, 'home');
  const database = await openDatabase({ source: { home, runtimeDir: folder } });
  try {
    await migrate(database.db);
    await addIntegration(database);
    const year = await happen(parameters, database);
    const judged = await judgeElsewhere({
      home,
      runtimeDir: folder,
      now: year.end.toISOString(),
      out: join(folder, 'judged.json'),
    });
    return evaluationOf(parameters, year, judged);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A year that has happened, and is stored. */
interface Year {
  readonly statistics: Statistics;
  readonly instances: readonly Instance[];
  readonly naive: readonly Found[];
  readonly end: Date;
  readonly seconds: number;
}

async function happen(parameters: Parameters, database: Database): Promise<Year> {
  const began = performance.now();
  const counter = new Counter();
  const naive = new NaiveTravel();
  const { batches, instances, end } = simulate(parameters);
  const loader = new Loader(database, end);
  for (const batch of batches) {
    counter.count(batch);
    naive.read(batch);
    await loader.add(batch);
  }
  await loader.finish();
  const seconds = (performance.now() - began) / 1000;
  return { statistics: counter.figures(), instances, naive: naive.findings, end, seconds };
}

function evaluationOf(
  { accounts, days, seed, from }: Parameters,
  { statistics, instances, naive, seconds }: Year,
  judged: Judged,
): Evaluation {
  const { checks, findings, behaviourSeconds, peakBytes } = judged;
  const size = { accounts, days };
  const labels = new Labels(instances);
  const guarded = findings.filter(({ check }) => check === travelCheck);
  const sets = Object.fromEntries(
    checks.flatMap((check) => (check.seconds === undefined ? [] : [[check.id, check.seconds]])),
  );
  return {
    seed,
    statistics,
    instances,
    score: score(judged, { ...size, instances, labels, start: from.getTime() }),
    travel: scoreTravel({ instances, labels }, { naive, guarded }, size),
    signInsPerSecond: statistics.signIns / Math.max(behaviourSeconds, 0.001),
    peakBytes,
    seconds: { loading: seconds, behaviour: behaviourSeconds, sets },
  };
}

/** In a process of its own, so that its memory is that of the checks alone. */
async function judgeElsewhere(task: JudgeTask): Promise<Judged> {
  const main = fileURLToPath(import.meta.url);
  await runCommand([main, 'judge', JSON.stringify(task)], { PATH: process.env.PATH ?? '' });
  return JSON.parse(await readFile(task.out, 'utf8'));
}
