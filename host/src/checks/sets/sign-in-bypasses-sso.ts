import type { FindingDraft } from '../check.js';
import { asShare, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { administrators } from '../sql/held-roles.js';
import { counted, daysBefore } from '../wording.js';

interface Bypass {
  readonly id: string;
  readonly username: string;
  readonly isAdministrator: boolean;
  readonly day: string;
  readonly times: number;
  readonly signInIds: readonly string[];
  readonly addresses: readonly string[] | null;
  /** Whether it is a habit of the account; else of the organisation. */
  readonly isOwnHabit: boolean;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Passwords where single sign-on is the rule. */
export const signInBypassesSso = defineSetCheck({
  id: 'sign-in-bypasses-sso',
  version: 1,
  title: 'Sign-in past single sign-on',
  question: 'Did somebody use a password where single sign-on is the rule?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.method'],
  severityRule: 'Medium; high for an administrator.',
  thresholds: {
    lookbackDays: inDays(30, 'How far back sign-ins are looked at', 90),
    habit: inUnits(
      5,
      'sign-ins',
      'Sign-ins by single sign-on before, that make it an account’s rule',
    ),
    learningDays: inDays(7, 'How long before the first of them must have been', 90),
    tenantShare: asShare(0.9, 'Share of people’s sign-ins that makes it everybody’s rule'),
  },
  explanation:
    'The account, or nearly everybody, signs in through the identity provider; here somebody used a password of its own, past the provider’s rules and its MFA. An outage of the identity provider, or an account for emergencies, is a good reason.',
  remediation:
    'Require single sign-on for the account, change its password, find out who knows it.',
  references: {
    attack: ['T1078.004', 'T1556'],
    controls: ['CIS 6.7', 'NIST 800-53 IA-2', 'ISO 27001 A.5.17', 'SOC 2 CC6.1'],
  },
  closes: 'never',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<Bypass>(bypassSql, [
      integrationId,
      now,
      daysBefore(now, thresholds.lookbackDays),
      thresholds.tenantShare,
      thresholds.habit,
      thresholds.learningDays,
    ]);
    return judged(rows.map(findingOf));
  },
});

/**
 * `person` are people with both ways in the window, or with passwords where few have them: only of
 * theirs is each sign-in compared with what was before it.
 */
const bypassSql = `WITH ${administrators}, way AS (
    SELECT account_id, count(*) FILTER (WHERE method = 'sso') AS sso,
      count(*) FILTER (WHERE method IN ('password', 'passwordless')) AS direct
    FROM facts."sign_ins"
    WHERE integration_id = $1 AND "time" > $3 AND outcome = 'success' AND channel = 'ui'
      AND method IN ('sso', 'password', 'passwordless')
    GROUP BY account_id
  ), person AS (
    SELECT a.id, a.username, a.created_at, w.sso, w.direct FROM way w
    JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = w.account_id AND a.kind = 'human'
  ), tenant AS (
    SELECT coalesce(sum(sso)::float8 / nullif(sum(sso + direct), 0) >= $4, false) AS is_rule FROM person
  ), direct AS (
    SELECT p.id AS account_id, p.username, s.id, s."time", s.source_ip, t.is_rule
    FROM person p CROSS JOIN tenant t
    JOIN facts."sign_ins" s ON s.integration_id = $1 AND s.account_id = p.id AND s."time" > $3
      AND s.outcome = 'success' AND s.channel = 'ui' AND s.method IN ('password', 'passwordless')
    WHERE p.direct > 0 AND (p.sso > 0 OR t.is_rule)
      AND (p.created_at IS NULL OR s."time" > p.created_at + $6::float8 * interval '1 day')
  ), compared AS (
    SELECT d.*, b.times >= $5::float8 AND b.began < d."time" - $6::float8 * interval '1 day' AS is_own
    FROM direct d CROSS JOIN LATERAL (
      SELECT count(*) AS times, min(s."time") AS began FROM facts."sign_ins" s
      WHERE s.integration_id = $1 AND s.account_id = d.account_id AND s.outcome = 'success'
        AND s.method = 'sso' AND s."time" < d."time" AND s."time" > d."time" - interval '90 days') b
  )
  SELECT account_id AS id, username,
    to_char("time" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS times,
    (array_agg(id ORDER BY "time"))[:200] AS "signInIds",
    (array_agg(DISTINCT source_ip) FILTER (WHERE source_ip IS NOT NULL))[:10] AS addresses,
    bool_or(is_own) AS "isOwnHabit", min("time") AS "firstAt", max("time") AS "lastAt",
    EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = compared.account_id)
      AS "isAdministrator"
  FROM compared WHERE is_own OR is_rule
  GROUP BY account_id, username, day ORDER BY day, username, account_id`;

function findingOf(row: Bypass): FindingDraft {
  const { id, username, day, times, isOwnHabit } = row;
  const habit = isOwnHabit
    ? 'though it uses single sign-on'
    : 'though nearly everybody uses single sign-on';
  return {
    subject: id,
    bucket: day,
    severity: row.isAdministrator ? 'high' : 'medium',
    title: `${username} signed in with a password${times > 1 ? ` ${counted(times, 'time')}` : ''} on ${day}, ${habit}`,
    accounts: [id],
    evidence: {
      signInIds: row.signInIds,
      facts: { times, addresses: row.addresses ?? [], isOwnHabit },
    },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
