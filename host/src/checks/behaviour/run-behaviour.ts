import type { Pool } from 'pg';

import type { Judgement } from '../check.js';
import { detectors } from './behaviour-checks.js';
import type { AccountFacts } from './detector.js';
import { BehaviourPass } from './pass/behaviour-pass.js';
import { readEvents } from './store/read-events.js';
import { readMovedSessions } from './store/read-sessions.js';

/** What the behavioural checks are given. */
export interface BehaviourOptions {
  readonly pool: Pool;
  readonly integrationId: string;
  /** The injected clock's present: what is quiet until then has ended. */
  readonly now: Date;
  /** Thresholds that differ from the defaults, by check. */
  readonly thresholds: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads what happened in an integration and judges it by every behavioural check, by its id.
 * The findings are those that are new or have grown; one that is not found again is not over.
 */
export async function runBehaviour(
  options: BehaviourOptions,
): Promise<ReadonlyMap<string, Judgement>> {
  const { pool, integrationId, now, thresholds, signal } = options;
  const accounts = await readAccounts(pool, integrationId);
  const pass = new BehaviourPass({
    checks: detectors,
    thresholds,
    account: (id) => accounts.get(id),
  });
  for await (const events of readEvents({ pool, integrationId, signal })) {
    for (const event of events) pass.feed(event);
  }
  pass.finish(now.getTime());
  for (const session of await readMovedSessions(pool, integrationId)) pass.feedSession(session);
  return new Map(
    detectors.map(({ id }) => {
      const findings = pass.findings(id);
      return [id, { status: findings.length === 0 ? 'pass' : 'fail', findings }];
    }),
  );
}

async function readAccounts(pool: Pool, integrationId: string): Promise<Map<string, AccountFacts>> {
  const { rows } = await pool.query<{
    id: string;
    username: string;
    kind: string;
    created_at: Date | null;
  }>('SELECT id, username, kind, created_at FROM facts.accounts WHERE integration_id = $1', [
    integrationId,
  ]);
  return new Map(
    rows.map(({ id, username, kind, created_at }) => [
      id,
      { username, kind, createdAt: created_at?.getTime() },
    ]),
  );
}
