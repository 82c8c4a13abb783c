import { spawn } from 'node:child_process';
import { mkdir, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';

import { type EmbeddedPaths, ownUid } from './paths.js';

/** Whom PostgreSQL runs as when we are root and user namespaces are not allowed. */
const fixedUid = 64_320;
const asNobody = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];
/** Keeps the tail of what a program said, for the error. */
const maxOutputChars = 4_000;

/** How PostgreSQL's programs are started, and where their cluster lies. PostgreSQL refuses root. */
export interface Runner {
  /** Goes before the program: `unshare …`, or nothing. */
  readonly prefix: readonly string[];
  /** The uid that the program gets, when another than ours. */
  readonly uid: number | undefined;
  /** The cluster. */
  readonly data: string;
  /** Locked by the running server itself, where the system can do that. */
  readonly liveLock: string;
  /** Directory of the socket. */
  readonly socketDirectory: string;
}

/** What a program did. */
export interface Outcome {
  /** Exit code; null when it could not be started or was killed. */
  readonly code: number | null;
  /** The end of what it wrote. */
  readonly output: string;
}

/**
 * Chooses how to run PostgreSQL. Not root: directly. As root: as the owner of a cluster that another
 * user made, else in a user namespace where root is nobody, else as a fixed uid with the cluster
 * under `/var/lib/rollcall`, because that uid cannot enter root's home.
 * @throws `HOME_UNUSABLE` when none of these works
 */
export async function chooseRunner(paths: EmbeddedPaths): Promise<Runner> {
  const { data, socketDirectory } = paths;
  if (ownUid() !== 0) return runner([], undefined, data, socketDirectory);
  const owner = await ownerOf(data);
  // Root's own runtime directory is closed to the others.
  const shared = join('/tmp', basename(socketDirectory));
  if (owner !== undefined && owner !== 0) return runner([], owner, data, shared);
  const outside = join('/var/lib/rollcall', basename(socketDirectory), 'postgres');
  const isOutside = (await ownerOf(outside)) !== undefined;
  if (!isOutside && (await runProgram([...asNobody, 'true'], {})).code === 0) {
    return runner(asNobody, undefined, data, socketDirectory);
  }
  if (owner === undefined) return runner([], fixedUid, outside, shared);
  throw new RollcallError('HOME_UNUSABLE', `the cluster ${data} belongs to root`, {
    hint: 'PostgreSQL does not run as root. Allow user namespaces, or run Rollcall as another user that owns the home.',
  });
}

/** Makes the folder that the cluster goes into, owned by whom it runs as. */
export async function makeClusterParent(runner: Runner): Promise<void> {
  if (runner.uid !== fixedUid) return;
  const parent = dirname(runner.data);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const folder = await open(parent);
  await folder.chown(fixedUid, fixedUid).finally(() => folder.close());
}

/** Runs a program to its end. Does not throw: a program that cannot be started has no code. */
export async function runProgram(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  uid?: number,
): Promise<Outcome> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk: unknown) => {
      output = (output + String(chunk)).slice(-maxOutputChars);
    };
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: programEnvironment(environment),
      cwd: '/',
      ...as(uid),
    });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * The whole environment of PostgreSQL's programs. Nothing of ours is passed on: `PG…` variables
 * would change what the server does, and the rest is none of its business.
 */
export function programEnvironment(
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', ...environment };
}

/** Options of `spawn` that change the user. */
export function as(uid: number | undefined): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid: uid };
}

function runner(
  prefix: readonly string[],
  uid: number | undefined,
  data: string,
  socketDirectory: string,
): Runner {
  return {
    prefix,
    uid,
    data,
    socketDirectory,
    liveLock: join(dirname(data), 'postgres.live-lock'),
  };
}

async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
}
