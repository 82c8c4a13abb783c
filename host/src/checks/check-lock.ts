import type { Pool, PoolClient } from 'pg';

/** Distinguishes this kind of lock from others in the database. */
const lockClass = 7_420_010;
const tryEveryMs = 200;

/** How a lock that another process holds is met. */
export interface LockOptions {
  /** What is locked: the tenant. */
  readonly scope: string;
  /** Whether to wait for it; else nothing is done. */
  readonly wait: boolean;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs `work` while no other process checks the same tenant.
 * @returns what `work` gave, or undefined when another process holds it and nobody wanted to wait
 */
export async function withCheckLock<T>(
  pool: Pool,
  { scope, wait, signal, sleep }: LockOptions,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await pool.connect();
  // A connection that breaks gives the lock back; the transactions of `work` meet the same fault.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let isBroken = false;
  try {
    while (!(await tryLock(client, scope))) {
      if (!wait) return undefined;
      await sleep(tryEveryMs, signal);
    }
    try {
      return await work();
    } finally {
      await client
        .query('SELECT pg_advisory_unlock($1, hashtext($2))', [lockClass, scope])
        .catch(() => {
          isBroken = true;
        });
    }
  } finally {
    client.off('error', ignore);
    client.release(isBroken);
  }
}

async function tryLock(client: PoolClient, scope: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked',
    [lockClass, scope],
  );
  return rows[0]?.locked === true;
}
