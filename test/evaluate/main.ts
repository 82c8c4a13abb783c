import { type EvaluateOptions, readOptions } from './options.js';
import { simulate } from './simulate.js';
import { Counter } from './statistics.js';

/** Simulates companies, lets the checks judge them, and tells how well they did. */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.onlyStatistics) showStatistics(options);
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
