import type { PoolClient } from 'pg';

import { applyFound } from '../findings/apply.js';
import type { Availability } from './availability.js';
import type { CheckDescription, Judgement } from './check.js';
import { putCheckResult } from './check-results.js';

/** Whose facts were judged, and when. */
export interface JudgedAt {
  readonly integrationId: string;
  /** The tenant, or the integration until its tenant is known. */
  readonly scope: string;
  readonly now: Date;
}

/** A judgement and what it rests on. */
export interface Judged {
  readonly check: CheckDescription;
  readonly judgement: Judgement;
  /** Whether its findings happened, and stay true. */
  readonly isEpisode: boolean;
  /** Absent where nothing could be judged. */
  readonly facts?: Extract<Availability, { readonly isAvailable: true }> | undefined;
}

/**
 * Stores what a check found and how it judged, in the transaction of the caller. A check of episodes
 * fails as long as one of them waits for somebody: none of them goes by itself.
 */
export async function storeJudgement(
  client: PoolClient,
  { integrationId, scope, now }: JudgedAt,
  { check, judgement, isEpisode, facts }: Judged,
): Promise<Judgement['status']> {
  const result = { integrationId, check: check.id, version: check.version, checkedAt: now };
  if (judgement.status === 'unavailable' || !facts) {
    const reason = judgement.status === 'unavailable' ? judgement.reason : undefined;
    await putCheckResult(client, { ...result, status: 'unavailable', reason, findings: 0 });
    return 'unavailable';
  }
  const { findings: drafts } = judgement;
  await applyFound(client, {
    integrationId,
    scope,
    check: check.id,
    checkVersion: check.version,
    isEpisode,
    drafts,
    at: now,
    factsAt: facts.factsAt,
    isProven: facts.isProven,
  });
  const findings = isEpisode ? await countActive(client, integrationId, check.id) : drafts.length;
  const status = isEpisode ? (findings > 0 ? 'fail' : 'pass') : judgement.status;
  await putCheckResult(client, { ...result, status, reason: undefined, findings });
  return status;
}

async function countActive(
  client: PoolClient,
  integrationId: string,
  check: string,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM rollcall.finding WHERE integration_id = $1
       AND check_id = $2 AND status IN ('new', 'open', 'reopened')`,
    [integrationId, check],
  );
  return rows[0]?.count ?? 0;
}
