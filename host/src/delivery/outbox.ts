import type { PoolClient } from 'pg';

import type { Severity } from '../checks/check.js';

/** Something that targets are told. */
export interface OutboxMessage {
  /** What it is about: messages about one finding arrive in order. */
  readonly findingId: string;
  /** The same at each try. */
  readonly key: string;
  /** JSON text. */
  readonly body: string;
  readonly severity: Severity;
  readonly at: Date;
}

/** Puts messages into the outbox of each target that wants their severity. */
export async function enqueue(
  client: PoolClient,
  messages: readonly OutboxMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const records = messages.map(({ findingId, key, body, severity, at }, order) => ({
    finding: findingId,
    key,
    body,
    severity,
    at,
    order,
  }));
  await client.query(
    `INSERT INTO rollcall.delivery_outbox (target_id, finding_id, key, body, created_at, next_try_at)
     SELECT t.id, m.finding, m.key, m.body, m.at, m.at
     FROM json_to_recordset($1) AS m (finding text, key text, body text,
       severity rollcall.severity, at timestamptz, "order" integer)
     JOIN rollcall.delivery_target t ON m.severity >= t.min_severity
     ORDER BY m."order"`,
    [JSON.stringify(records)],
  );
}
