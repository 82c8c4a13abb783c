import { parseArgs } from 'node:util';

import { Random } from '../org/random.js';
import { type Scene, setScene } from '../scenarios/support/scene.js';
import {
  differenceOf,
  type Strike,
  strike,
  struckEnvironment,
  struckOrg,
  victims,
} from '../scenarios/support/strike.js';

/** What the strikes came to. */
interface Tally {
  hits: number;
  faults: number;
  readonly requests: number[];
}

/** Strikes collections at random moments, one after another, and compares what is stored with the org. */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      points: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const points = Number(values.points);
  const random = new Random(Number(values.seed));
  say(`${points} strikes, seed ${values.seed}`);
  await using scene = await setScene(struckOrg, struckEnvironment);
  const undisturbed = await undisturbedRequests(scene);
  const tally: Tally = { hits: 0, faults: 0, requests: [] };
  for (let point = 1; point <= points; point += 1) {
    const victim = random.pick(victims);
    const one = { victim, request: 1 + random.int(undisturbed), delayMs: random.int(60) };
    await strikeOnce(scene, one, tally);
    if (point % 20 === 0) say(`${point}: ${tally.hits} hit, ${tally.faults} wrong`);
  }
  const more = tally.requests.map((count) => count - undisturbed).sort((a, b) => a - b);
  process.stdout.write(
    `${tally.hits} of ${points} strikes hit a collection under way; ${tally.faults} left something wrong.\n` +
      `Requests beyond an undisturbed collection's ${undisturbed}: median ${more[more.length >> 1]}, most ${more.at(-1)}.\n`,
  );
  process.exitCode = tally.faults === 0 ? 0 : 1;
}

async function undisturbedRequests(scene: Scene): Promise<number> {
  await scene.add();
  scene.org.log.clear();
  await scene.rollcall.json(['integration', 'collect', 'Acme']);
  return dataRequests(scene);
}

async function strikeOnce(scene: Scene, one: Strike, tally: Tally): Promise<void> {
  await scene.rollcall.json(['integration', 'remove', 'Acme', '--yes']);
  await scene.add();
  scene.org.log.clear();
  const { hit, second } = await strike(scene, one);
  tally.requests.push(dataRequests(scene));
  const difference = await differenceOf(scene);
  const isWhole = Object.values(difference).every((ids) => ids.length === 0);
  if (hit) tally.hits += 1;
  if (second.code === 0 && isWhole) return;
  tally.faults += 1;
  const counts = Object.entries(difference).map(([name, ids]) => `${ids.length} ${name}`);
  say(`${JSON.stringify(one)}: exit ${second.code}, ${counts.join(', ')}`);
  say(second.stderr);
}

function dataRequests(scene: Scene): number {
  return scene.org.requests.filter(({ path }) => /\/query|\/composite/.test(path)).length;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
