import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { migrate, openDatabase } from '@rollcall/host/checks';

import { runCommand } from '../bench/run-command.js';
import type { Instance } from './attacks/instance.js';
import type { Judged } from './judging/found.js';
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
    const loading = (performance.now() - began) / 1000;
    const judged = await judgeElsewhere({
      home,
      runtimeDir: folder,
      now: end.toISOString(),
      out: join(folder, 'judged.json'),
    });
    const labels = new Labels(instances);
    const { accounts, days, seed, from } = parameters;
    const sets = Object.fromEntries(
      judged.checks.flatMap(({ id, seconds }) => (seconds === undefined ? [] : [[id, seconds]])),
    );
    const statistics = counter.figures();
    return {
      seed,
      statistics,
      instances,
      score: score(judged, { instances, labels, accounts, days, start: from.getTime() }),
      travel: scoreTravel(
        { instances, labels },
        {
          naive: naive.findings,
          guarded: judged.findings.filter(({ check }) => check === travelCheck),
        },
        parameters,
      ),
      signInsPerSecond: statistics.signIns / Math.max(judged.behaviourSeconds, 0.001),
      peakBytes: judged.peakBytes,
      seconds: { loading, behaviour: judged.behaviourSeconds, sets },
    };
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, so that its memory is that of the checks alone. */
async function judgeElsewhere(task: JudgeTask): Promise<Judged> {
  const main = fileURLToPath(import.meta.url);
  await runCommand([main, 'judge', JSON.stringify(task)], { PATH: process.env.PATH ?? '' });
  return JSON.parse(await readFile(task.out, 'utf8'));
}
