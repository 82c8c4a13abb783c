import type { Pool } from 'pg';

import type { AccountFacts } from '../detector.js';

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly kind: string;
  readonly created_at: Date | null;
  readonly is_collector: boolean | null;
}

/** What the collected accounts say, by id. */
export async function readAccounts(
  pool: Pool,
  integrationId: string,
): Promise<ReadonlyMap<string, AccountFacts>> {
  const { rows } = await pool.query<AccountRow>(
    'SELECT id, username, kind, created_at, is_collector FROM facts.accounts WHERE integration_id = $1',
    [integrationId],
  );
  return new Map(
    rows.map(({ id, username, kind, created_at, is_collector }) => [
      id,
      { username, kind, createdAt: created_at?.getTime(), isCollector: is_collector ?? false },
    ]),
  );
}

/** When the latest sign-in was made, in epoch milliseconds; undefined when there is none. */
export async function readLatestTime(
  pool: Pool,
  integrationId: string,
): Promise<number | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>(
    'SELECT max("time") AS at FROM facts.sign_ins WHERE integration_id = $1',
    [integrationId],
  );
  return rows[0]?.at?.getTime();
}
