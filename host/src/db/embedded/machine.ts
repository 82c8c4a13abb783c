import { readFile, readlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

import { RollcallError } from '@rollcall/core';

import type { EmbeddedPaths } from './paths.js';
import { postmasterFile } from './postmaster.js';
import { type Runner, runProgram } from './runner.js';

/** Where a server was started: process numbers mean something there only. */
export interface Machine {
  /** Host name and machine id. */
  readonly name: string;
  /** Changes with each boot of the kernel; empty where it cannot be told. */
  readonly boot: string;
  /** Which numbering of processes; differs between containers. */
  readonly processes: string;
}

/** What can be said about a server that left `postmaster.pid` behind. */
export type Liveness = 'here' | 'dead' | 'elsewhere';

/** The machine that this process runs on. */
async function thisMachine(): Promise<Machine> {
  const id = await text('/etc/machine-id');
  return {
    name: id === '' ? hostname() : `${hostname()} ${id}`,
    boot: await text('/proc/sys/kernel/random/boot_id'),
    processes: await readlink('/proc/self/ns/pid').catch(() => ''),
  };
}

/**
 * Judges the machine that a server was started on (pure). `isLocked` is whether the server's own lock
 * is held; `undefined` where the system cannot tell. That lock is seen by every container of one
 * kernel, and by no other machine.
 */
export function judge(
  owner: Machine | undefined,
  here: Machine,
  isLocked: boolean | undefined,
): Liveness {
  if (owner === undefined) return 'here';
  const isSameKernel = owner.boot === here.boot;
  if (isSameKernel && owner.name === here.name && owner.processes === here.processes) return 'here';
  if (isSameKernel && here.boot !== '' && isLocked === false) return 'dead';
  // The same machine after another boot: nothing of the earlier one can be running.
  if (!isSameKernel && owner.name === here.name) return 'dead';
  return 'elsewhere';
}

/**
 * Makes sure that a `postmaster.pid` was not left by a server that may be running elsewhere.
 * Gives `dead` when it is certain that the process it names is not the server.
 * @throws `HOME_IN_USE` when it may be
 */
export async function requireOurs(paths: EmbeddedPaths, runner: Runner): Promise<Liveness> {
  const owner = await readOwner(paths.owner);
  const liveness = judge(owner, await thisMachine(), await isLocked(runner.liveLock));
  if (liveness !== 'elsewhere') return liveness;
  const [host] = (owner?.name ?? '').split(' ');
  throw new RollcallError('HOME_IN_USE', `the database in ${paths.home} is in use on "${host}"`, {
    hint: `Stop Rollcall on "${host}", or choose another home with --home. If nothing runs there any more, delete ${postmasterFile(runner.data)}.`,
  });
}

/** Notes that the server is started here. */
export async function writeOwner(path: string): Promise<void> {
  await writeFile(path, `${JSON.stringify(await thisMachine())}\n`, { mode: 0o600 });
}

/**
 * Whether a server, or what is left of one, holds its lock; `undefined` where the system cannot tell.
 * It is held by each of its processes, so it is free when the last one has ended.
 */
export async function isLocked(path: string): Promise<boolean | undefined> {
  const { code } = await runProgram([...liveLockPrefix(path), 'true'], {});
  if (code === 0) return false;
  return code === 1 ? true : undefined;
}

/** What goes before a program so that it holds the lock as long as it and its children live. */
export function liveLockPrefix(path: string): readonly string[] {
  return ['flock', '--no-fork', '--nonblock', path];
}

async function readOwner(path: string): Promise<Machine | undefined> {
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8').catch(() => 'null'));
  return isMachine(parsed) ? parsed : undefined;
}

function isMachine(value: unknown): value is Machine {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['name', 'boot', 'processes'].every(
      (key) => typeof Object.entries(value).find(([name]) => name === key)?.[1] === 'string',
    )
  );
}

async function text(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim();
}
