import type { Pool, PoolClient } from 'pg';

import { inTransaction } from '../db/transaction.js';

/** Thrown inside a transaction whose rows were moved meanwhile: it is rolled back and begun anew. */
export class QuotaMoved extends Error {}

const maxRestarts = 5;

/** Runs `work` in one transaction, and again where its rows were moved meanwhile. */
export async function ledgerTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let restarts = 0; ; restarts++) {
    try {
      return await inTransaction(pool, work);
    } catch (error) {
      if (!(error instanceof QuotaMoved) || restarts >= maxRestarts) throw error;
    }
  }
}
