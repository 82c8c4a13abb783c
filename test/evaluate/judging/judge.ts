import { writeFile } from 'node:fs/promises';

import {
  behaviourChecks,
  type CheckDescription,
  type Judgement,
  openDatabase,
  runBehaviour,
  setChecks,
  type Thresholds,
} from '@rollcall/host/checks';

import { type CheckRun, type Found, foundOf, type Judged } from './found.js';
import { integrationId } from './load.js';

/** What another process judges. */
export interface JudgeTask {
  readonly home: string;
  readonly runtimeDir: string;
  /** The instant at which it is judged. */
  readonly now: string;
  /** The file that takes what was found. */
  readonly out: string;
}

/** Runs every check over what is stored, each with its own thresholds, and writes what they found. */
export async function judge(task: JudgeTask): Promise<void> {
  await writeFile(task.out, JSON.stringify(await runChecks(task)));
}

async function runChecks({ home, runtimeDir, now }: JudgeTask): Promise<Judged> {
  const database = await openDatabase({ source: { home, runtimeDir } });
  const context = { pool: database.pool, integrationId, now: new Date(now) };
  try {
    const began = performance.now();
    const behaviour = await runBehaviour({ ...context, thresholds: new Map() });
    const behaviourSeconds = (performance.now() - began) / 1000;
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    const judged = behaviourChecks.map((check) =>
      judgedBy(
        check,
        { kind: 'behaviour', isOfEvents: true, seconds: undefined },
        behaviour.get(check.id),
      ),
    );
    for (const check of setChecks) {
      const checkBegan = performance.now();
      const thresholds = valuesOf(check.thresholds);
      const judgement = await check.judge({ ...context, thresholds });
      const seconds = (performance.now() - checkBegan) / 1000;
      const isOfEvents = check.closes === 'never';
      judged.push(judgedBy(check, { kind: 'set', isOfEvents, seconds }, judgement));
    }
    return {
      checks: judged.map(({ run }) => run),
      findings: judged.flatMap(({ findings }) => findings),
      behaviourSeconds,
      peakBytes,
    };
  } finally {
    await database.close();
  }
}

function judgedBy(
  { id, category, thresholds }: CheckDescription,
  is: Pick<CheckRun, 'kind' | 'isOfEvents' | 'seconds'>,
  judgement: Judgement = { status: 'unavailable', reason: 'it was not run' },
): { readonly run: CheckRun; readonly findings: readonly Found[] } {
  const lookbackDays = valuesOf(thresholds).lookbackDays;
  const about = { ...is, id, category, lookbackDays };
  const { status } = judgement;
  if (status === 'unavailable') {
    return { run: { ...about, status, reason: judgement.reason }, findings: [] };
  }
  return {
    run: { ...about, status, reason: undefined },
    findings: judgement.findings.map((draft) => foundOf(id, draft)),
  };
}

/**
 * The values that hold without options; but a look-back as far as it goes, for a host judges each day
 * what is judged here once, at the end.
 */
function valuesOf(thresholds: Thresholds): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, threshold]) => [
      name,
      name === 'lookbackDays' ? threshold.max : threshold.default,
    ]),
  );
}
