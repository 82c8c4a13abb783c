import { spawn } from 'node:child_process';
import { access, chmod, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';

import { type EmbeddedPaths, ownUid } from './paths.js';

/** `nobody`: the one unprivileged user that has a name everywhere, which `initdb` insists on. */
const nobody = 65_534;
const asNobody = [
  'unshare',
  '--user',
  `--map-user=${nobody}`,
  `--map-group=${nobody}`,
  '--',
] as const;
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
 * Chooses how to run PostgreSQL. Not root: directly. As root: as the user that an existing cluster
 * belongs to; else in a user namespace, where root is nobody; else as nobody itself, with the cluster
 * in the home if nobody can get there, or under `/var/lib/rollcall`.
 * @throws `HOME_UNUSABLE` when none of these works
 */
export async function chooseRunner(paths: EmbeddedPaths): Promise<Runner> {
  const { data, socketDirectory } = paths;
  if (ownUid() !== 0) return runner(await prefixWithoutName(), undefined, data, socketDirectory);
  const owner = await ownerOf(data);
  // Root's own runtime directory is closed to the others.
  const shared = join('/tmp', basename(socketDirectory));
  if (owner !== undefined && owner !== 0) return runner([], owner, data, shared);
  const outside = join('/var/lib/rollcall', basename(socketDirectory), 'postgres');
  const isOutside = (await ownerOf(outside)) !== undefined;
  if (!isOutside && (await canReach(paths.home, asNobody))) {
    return runner(asNobody, undefined, data, socketDirectory);
  }
  if (owner === undefined) {
    const isInside = !isOutside && (await letNobodyReach(paths.home));
    if (!isInside) await requireNotLost(outside, paths);
    return runner([], nobody, isInside ? data : outside, shared);
  }
  throw new RollcallError('HOME_UNUSABLE', `the cluster ${data} belongs to root`, {
    hint: 'PostgreSQL does not run as root. Allow user namespaces, or run Rollcall as another user that owns the home.',
  });
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

/** `initdb` refuses a user without a name, as containers have; a namespace gives it one. */
async function prefixWithoutName(): Promise<readonly string[]> {
  try {
    userInfo();
    return [];
  } catch {
    const { code } = await runProgram([...asNobody, 'true'], {});
    return code === 0 ? asNobody : [];
  }
}

async function canReach(
  directory: string,
  prefix: readonly string[],
  uid?: number,
): Promise<boolean> {
  const { code } = await runProgram([...prefix, 'test', '-x', directory], {}, uid);
  return code === 0;
}

/** Opens a home of root's so far that its parts can be reached by name; they stay closed themselves. */
async function letNobodyReach(home: string): Promise<boolean> {
  const { uid, mode } = await stat(home);
  const isOpened = uid === 0 && (mode & 0o001) === 0 && (await canReach(dirname(home), [], nobody));
  if (isOpened) await chmod(home, mode | 0o001);
  return canReach(home, [], nobody);
}

/** A cluster outside of the home may be lost with the container: then an empty one is no replacement. */
async function requireNotLost(outside: string, { owner }: EmbeddedPaths): Promise<void> {
  const wasStarted = await access(owner).then(
    () => true,
    () => false,
  );
  if (!wasStarted || (await ownerOf(outside)) !== undefined) return;
  throw new RollcallError('HOME_UNUSABLE', `the cluster ${outside} of this home is gone`, {
    hint: `Bring it back, or delete ${owner} to begin with an empty database. In a container keep /var/lib/rollcall in a volume.`,
  });
}

async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
}
