import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { migrate, openDatabase } from '@rollcall/host/checks';

import { runCommand } from '../bench/run-command.js';
import type { Instance } from './attacks/instance.js';
import type { Found, Judged } from './judging/found.js';
import type { JudgeTask } from './judging/judge.js';
import { addIntegration, Loader } from './judging/load.js';
import { MemoryJudge } from './judging/memory-judge.js';
import type { Parameters } from './parameters.js';
import { Labels } from './scoring/labels.js';
import { NaiveTravel } from './scoring/naive-travel.js';
import { type Score, score } from './scoring/score.js';
import { scoreTravel, type TravelScore, travelCheck } from './scoring/travel.js';
import { endOf, type RecordBatch, simulate } from './simulate.js';
import { Counter, type Statistics } from './statistics.js';

/** One company, judged. */
export interface Evaluation {
  readonly seed: number;
  readonly statistics: Statistics;
  readonly instances: readonly Instance[];
  readonly score: Score;
  readonly travel: TravelScore;
  /** Sign-ins that the behavioural checks judge in a second; null where there was no database. */
  readonly signInsPerSecond: {
    readonly fromMemory: number;
    readonly fromDatabase: number | null;
  };
  readonly peakBytes: number;
  readonly seconds: {
    readonly loading: number;
    readonly behaviour: number;
    /** Of each check over sets of facts. */
    readonly sets: Readonly<Record<string, number>>;
  };
}

/** Where the checks read what they judge. */
export type ReadFrom = 'database' | 'memory';

/** Simulates a company, has it judged, and scores what was found. */
export async function evaluate(parameters: Parameters, from: ReadFrom): Promise<Evaluation> {
  return from === 'memory' ? evaluateInMemory(parameters) : evaluateInDatabase(parameters);
}

/** The behavioural checks alone, without a database. */
async function evaluateInMemory(parameters: Parameters): Promise<Evaluation> {
  const year = await happen(parameters, async () => {});
  return evaluationOf(parameters, year, year.inMemory);
}

/** All checks, in a process of their own over what was stored. */
async function evaluateInDatabase(parameters: Parameters): Promise<Evaluation> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-evaluation-'));
  const home = join(folder, 'home');
  const database = await openDatabase({ source: { home, runtimeDir: folder } });
  try {
    await migrate(database.db);
    await addIntegration(database);
    const loader = new Loader(database, endOf(parameters));
    const year = await happen(parameters, (batch) => loader.add(batch));
    await loader.finish();
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

/** A year that has happened. */
interface Year {
  readonly statistics: Statistics;
  readonly instances: readonly Instance[];
  readonly naive: readonly Found[];
  /** What the behavioural checks made of it as it passed. */
  readonly inMemory: Judged;
  readonly end: Date;
  readonly seconds: number;
}

async function happen(
  parameters: Parameters,
  store: (batch: RecordBatch) => Promise<void>,
): Promise<Year> {
  const began = performance.now();
  const counter = new Counter();
  const naive = new NaiveTravel();
  const { batches, owners, instances, end } = simulate(parameters);
  const judge = new MemoryJudge(owners, parameters.from.getTime());
  for (const batch of batches) {
    counter.count(batch);
    naive.read(batch);
    judge.read(batch);
    await store(batch);
  }
  const seconds = (performance.now() - began) / 1000;
  const statistics = counter.figures();
  const inMemory = judge.finish(end);
  return { statistics, instances, naive: naive.findings, inMemory, end, seconds };
}

function evaluationOf(
  { accounts, days, seed, from }: Parameters,
  { statistics, instances, naive, inMemory, seconds }: Year,
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
    signInsPerSecond: {
      fromMemory: statistics.signIns / Math.max(inMemory.behaviourSeconds, 0.001),
      fromDatabase:
        judged === inMemory ? null : statistics.signIns / Math.max(behaviourSeconds, 0.001),
    },
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
