import type { Pool } from 'pg';

/**
 * Tells the planner how large the tables are by now. A first collection fills them faster than
 * PostgreSQL looks by itself, and without that it plans for empty ones: seconds become minutes.
 * Tables that have hardly grown since the last look are left alone.
 */
export async function refreshStatistics(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('facts', 'rollcall') AND c.relkind = 'r'
       AND pg_relation_size(c.oid) > 0
       AND (c.reltuples < 0
         OR pg_relation_size(c.oid) > (c.relpages * 1.2 + 8) * current_setting('block_size')::int)`,
  );
  for (const { name } of rows) await pool.query(`ANALYZE (SKIP_LOCKED) ${name}`);
}
