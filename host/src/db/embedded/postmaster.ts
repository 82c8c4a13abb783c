import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { runProgram } from './runner.js';

/** What `postmaster.pid` says of a server. */
export interface Postmaster {
  /** Its process. */
  readonly pid: number;
  /** Port number in the socket's name. */
  readonly port: number;
  /** Directory of its socket. */
  readonly socketDirectory: string;
  /** Whether it takes connections. */
  readonly isReady: boolean;
}

/** Path of the file that a server keeps while it runs. */
export function postmasterFile(data: string): string {
  return join(data, 'postmaster.pid');
}

/** Reads `postmaster.pid`; `undefined` when there is none, or it is half written. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(postmasterFile(data), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return {
    pid,
    port: Number(lines[3] ?? 0),
    socketDirectory: lines[4] ?? '',
    isReady: lines[7] === 'ready',
  };
}

/** Whether the process is a server of this cluster: after a crash its number may be somebody else's. */
export async function isServerOf(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') return (await workingDirectory(pid)) === (await real(data));
  const { code, output } = await runProgram(['ps', '-o', 'command=', '-p', String(pid)], {});
  return code === 0 && output.includes('postgres') && output.includes(data);
}

/**
 * Processes of this cluster, the first one included. After the first one was killed, those in the
 * middle of a query live on and keep a new server from starting. Elsewhere than on Linux: none.
 */
export async function serverProcesses(data: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const cluster = await real(data);
  const names = (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name));
  const found: number[] = [];
  for (const name of names) {
    const pid = Number(name);
    if ((await workingDirectory(pid)) === cluster && (await isPostgres(pid))) found.push(pid);
  }
  return found;
}

/** Sends a signal; says whether the process was there to get it. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function workingDirectory(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}

async function isPostgres(pid: number): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
  return basename(program).startsWith('postgres');
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
