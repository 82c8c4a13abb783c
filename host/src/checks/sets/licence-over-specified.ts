import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { counted, daysBefore } from '../wording.js';

interface ApiUser {
  readonly id: string;
  readonly username: string;
  readonly licenceId: string;
  readonly licence: string;
  readonly days: number;
  readonly applications: readonly string[];
  readonly signInIds: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** People’s seats that only programs use. */
export const licenceOverSpecified = defineSetCheck({
  id: 'licence-over-specified',
  version: 1,
  title: 'Licence larger than its use',
  question: 'Which paid seats of people are used by programs alone?',
  category: 'licence',
  entities: ['account', 'licence_pool', 'sign_in'],
  fields: ['account.licenceId', 'sign_in.channel'],
  severityRule: 'Always low.',
  thresholds: {
    windowDays: inDays(90, 'Sign-ins of how many days are looked at', 184),
    minActiveDays: inUnits(5, 'days', 'On how many days it must have been used at least', 184),
  },
  explanation:
    'An account that only programs sign in with does not need a person’s seat: licences for integrations cost less. What the account reads and writes is not known here.',
  remediation:
    'Move it to an integration’s licence after its owner has confirmed which data it needs; try that in a copy first.',
  references: { controls: ['ISO 27001 A.5.18', 'SOC 2 CC6.3'] },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<ApiUser>(
      `SELECT a.id, a.username, p.id AS "licenceId", p.name AS licence, u.*
       FROM facts."accounts" a
       JOIN facts."licence_pools" p ON p.integration_id = $1 AND p.id = a.licence_id
         AND p.gone_at IS NULL AND p.total > 0 AND p.is_free IS NOT TRUE
       CROSS JOIN LATERAL (
         SELECT count(DISTINCT (s."time" AT TIME ZONE 'UTC')::date) AS days,
           (array_agg(DISTINCT coalesce(s.application, s.browser, 'a program')))[:10] AS applications,
           (array_agg(s.id ORDER BY s."time" DESC))[:20] AS "signInIds",
           min(s."time") AS "firstAt", max(s."time") AS "lastAt"
         FROM facts."sign_ins" s
         WHERE s.integration_id = $1 AND s.account_id = a.id AND s."time" > $2
           AND s.outcome = 'success') u
       WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state = 'active'
         AND a.kind = 'human' AND a.is_collector IS NOT TRUE AND u.days >= $3::float8
         AND NOT EXISTS (SELECT 1 FROM facts."sign_ins" s
           WHERE s.integration_id = $1 AND s.account_id = a.id AND s."time" > $2
             AND s.outcome = 'success' AND s.channel IS DISTINCT FROM 'api')
       ORDER BY a.username, a.id`,
      [integrationId, daysBefore(now, thresholds.windowDays), thresholds.minActiveDays],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(row: ApiUser): FindingDraft {
  const { id, username, licence, days } = row;
  return {
    subject: id,
    severity: 'low',
    title: `${username} holds ${licence}, but only programs signed in with it, on ${counted(days, 'day')}`,
    accounts: [id],
    evidence: {
      signInIds: row.signInIds,
      records: [
        { entity: 'account', id },
        { entity: 'licence_pool', id: row.licenceId },
      ],
      facts: { licence, days, applications: row.applications },
    },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
