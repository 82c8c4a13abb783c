import type { PoolClient } from 'pg';

import { enqueue } from '../delivery/outbox.js';
import { findingView } from '../views/finding-view.js';
import { readFindings } from './query.js';
import type { StoredEvent } from './rows.js';

/** Changes that nobody outside waits for. */
const quiet = new Set(['opened']);

/** Puts changes of findings into the outbox of every target that wants them, in the same transaction. */
export async function tellTargets(
  client: PoolClient,
  events: readonly StoredEvent[],
): Promise<void> {
  const told = events.filter(({ event }) => !quiet.has(event.type));
  const { rows } = await client.query('SELECT 1 FROM rollcall.delivery_target LIMIT 1');
  if (told.length === 0 || rows.length === 0) return;
  const ids = [...new Set(told.map(({ findingId }) => findingId))];
  const findings = new Map((await readFindings(client, ids)).map((each) => [each.id, each]));
  const messages = told.flatMap(({ eventId, findingId, event }) => {
    const finding = findings.get(findingId);
    if (!finding) return [];
    const body = {
      id: `finding-${eventId}`,
      type: `finding.${event.type}`,
      at: event.at.toISOString(),
      actor: event.actor ?? null,
      reason: event.reason ?? null,
      finding: { ...findingView(finding), status: event.to },
    };
    return [
      {
        findingId,
        key: body.id,
        body: JSON.stringify(body),
        severity: event.severity,
        at: event.at,
      },
    ];
  });
  await enqueue(client, messages);
}
