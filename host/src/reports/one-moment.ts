import type { Pool, PoolClient } from 'pg';

/** What reads: a pool, or a connection that holds on to one moment. */
export type Reader = Pick<PoolClient, 'query'>;

/**
 * Reads everything of a report as of one moment, however long that takes and whoever writes
 * meanwhile. Memory for sorting is larger than usual: reports are few, and read a lot.
 */
export async function readOneMoment<Result>(
  pool: Pool,
  read: (reader: Reader) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 1.1");
    return await read(client);
  } finally {
    // Nothing was changed: a rollback only ends the reading, also after an error.
    await client.query('ROLLBACK').finally(() => client.release());
  }
}
