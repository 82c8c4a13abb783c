import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

import { RollcallError } from '@rollcall/core';

const retryMs = 25;
/** SQLITE_BUSY and SQLITE_LOCKED. */
const busyCodes: ReadonlySet<unknown> = new Set([5, 6]);

/**
 * Runs `work` while no other process holds the same lock file. The lock is the operating system's
 * own, taken through SQLite because Node has no other way to it: the kernel frees it when its holder
 * dies, however it dies, so there is no stale lock to judge.
 * @throws `HOME_UNUSABLE` when the file cannot be opened; the reason of `signal` when it aborts
 */
export async function withStartLock<T>(
  path: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const lock = open(path);
  try {
    while (!tryLock(lock, path)) await delay(retryMs, undefined, signal ? { signal } : {});
    return await work();
  } finally {
    lock.close();
  }
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw unusable(path, error);
  }
}

function tryLock(lock: DatabaseSync, path: string): boolean {
  try {
    // Without a journal SQLite leaves nothing behind that a later holder would have to mend.
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    if (busyCodes.has(code)) return false;
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): RollcallError {
  return new RollcallError('HOME_UNUSABLE', `the lock ${path} cannot be taken`, { cause });
}
