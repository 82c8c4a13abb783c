import 'reflect-metadata';

import { writeFile } from 'node:fs/promises';

import { type Evaluation, evaluate } from './evaluate.js';
import { judge } from './judging/judge.js';
import { type EvaluateOptions, readOptions } from './options.js';
import { missedBars } from './scoring/bars.js';
import { reportOf } from './scoring/report.js';
import { asJson, resultTable } from './scoring/table.js';
import { simulate } from './simulate.js';
import { Counter } from './statistics.js';

/** Simulates companies, lets the checks judge them, and tells how well they did. */
async function main(args: readonly string[]): Promise<void> {
  const [role, task] = args;
  if (role === 'judge') return judge(JSON.parse(task ?? ''));
  const options = readOptions(args);
  if (options.onlyStatistics) showStatistics(options);
  else await judgeAll(options);
}

async function judgeAll({ parameters, seeds, company, from, json, report }: EvaluateOptions) {
  const { accounts, days, signIns } = parameters;
  const about = `company "${company}": ${accounts} accounts, ${days} days, about ${signIns} sign-ins`;
  const evaluations: Evaluation[] = [];
  for (const seed of seeds) {
    process.stderr.write(`${about}, seed ${seed}\n`);
    evaluations.push(await evaluate({ ...parameters, seed }, from));
  }
  const shown = json ? asJson(evaluations) : resultTable(about, evaluations);
  process.stdout.write(`${shown}\n`);
  if (missedBars(evaluations).length > 0) process.exitCode = 1;
  if (report !== undefined) await writeFile(report, reportOf(about, evaluations));
}

function showStatistics({ parameters, seeds }: EvaluateOptions): void {
  for (const seed of seeds) {
    const began = performance.now();
    const counter = new Counter();
    const { batches, instances } = simulate({ ...parameters, seed });
    for (const batch of batches) counter.count(batch);
    const planted = Object.entries(Object.groupBy(instances, ({ technique }) => technique));
    const figures = {
      seed,
      seconds: Math.round(performance.now() - began) / 1000,
      ...counter.figures(),
      planted: Object.fromEntries(
        planted.map(([technique, all]) => [
          technique,
          {
            instances: all?.length ?? 0,
            records: all?.reduce((sum, { traces }) => sum + traces.length, 0) ?? 0,
          },
        ]),
      ),
    };
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
