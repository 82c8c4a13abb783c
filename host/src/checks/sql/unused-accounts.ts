import type { SetCheckContext } from '../check.js';
import { administrators } from './held-roles.js';

/** An account that can sign in and that nothing is known to have used since some instant. */
export interface UnusedAccount {
  readonly id: string;
  readonly username: string;
  readonly kind: 'human' | 'external' | 'service';
  readonly createdAt: Date | null;
  /** The latest of what the provider tells, the last stored success and the last use of a token. */
  readonly lastUse: Date | null;
  /** Which of them it was; null without a use. */
  readonly signal: 'provider' | 'sign-in' | 'token' | null;
  /** The last stored success. */
  readonly signInId: string | null;
  /** The token that was used last. */
  readonly tokenId: string | null;
  readonly isAdministrator: boolean;
  /** When the account itself was last read. */
  readonly lastSeen: Date;
}

/** How far back use can be known at all. */
export interface UseHistory {
  /** Whether the provider tells the last sign-in of accounts: where it does, null means never. */
  readonly isTold: boolean;
  /** The earliest stored sign-in: before it nothing is proven by sign-ins. */
  readonly signInsSince: Date | null;
  /** Whether any token was read: without, an account that only an application uses looks unused. */
  readonly knowsTokens: boolean;
}

/** What can be known of use in this integration. */
export async function readUseHistory(context: SetCheckContext): Promise<UseHistory> {
  const { rows } = await context.pool.query<UseHistory>(
    `SELECT
       EXISTS (SELECT 1 FROM facts."accounts"
         WHERE integration_id = $1 AND last_sign_in_at IS NOT NULL) AS "isTold",
       (SELECT min("time") FROM facts."sign_ins" WHERE integration_id = $1) AS "signInsSince",
       EXISTS (SELECT 1 FROM facts."app_grants"
         WHERE integration_id = $1 AND gone_at IS NULL) AS "knowsTokens"`,
    [context.integrationId],
  );
  return rows[0] ?? { isTold: false, signInsSince: null, knowsTokens: false };
}

/**
 * Accounts of people and machines that can sign in and were not used since `usedSince`, by username.
 * An application with a token writes no sign-ins, so use of a token is use. Never Rollcall's own
 * account, nor those of guests and of the provider.
 */
export async function readUnused(
  context: SetCheckContext,
  usedSince: Date,
): Promise<readonly UnusedAccount[]> {
  const { rows } = await context.pool.query<UnusedAccount>(
    `WITH ${administrators}, token AS (
       SELECT DISTINCT ON (account_id) account_id, id, last_used_at
       FROM facts."app_grants"
       WHERE integration_id = $1 AND last_used_at IS NOT NULL
       ORDER BY account_id, last_used_at DESC
     )
     SELECT a.id, a.username, a.kind, a.created_at AS "createdAt", u.last_use AS "lastUse",
       CASE u.last_use WHEN t.last_used_at THEN 'token' WHEN s."time" THEN 'sign-in'
         WHEN a.last_sign_in_at THEN 'provider' END AS signal,
       s.id AS "signInId", t.id AS "tokenId", a.last_seen AS "lastSeen",
       EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id) AS "isAdministrator"
     FROM facts."accounts" a
     LEFT JOIN token t ON t.account_id = a.id
     LEFT JOIN LATERAL (
       SELECT "time", id FROM facts."sign_ins" i
       WHERE i.integration_id = $1 AND i.account_id = a.id AND i.outcome = 'success'
       ORDER BY i."time" DESC LIMIT 1) s ON true
     CROSS JOIN LATERAL (
       SELECT greatest(a.last_sign_in_at, s."time", t.last_used_at) AS last_use) u
     WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state IN ('active', 'locked')
       AND a.kind IN ('human', 'external', 'service') AND a.is_collector IS NOT TRUE
       AND coalesce(a.last_sign_in_at <= $3, true) AND coalesce(t.last_used_at <= $3, true)
       AND coalesce(s."time" <= $3, true)
     ORDER BY a.username, a.id`,
    [context.integrationId, context.now, usedSince],
  );
  return rows;
}
