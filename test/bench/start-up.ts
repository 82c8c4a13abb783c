import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

import type { OrgProcess } from '../demo/start-org.js';
import { prepareHome } from './subjects.js';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** What starting costs, in milliseconds, one number a round. */
export interface StartUp {
  /** `rollcall start` on an existing home, until `/readyz` says yes. */
  readonly readyMs: readonly number[];
  /** A hook process without work: from its start until it has noticed that its channel closed. */
  readonly hookMs: readonly number[];
}

/** Measures what starting costs. */
export async function measureStartUp(org: OrgProcess, rounds: number): Promise<StartUp> {
  const { env, rollcall, clean } = await prepareHome(org);
  const readyMs: number[] = [];
  const hookMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    readyMs.push(await timeToReady(rollcall, env));
    hookMs.push(await timeOfHook());
  }
  await clean();
  return { readyMs, hookMs };
}

async function timeToReady(
  rollcall: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const began = performance.now();
  const host = spawn(process.execPath, [rollcall, 'start', '--port', '0', '--json'], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  let url: string | undefined;
  for await (const chunk of host.stdout) {
    said += String(chunk);
    url = /"url": "([^"]+)"/.exec(said)?.[1];
    if (url !== undefined) break;
  }
  const ready = await fetch(`${url}/readyz`);
  const ms = performance.now() - began;
  const exited = once(host, 'exit');
  host.kill('SIGTERM');
  await exited;
  if (!ready.ok) throw new Error(`the host is not ready: ${ready.status}`);
  return ms;
}

async function timeOfHook(): Promise<number> {
  const began = performance.now();
  const folder = `${checkout}/plugins`;
  const flags = ['--permission', `--allow-fs-read=${folder}`, '--no-addons', '--no-warnings'];
  const child = spawn(process.execPath, [...flags, `${checkout}/host/dist/hook-process.js`], {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const channel = child.stdio[3];
  if (channel instanceof Duplex) channel.end();
  await exited;
  return performance.now() - began;
}
