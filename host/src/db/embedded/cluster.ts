import { randomUUID } from 'node:crypto';
import { access, chown, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';

import type { Binaries } from './binaries.js';
import { ownUid, socketPort } from './paths.js';
import { type Runner, runProgram } from './runner.js';

/** The role that everything of ours connects as: the only one of the cluster. */
export const databaseUser = 'rollcall';
/** The database: the one that every cluster has from the beginning. */
export const databaseName = 'postgres';

const maxLogBytes = 5 * 1024 * 1024;

/**
 * Settings for a laptop. They are given on the command line so that a cluster made by an earlier
 * version has those of this one. `fsync` stays as it is: on.
 */
export function serverSettings(socketDirectory: string): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '',
    port: String(socketPort),
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    // There are no standbys: commits need less of the log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '512MB',
    min_wal_size: '64MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    logging_collector: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Makes the cluster if there is none. It is made beside its place and moved there when it is whole,
 * so that a crash leaves none rather than half of one. Call it under the start lock.
 * @throws `HOME_UNUSABLE` when it cannot be made, with the last words of `initdb`
 */
export async function makeCluster(binaries: Binaries, runner: Runner): Promise<void> {
  if (await exists(join(runner.data, 'PG_VERSION'))) return;
  await mkdir(dirname(runner.data), { recursive: true, mode: 0o755 });
  await removeUnfinished(runner.data);
  const unfinished = `${runner.data}.new-${randomUUID()}`;
  await mkdir(unfinished, { mode: 0o700 });
  if (runner.uid !== undefined) await chown(unfinished, runner.uid, runner.uid);
  const { code, output } = await runProgram(
    [...runner.prefix, binaries.initdb, '-D', unfinished, ...initOptions],
    binaries.environment,
    runner.uid,
  );
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw new RollcallError(
      'HOME_UNUSABLE',
      `the database cannot be made in ${dirname(runner.data)}: ${output.trim().slice(-500)}`,
      {
        hint: /user does not exist/.test(output)
          ? 'Run Rollcall as a user that has a name (an entry in /etc/passwd).'
          : 'Choose a home on a local disk that you can write to, with --home DIR.',
      },
    );
  }
  await rename(unfinished, runner.data);
  await syncDirectory(dirname(runner.data));
}

/**
 * Opens the log for appending; a large one is put aside first, replacing the one before. It stays
 * with the owner of the home, also when root starts the server for once.
 */
export async function openServerLog(path: string): ReturnType<typeof open> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > maxLogBytes) await rename(path, `${path}.1`);
  const log = await open(path, 'a', 0o600);
  const { uid, gid } = await stat(dirname(path));
  if (ownUid() === 0) await log.chown(uid, gid);
  return log;
}

const initOptions: readonly string[] = [
  `--username=${databaseUser}`,
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  // Who may connect is decided by the directory of the socket; there is no other way in.
  '--auth-local=trust',
  '--auth-host=reject',
  '--no-instructions',
];

async function removeUnfinished(data: string): Promise<void> {
  const folder = dirname(data);
  const prefix = `${basename(data)}.new-`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}
