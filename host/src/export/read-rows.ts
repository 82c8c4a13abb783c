import type { Pool, PoolClient } from 'pg';

/** A query of an export. */
export interface RowQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

const rowsPerPage = 2_000;

/** Reads in one moment: what is written meanwhile is not seen. Nothing is changed. */
export async function withSnapshot<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    // Nothing was changed: a rollback only ends the reading, also after an error.
    await client.query('ROLLBACK').finally(() => client.release());
  }
}

/** The rows of a query as lists, page by page: memory does not grow with them. */
export async function* readRows<Row extends unknown[]>(
  client: Pick<PoolClient, 'query'>,
  { text, values }: RowQuery,
  signal?: AbortSignal,
): AsyncGenerator<readonly Row[], void, undefined> {
  await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${text}`, [...values]);
  for (;;) {
    signal?.throwIfAborted();
    const { rows } = await client.query<Row>({
      text: `FETCH ${rowsPerPage} FROM exported`,
      rowMode: 'array',
    });
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('CLOSE exported');
}
