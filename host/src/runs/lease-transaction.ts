import type { Pool, PoolClient } from 'pg';

import { asUnavailable } from '../db/connection-error.js';
import { assertHeld, type Lease } from './lease.js';

/**
 * Runs `work` in one transaction that commits only while the lease is ours. After an error the
 * transaction is rolled back; a connection that cannot even do that is closed, not reused.
 * `prepare` runs in the transaction before the lease's row is locked. A COPY belongs there: no time-out
 * of the server ends one whose sender is frozen, and with the lock nobody could take the lease over.
 * @throws `LEASE_LOST`, `DATABASE_UNAVAILABLE`
 */
export async function leaseTransaction<T>(
  pool: Pool,
  lease: Lease,
  work: (client: PoolClient) => Promise<T>,
  prepare?: (client: PoolClient) => Promise<void>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    await prepare?.(client);
    await assertHeld(client, lease);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw asUnavailable(error, 'its address');
  } finally {
    client.release(broken);
  }
}
