import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { RollcallError } from '@rollcall/core';

/** Port number that only names the socket file: the server listens on no network. */
export const socketPort = 5432;

/** Socket paths end at 107 bytes on Linux and at 103 on macOS; the shorter one serves both. */
const maxSocketPathBytes = 103;

/** Where everything of one home's server lies. */
export interface EmbeddedPaths {
  /** The home, links resolved. */
  readonly home: string;
  /** The cluster. */
  readonly data: string;
  /** What the server writes to its standard error. */
  readonly log: string;
  /** Held while a process starts or stops the server. */
  readonly startLock: string;
  /** Says which machine started the server last. */
  readonly owner: string;
  /** Links to shared libraries, when the package's own folder cannot be written to. */
  readonly libraries: string;
  /** Directory of the socket of a server that we start. */
  readonly socketDirectory: string;
}

/**
 * Makes the home if it is missing and says where its parts lie. The socket directory's name is a
 * hash of the home's real path: homes may be deeper than a socket path may be long.
 * @throws `HOME_UNUSABLE` when the home cannot be made
 */
export async function embeddedPaths(home: string, runtimeDir: string): Promise<EmbeddedPaths> {
  const real = await makeHome(home);
  const name = `rollcall-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
  return {
    home: real,
    data: join(real, 'postgres'),
    log: join(real, 'postgres.log'),
    startLock: join(real, 'postgres.start-lock'),
    owner: join(real, 'postgres.owner.json'),
    libraries: join(real, 'postgres-libraries'),
    socketDirectory: shortEnough([join(runtimeDir, name), join('/tmp', name)]),
  };
}

/**
 * Makes the socket directory, mode 0700, and refuses one that somebody else made: whoever owns it
 * could put another server in place of ours.
 * @throws `HOME_UNUSABLE` when it is not ours
 */
export async function makePrivateDirectory(path: string, uid: number): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  const isPrivate = (found.mode & 0o077) === 0;
  if (found.isDirectory() && isPrivate && (found.uid === uid || found.uid === ownUid())) return;
  throw new RollcallError(
    'HOME_UNUSABLE',
    `${path} belongs to somebody else or is open to others`,
    {
      hint: `Remove ${path}, or set XDG_RUNTIME_DIR to a directory that only you can use.`,
    },
  );
}

/** The uid that this process runs as; 0 is root. */
export function ownUid(): number {
  return process.getuid?.() ?? -1;
}

/** The socket file inside a directory. */
export function socketFile(directory: string, port: number = socketPort): string {
  return join(directory, `.s.PGSQL.${port}`);
}

async function makeHome(home: string): Promise<string> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    return await realpath(home);
  } catch (error) {
    throw new RollcallError('HOME_UNUSABLE', `the home ${home} cannot be made`, { cause: error });
  }
}

function shortEnough(directories: readonly string[]): string {
  const found = directories.find(
    (directory) => Buffer.byteLength(socketFile(directory)) <= maxSocketPathBytes,
  );
  if (found !== undefined) return found;
  throw new RollcallError('HOME_UNUSABLE', 'no directory for the socket has a short enough path');
}
