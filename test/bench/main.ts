import 'reflect-metadata';

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { startOrgProcess } from '../demo/start-org.js';
import { countCalls } from './calls/count-calls.js';
import { measureEvidence } from './explore/evidence.js';
import { measureExplorer } from './explore/explore.js';
import { type Measurement, measure } from './measure.js';
import { type BenchOptions, readCallsOptions, readExploreOptions, readOptions } from './options.js';
import { readWithFetch } from './read-with-fetch.js';
import { readWithJsforce } from './read-with-jsforce.js';
import type { ReaderTask } from './soql.js';
import { measureStartUp } from './start-up.js';
import { subjects } from './subjects.js';
import { resultTable } from './table.js';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const readers = { jsforce: readWithJsforce, fetch: readWithFetch };

/**
 * The comparison; with `explore` the questions of the console's pages; with `evidence` a pack; with
 * `calls` the requests that a large org costs; or, in a process that it started, one of the readers.
 */
async function main(args: readonly string[]): Promise<void> {
  const [role = '', task] = args;
  if (role === 'jsforce' || role === 'fetch') {
    const given: ReaderTask = JSON.parse(task ?? '');
    process.stdout.write(String(await readers[role](given)));
    return;
  }
  if (role === 'explore') {
    process.stdout.write(`${await measureExplorer(readExploreOptions(args.slice(1)))}\n`);
    return;
  }
  if (role === 'evidence') {
    const { signIns } = readExploreOptions(args.slice(1));
    process.stdout.write(`${await measureEvidence(signIns)}\n`);
    return;
  }
  if (role === 'calls') {
    const { table, missed } = await countCalls(readCallsOptions(args.slice(1)), say);
    process.stdout.write(`${table}\n`);
    for (const bar of missed) say(`Missed: ${bar}`);
    process.exitCode = missed.length > 0 ? 1 : 0;
    return;
  }
  await compare(readOptions(args));
}

async function compare(options: BenchOptions): Promise<void> {
  const { users, signIns, rounds, json } = options;
  say(`An org of ${users} users and ${signIns} sign-ins; ${rounds} rounds, interleaved.`);
  await using org = await startOrgProcess(checkout, {
    users,
    signIns,
    seed: 7,
    beganAt: new Date().toISOString(),
  });
  const all: Measurement[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // each begins a round once, so that none always meets the machine in the same state
    const order = subjects.map((_, index) => subjects[(index + round) % subjects.length]);
    for (const subject of order) {
      if (subject === undefined) continue;
      const measurement = await measure(subject, org);
      all.push(measurement);
      const { seconds, rowsPerSecond } = measurement;
      say(
        `${round + 1}  ${subject.name.padEnd(22)} ${seconds.toFixed(2)} s  ${Math.round(rowsPerSecond)} rows/s`,
      );
    }
  }
  const startUp = await measureStartUp(org, rounds);
  process.stdout.write(`${resultTable(all, startUp)}\n`);
  if (json !== undefined) await writeFile(json, JSON.stringify({ options, all, startUp }, null, 2));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
