import type { Pool, PoolClient } from 'pg';

/** Thrown inside a transaction whose rows were moved meanwhile: it is rolled back and begun anew. */
export class QuotaMoved extends Error {}

const maxRestarts = 5;

/** Runs `work` in one transaction; a connection that cannot even roll back is closed, not reused. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let restarts = 0; ; restarts++) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (!(error instanceof QuotaMoved) || restarts >= maxRestarts) throw error;
    }
  }
}

async function once<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
