import { spawn } from 'node:child_process';
import { access, chown, readFile, rm, rmdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { RollcallError } from '@rollcall/core';

import type { Binaries } from './binaries.js';
import { openServerLog, serverSettings } from './cluster.js';
import { isLocked, liveLockPrefix, requireOurs, writeOwner } from './machine.js';
import { type EmbeddedPaths, makePrivateDirectory, ownUid, socketFile } from './paths.js';
import {
  isServerOf,
  type Postmaster,
  postmasterFile,
  readPostmaster,
  serverProcesses,
  signalProcess,
} from './postmaster.js';
import { as, programEnvironment, type Runner } from './runner.js';

/** What starting and stopping needs. */
export interface ServerSetting {
  readonly paths: EmbeddedPaths;
  readonly runner: Runner;
  readonly binaries: Binaries;
  /** Told what takes long. */
  readonly onProgress: (message: string) => void;
  readonly signal?: AbortSignal | undefined;
}

const pollMs = 20;
const lockedMs = 100;
const slowMs = 2_000;
/** Time that a stopping server has before it is made to end. */
const stopMs = 20_000;
/** Time that leftovers of a killed server have to notice it by themselves. */
const leftoverMs = 2_000;

/**
 * Gives the running server of the cluster, started if need be. Call it under the start lock.
 * @throws `HOME_IN_USE` when it may be running on another machine; `DATABASE_UNAVAILABLE` when it
 *   does not start, with the last line of its log
 */
export async function ensureServer(setting: ServerSetting): Promise<Postmaster> {
  const { data, liveLock } = setting.runner;
  for (let waitedMs = 0; ; waitedMs += lockedMs) {
    const found = await readPostmaster(data);
    const adopted = found && (await adopt(setting, found));
    if (adopted !== undefined) return adopted;
    await endLeftovers(setting);
    // A server whose starter was killed may hold its lock and not have written its file yet.
    if (waitedMs >= stopMs || (await isLocked(liveLock)) !== true) return start(setting);
    await delay(lockedMs);
  }
}

/** Stops the server: connections are cut, everything committed is kept. Call it under the start lock. */
export async function stopServer(data: string): Promise<void> {
  const found = await readPostmaster(data);
  if (found === undefined || !(await isServerOf(found.pid, data))) return;
  const hasEnded = async () => !(await isServerOf(found.pid, data));
  signalProcess(found.pid, 'SIGINT');
  if (!(await waitUntil(hasEnded, stopMs))) {
    signalProcess(found.pid, 'SIGQUIT');
    await waitUntil(hasEnded, stopMs);
  }
  // Empty now, and made again by the next start; one that stays does no harm.
  await rmdir(found.socketDirectory).catch(() => undefined);
}

/** Takes over a server that runs already, or clears away what one left. */
async function adopt(setting: ServerSetting, found: Postmaster): Promise<Postmaster | undefined> {
  const { paths, runner } = setting;
  const liveness = await requireOurs(paths, runner);
  if (liveness === 'here' && (await isServerOf(found.pid, runner.data))) {
    const ready = await waitReady(setting, found.pid);
    if (ready !== undefined && (await hasSocket(ready, runner))) return ready;
    // Its socket was cleaned away, or it is stopping: nobody can connect to it any more.
    await stopServer(runner.data);
    return undefined;
  }
  // The number may be somebody else's by now, and the server would refuse to start because of it.
  await rm(postmasterFile(runner.data), { force: true });
  return undefined;
}

/** Ends processes that outlived a killed server; each would keep the next one from starting. */
async function endLeftovers(setting: ServerSetting): Promise<void> {
  const { data, liveLock } = setting.runner;
  const isGone = async () => (await serverProcesses(data)).length === 0;
  if (await waitUntil(isGone, leftoverMs)) return;
  setting.onProgress('ending what is left of a database server that was killed');
  for (const pid of await serverProcesses(data)) signalProcess(pid, 'SIGKILL');
  await waitUntil(async () => (await isGone()) && (await isLocked(liveLock)) !== true, stopMs);
}

async function start(setting: ServerSetting): Promise<Postmaster> {
  const { paths, runner, binaries } = setting;
  await makePrivateDirectory(runner.socketDirectory, runner.uid ?? ownUid());
  // The lock beside the socket names a process, too; that number may be somebody else's by now.
  const socket = socketFile(runner.socketDirectory);
  await Promise.all([socket, `${socket}.lock`].map((path) => rm(path, { force: true })));
  if (runner.uid !== undefined) await chown(runner.socketDirectory, runner.uid, runner.uid);
  await writeOwner(paths.owner);
  const canLock = (await isLocked(runner.liveLock)) !== undefined;
  const [program = '', ...args] = [
    ...runner.prefix,
    ...(canLock ? liveLockPrefix(runner.liveLock) : []),
    binaries.postgres,
    '-D',
    runner.data,
    ...serverSettings(runner.socketDirectory),
  ];
  const log = await openServerLog(paths.log);
  try {
    const child = spawn(program, args, {
      // A session of its own: Ctrl-C in the terminal is not meant for it.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: programEnvironment(binaries.environment),
      cwd: '/',
      ...as(runner.uid),
    });
    child.unref();
    return await started(setting, child);
  } finally {
    await log.close();
  }
}

async function started(
  setting: ServerSetting,
  child: ReturnType<typeof spawn>,
): Promise<Postmaster> {
  let cause: unknown;
  let hasEnded = false;
  child.once('error', (error) => {
    cause = error;
    hasEnded = true;
  });
  child.once('exit', () => {
    hasEnded = true;
  });
  const ready = await waitReady(setting, child.pid, () => hasEnded);
  if (ready !== undefined) return ready;
  throw new RollcallError(
    'DATABASE_UNAVAILABLE',
    `the database server does not start: ${await lastWords(setting.paths.log)}`,
    { hint: `Read ${setting.paths.log}.`, cause },
  );
}

/** Waits until the server takes connections, however long its recovery takes; `undefined` when it ends. */
async function waitReady(
  setting: ServerSetting,
  pid: number | undefined,
  hasEnded?: () => boolean,
): Promise<Postmaster | undefined> {
  const { runner, onProgress, signal } = setting;
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const found = await readPostmaster(runner.data);
    if (found?.pid === pid && found?.isReady) return found;
    const isOver = hasEnded?.() ?? !(pid !== undefined && (await isServerOf(pid, runner.data)));
    if (isOver) return undefined;
    if (waitedMs === slowMs) onProgress('the database server is recovering');
    await delay(pollMs, undefined, signal ? { signal } : {});
  }
}

async function hasSocket(server: Postmaster, runner: Runner): Promise<boolean> {
  // Cleaned away, the directory may have been made again by somebody else.
  await makePrivateDirectory(server.socketDirectory, runner.uid ?? ownUid());
  return access(socketFile(server.socketDirectory, server.port)).then(
    () => true,
    () => false,
  );
}

async function waitUntil(isTrue: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= limitMs; waitedMs += pollMs) {
    if (await isTrue()) return true;
    await delay(pollMs);
  }
  return false;
}

async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC|error while loading/.test(line));
  return (fatal ?? lines.at(-1) ?? '').slice(0, 500);
}
