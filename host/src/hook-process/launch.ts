import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { platform } from 'node:os';
import { join, sep } from 'node:path';
import { Duplex, type Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { RollcallError } from '@rollcall/core';

import { findTools, type IsolationLevel, isolationPrefix } from './level.js';

/** What a hook process is made of. */
export interface LaunchOptions {
  /** The plugin's folder; links are resolved. */
  readonly pluginDir: string;
  /** The manifest's `entry`, below that folder. */
  readonly entry: string;
  /** Most memory of the process, in MiB. */
  readonly memoryMb: number;
  /** How it is shut in. */
  readonly level: IsolationLevel;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A running hook process. */
export interface LaunchedProcess {
  /** Frames both ways. */
  readonly channel: Duplex;
  /** What the process prints. */
  readonly output: readonly Readable[];
  /** The last output on stderr, at most 8 KiB. */
  readonly errorOutput: () => string;
  /** File URL of the plugin's entry, links resolved. */
  readonly entryUrl: string;
  /** Settles when the process is gone and everything it sent was given out. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Ends the process and whatever belongs to it, at once. Harmless afterwards. */
  kill(): void;
  /** Resident memory of its own, in bytes; `undefined` where it cannot be read. */
  residentBytes(): Promise<number | undefined>;
}

const maxErrorOutput = 8192;
const maxFolderEntries = 10_000;

/**
 * Starts a hook process that may read the plugin's folder and nothing else: no network, no children,
 * no environment, a process group of its own.
 * @throws `PLUGIN_INVALID` when the folder holds links that lead out of it, or no such entry
 */
export async function launch(options: LaunchOptions): Promise<LaunchedProcess> {
  const folder = await realFolder(options.pluginDir);
  const entry = await realEntry(folder, options.entry);
  await refuseLinksOut(folder);
  const command = [
    ...isolationPrefix(options.level, await findTools()),
    process.execPath,
    ...nodeFlags(folder, options.memoryMb),
    hookBundle(),
  ];
  const child = spawn(command[0] ?? process.execPath, command.slice(1), {
    cwd: '/',
    env: { TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return watch(child, pathToFileURL(entry).href, options.level);
}

/** What is said to Node. Whatever is not allowed here is denied. */
function nodeFlags(folder: string, memoryMb: number): string[] {
  return [
    '--permission',
    `--allow-fs-read=${folder}`,
    // SQLite and FFI lie outside the permission model
    '--no-experimental-sqlite',
    '--no-experimental-ffi',
    '--no-experimental-websocket',
    '--no-addons',
    '--disable-proto=throw',
    '--disable-sigusr1',
    '--no-warnings',
    `--max-old-space-size=${heapMb(memoryMb)}`,
  ];
}

/** The heap's share: buffers and Node itself need room below the limit, too. */
function heapMb(memoryMb: number): number {
  return Math.max(32, Math.floor(memoryMb * 0.75));
}

/** The bundle that the hook process runs: beside the host's own bundle, or where the build puts it. */
function hookBundle(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(
    new URL(fromSource ? '../../dist/hook-process.js' : './hook-process.js', import.meta.url),
  );
}

async function realFolder(pluginDir: string): Promise<string> {
  try {
    return await realpath(pluginDir);
  } catch (error) {
    throw new RollcallError('PLUGIN_INVALID', `the plugin folder ${pluginDir} is missing`, {
      cause: error,
    });
  }
}

async function realEntry(folder: string, entry: string): Promise<string> {
  const path = await realpath(join(folder, entry)).catch(() => undefined);
  if (path === undefined || !path.startsWith(folder + sep)) {
    throw new RollcallError('PLUGIN_INVALID', `the plugin has no entry ${entry} in its folder`, {
      hint: 'Build the plugin, so that the file named as "entry" in plugin.json exists.',
    });
  }
  return path;
}

/** Node's permission model looks at names, not at what a link leads to. */
async function refuseLinksOut(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.length > maxFolderEntries) {
    throw new RollcallError(
      'PLUGIN_INVALID',
      `the plugin folder holds more than ${maxFolderEntries} files`,
      { hint: 'Give Rollcall the packed plugin, without node_modules.' },
    );
  }
  for (const entry of entries.filter((found) => found.isSymbolicLink())) {
    const path = join(entry.parentPath, entry.name);
    const target = await realpath(path).catch(() => '');
    if (target.startsWith(folder + sep)) continue;
    throw new RollcallError('PLUGIN_INVALID', `the link ${path} leads out of the plugin folder`, {
      hint: 'Remove the link, or put the file itself in its place.',
    });
  }
}

function watch(child: ChildProcess, entryUrl: string, level: IsolationLevel): LaunchedProcess {
  let gone = false;
  let errorOutput = '';
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', () => {
      gone = true;
    });
    child.once('error', (error) => {
      gone = true;
      errorOutput += error.message;
      resolve({ code: null, signal: null });
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  child.stderr?.on('data', (text) => {
    errorOutput = `${errorOutput}${text}`.slice(-maxErrorOutput);
  });
  const pid = child.pid;
  return {
    channel: channelOf(child),
    output: [child.stdout, child.stderr].filter((stream) => stream !== null),
    errorOutput: () => errorOutput,
    entryUrl,
    ended,
    kill: () => {
      if (!gone && pid !== undefined) killGroup(pid);
    },
    residentBytes: async () => (gone || pid === undefined ? undefined : residentBytes(pid, level)),
  };
}

function channelOf(child: ChildProcess): Duplex {
  const channel = child.stdio[3];
  if (channel instanceof Duplex) return channel;
  throw new Error('the process was started without its channel');
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // gone already, which is what was wanted
  }
}

/** At `strong` the process that counts is the child of the one that made the namespaces. */
async function residentBytes(pid: number, level: IsolationLevel): Promise<number | undefined> {
  try {
    if (platform() === 'darwin') return await psBytes(pid);
    if (platform() !== 'linux') return undefined;
    const target = level === 'strong' ? await childOf(pid) : String(pid);
    if (target === undefined) return undefined;
    const status = await readFile(`/proc/${target}/status`, 'utf8');
    // pages of the Node binary are shared with the host and are not the plugin's
    const kib = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined; // the process ended in between
  }
}

async function psBytes(pid: number): Promise<number | undefined> {
  const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1024 || undefined;
}

async function childOf(pid: number): Promise<string | undefined> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ')[0] || undefined;
}
