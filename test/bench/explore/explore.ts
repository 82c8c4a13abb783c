import { openDatabase } from '@rollcall/host/checks';

import { runCommand } from '../run-command.js';
import { prepareEmptyHome, startPlainHost } from './empty-host.js';
import { fillStore } from './fill-store.js';
import { type Question, questionsOf } from './questions.js';

/** How large the store is, and how often each question is asked. */
export interface ExploreOptions {
  readonly signIns: number;
  readonly rounds: number;
}

/** How long the answers to a question took, in milliseconds. */
interface Times {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
}

/** Fills a store with sign-ins of 30 days, and asks a host what its pages ask. Gives a table. */
export async function measureExplorer({ signIns, rounds }: ExploreOptions): Promise<string> {
  await using home = await prepareEmptyHome();
  const token = JSON.parse(
    await runCommand(home.command('token', 'add', 'bench', '--json'), home.env),
  );
  await using host = await startPlainHost(home);
  const database = await openDatabase({ source: { home: home.path, runtimeDir: home.folder } });
  await fillStore(database.pool, signIns);
  await database.close();
  const times: Times[] = [];
  for (const question of questionsOf(new Date())) {
    times.push(await timesOf(question, rounds, { url: host.url, token: token.token }));
  }
  return tableOf(times);
}

async function timesOf(
  { name, path }: Question,
  rounds: number,
  { url, token }: { readonly url: string; readonly token: string },
): Promise<Times> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const answer = await fetch(`${url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    took.push(performance.now() - began);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  }
  took.sort((a, b) => a - b);
  return { name, p50: at(took, 0.5), p95: at(took, 0.95) };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function tableOf(times: readonly Times[]): string {
  const rows = times.map(
    ({ name, p50, p95 }) => `| ${name} | ${p50.toFixed(0)} | ${p95.toFixed(0)} |`,
  );
  return ['| question | p50 ms | p95 ms |', '| --- | ---: | ---: |', ...rows].join('\n');
}
