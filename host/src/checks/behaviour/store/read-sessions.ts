import type { Pool } from 'pg';

import type { SessionFacts } from '../events/event.js';
import { parseSource } from '../events/source.js';

interface SessionRow {
  readonly id: string;
  readonly account_id: string;
  readonly last_seen: Date;
  readonly source_ip: string;
  readonly sign_in_id: string;
  readonly begun_at: Date;
  readonly begun_from: string;
  readonly country: string | null;
}

/** Live sessions whose address is not that of the sign-in that began them. */
export async function readMovedSessions(
  pool: Pool,
  integrationId: string,
): Promise<readonly SessionFacts[]> {
  const { rows } = await pool.query<SessionRow>(
    `SELECT s.id, s.account_id, s.last_seen, s.source_ip, s.sign_in_id,
        i."time" AS begun_at, i.source_ip AS begun_from, i.country
      FROM facts.sessions s
      JOIN facts.sign_ins i ON i.integration_id = s.integration_id AND i.id = s.sign_in_id
      WHERE s.integration_id = $1 AND s.gone_at IS NULL AND s.source_ip <> i.source_ip
      ORDER BY s.id`,
    [integrationId],
  );
  return rows.flatMap((row) => {
    const source = parseSource(row.source_ip);
    const begunFrom = parseSource(row.begun_from);
    if (source === undefined || begunFrom === undefined) return [];
    return [
      {
        id: row.id,
        account: row.account_id,
        at: row.last_seen.getTime(),
        source,
        signIn: row.sign_in_id,
        begunAt: row.begun_at.getTime(),
        begunFrom,
        country: row.country ?? undefined,
      },
    ];
  });
}
