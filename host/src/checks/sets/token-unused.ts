import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { administrators } from '../sql/held-roles.js';
import { counted, daysBefore } from '../wording.js';

interface IdleTokens {
  readonly appName: string;
  readonly tokens: number;
  readonly neverUsed: number;
  readonly idle: number;
  readonly old: number;
  readonly tokenIds: readonly string[];
  readonly accounts: readonly string[];
  readonly accountCount: number;
  readonly administrators: number;
  readonly firstAt: Date;
  readonly lastSeen: Date;
}

/** Standing access that nobody exercises. */
export const tokenUnused = defineSetCheck({
  id: 'token-unused',
  version: 1,
  title: 'Unused or old tokens',
  question: 'Which applications hold access that they never use?',
  category: 'oauth',
  entities: ['account', 'app_grant'],
  fields: ['app_grant.createdAt'],
  severityRule: 'Low; medium when an administrator’s token is among them.',
  thresholds: {
    neverDays: inDays(30, 'How old a token may be that was never used'),
    idleDays: inDays(90, 'Days without use after which a token is idle'),
    maxAgeDays: inDays(365, 'How old a token may be that is in use'),
  },
  explanation:
    'Each token is a key that its application, or whoever breaks into it, may use without signing in. What is not used is not missed when it is stolen. Tools for emergencies are a good reason.',
  remediation: 'Revoke the tokens; let tokens end after a time without use.',
  references: {
    attack: ['T1528', 'T1550.001'],
    controls: ['CIS 6.2', 'NIST 800-53 AC-2(3)', 'ISO 27001 A.5.18', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<IdleTokens>(
      `WITH ${administrators}, token AS (
         SELECT g.*, g.last_used_at IS NULL AND g.created_at < $3 AS is_never_used,
           coalesce(g.last_used_at < $4, false) AS is_idle,
           coalesce(g.created_at < $5 AND g.last_used_at >= $4, false) AS is_old
         FROM facts."app_grants" g WHERE g.integration_id = $1 AND g.gone_at IS NULL
       )
       SELECT t.app_name AS "appName", count(*) AS tokens,
         count(*) FILTER (WHERE t.is_never_used) AS "neverUsed",
         count(*) FILTER (WHERE t.is_idle) AS idle, count(*) FILTER (WHERE t.is_old) AS old,
         (array_agg(t.id ORDER BY t.created_at, t.id))[:200] AS "tokenIds",
         (array_agg(DISTINCT a.id))[:200] AS accounts, count(DISTINCT a.id) AS "accountCount",
         count(DISTINCT d.account_id) AS administrators,
         min(coalesce(t.created_at, t.first_seen)) AS "firstAt", max(t.last_seen) AS "lastSeen"
       FROM token t
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = t.account_id
         AND a.gone_at IS NULL AND a.is_collector IS NOT TRUE
       LEFT JOIN administrator d ON d.account_id = t.account_id
       WHERE t.is_never_used OR t.is_idle OR t.is_old
       GROUP BY t.app_name ORDER BY t.app_name`,
      [
        integrationId,
        now,
        daysBefore(now, thresholds.neverDays),
        daysBefore(now, thresholds.idleDays),
        daysBefore(now, thresholds.maxAgeDays),
      ],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(row: IdleTokens): FindingDraft {
  const { appName, tokens, accountCount, neverUsed, idle, old } = row;
  const kinds = [
    ...(neverUsed > 0 ? [`${neverUsed} never used`] : []),
    ...(idle > 0 ? [`${idle} idle`] : []),
    ...(old > 0 ? [`${old} old`] : []),
  ];
  return {
    subject: appName,
    severity: row.administrators > 0 ? 'medium' : 'low',
    title: `${appName} holds ${counted(tokens, 'token')} of ${counted(accountCount, 'account')} that should be revoked: ${kinds.join(', ')}`,
    accounts: row.accounts,
    evidence: {
      tokenIds: row.tokenIds,
      facts: { appName, tokens, neverUsed, idle, old, administrators: row.administrators },
    },
    firstAt: row.firstAt,
    lastAt: row.lastSeen,
  };
}
