import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Page } from 'playwright-core';

import { type ConsoleScene, setConsoleScene } from '../e2e/support/console-scene.js';
import { shapeFaults, untilDrawn, untilStanding } from '../e2e/support/look.js';
import { figuresHead, figuresLine, figuresOf, observe } from './figures.js';
import { type Subject, subjectsOf } from './subjects.js';

const folder = join(fileURLToPath(new URL('../..', import.meta.url)), 'docs', 'screenshots');

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

const schemes = ['light', 'dark'] as const;

/** How one series of pictures is taken. */
interface Look {
  readonly size: (typeof sizes)[number];
  readonly scheme: (typeof schemes)[number];
  /** What the pages take for now: the same in every picture. */
  readonly now: number;
}

/** Takes every picture of every page, and prints the figures of each. */
async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  });
  const only = [...values.only, ...positionals];
  say('A simulated org with 500 people and 20,000 sign-ins is collected.');
  await using set = await setConsoleScene({ users: 500, signIns: 20_000, seed: 42 });
  const id = await set.addIntegration('Northwind');
  await set.collect(id);
  const all = await subjectsOf(set.host, id);
  const subjects = all.filter(({ name }) => only.length === 0 || only.includes(name));
  // signs in, which is part of what the pages show
  await (await set.signedIn()).close();
  const now = Date.now();
  await mkdir(folder, { recursive: true });
  for (const scheme of schemes) {
    for (const size of sizes) await takeSeries(set, subjects, { size, scheme, now });
  }
  say(`The pictures are in ${folder}.`);
}

/** The first series, wide and light, gives the figures, too. */
async function takeSeries(
  set: ConsoleScene,
  subjects: readonly Subject[],
  { size, scheme, now }: Look,
): Promise<void> {
  await using context = await set.signedIn({ viewport: size, colorScheme: scheme });
  const measured = size === sizes[0] && scheme === 'light';
  if (measured) {
    await observe(context);
    say(figuresHead);
  }
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  for (const { name, path, click } of subjects) {
    await take(page, path, join(folder, `${name}-${size.width}-${scheme}.png`));
    if (!measured) continue;
    const figures = await figuresOf(page, click).catch((error: unknown) => String(error));
    say(typeof figures === 'string' ? `${name}: ${figures}` : figuresLine(name, figures));
  }
}

async function take(page: Page, path: string, file: string): Promise<void> {
  await page.goto(path);
  await untilStanding(page);
  await untilDrawn(page);
  for (const fault of await shapeFaults(page)) say(`${path}: ${fault}`);
  await page.screenshot({ path: file });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
