import { writeFile } from 'node:fs/promises';

import { openDatabase, setChecks, type Thresholds } from '@rollcall/host/checks';

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
  const { pool } = database;
  const checks: CheckRun[] = [];
  const findings: Found[] = [];
  try {
    const began = performance.now();
    for (const check of setChecks) {
      const thresholds = defaultsOf(check.thresholds);
      const judgement = await check.judge({ pool, integrationId, now: new Date(now), thresholds });
      const isUnavailable = judgement.status === 'unavailable';
      checks.push({
        id: check.id,
        category: check.category,
        kind: 'set',
        status: judgement.status,
        reason: isUnavailable ? judgement.reason : undefined,
      });
      if (isUnavailable) continue;
      for (const draft of judgement.findings) findings.push(foundOf(check.id, draft));
    }
    const setSeconds = (performance.now() - began) / 1000;
    return {
      checks,
      findings,
      behaviourSeconds: 0,
      setSeconds,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
  } finally {
    await database.close();
  }
}

function defaultsOf(thresholds: Thresholds): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(thresholds).map(([name, threshold]) => [name, threshold.default]),
  );
}
