import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { administrators } from '../sql/held-roles.js';
import { counted, daysBefore } from '../wording.js';

interface SingleFactor {
  readonly id: string;
  readonly username: string;
  readonly isAdministrator: boolean;
  readonly times: number;
  readonly signInIds: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Passwords that were enough. */
export const signInWithoutMfa = defineSetCheck({
  id: 'sign-in-without-mfa',
  version: 1,
  title: 'Sign-in without MFA',
  question: 'Who was let in with a password alone?',
  category: 'auth-policy',
  entities: ['account', 'sign_in', 'factor_event'],
  fields: ['sign_in.method'],
  severityRule: 'Medium; high for an administrator.',
  thresholds: {
    windowDays: inDays(30, 'Sign-ins of how many days are looked at', 184),
    joinMinutes: inUnits(10, 'minutes', 'How near a verification of the account must be', 120),
  },
  explanation:
    'No verification of a second factor belongs to these sign-ins, nor lies near them; a code by mail is none. Addresses that are trusted and devices that are remembered may be the reason. Sign-ins by single sign-on are not judged: what their provider asked for is not known.',
  remediation: 'Require MFA at each sign-in; take away trusted address ranges that are not needed.',
  references: {
    attack: ['T1078'],
    controls: ['CIS 6.3', 'NIST 800-53 IA-2(1)', 'ISO 27001 A.8.5', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<SingleFactor>(
      `WITH ${administrators}, verified AS (
         SELECT account_id, sign_in_id, "time" FROM facts."factor_events"
         WHERE integration_id = $1 AND "time" > $3::timestamptz - $4::float8 * interval '1 minute'
           AND outcome = 'success' AND strength IS DISTINCT FROM 'none'
       ), alone AS (
         SELECT s.account_id, s.id, s."time" FROM facts."sign_ins" s
         WHERE s.integration_id = $1 AND s."time" > $3 AND s.outcome = 'success'
           AND s.channel = 'ui' AND s.method = 'password'
           AND NOT EXISTS (SELECT 1 FROM verified v WHERE v.sign_in_id = s.id)
           AND NOT EXISTS (SELECT 1 FROM verified v WHERE v.account_id = s.account_id
             AND v."time" BETWEEN s."time" - $4::float8 * interval '1 minute'
               AND s."time" + $4::float8 * interval '1 minute')
       )
       SELECT a.id, a.username, count(*) AS times,
         (array_agg(s.id ORDER BY s."time" DESC))[:200] AS "signInIds",
         min(s."time") AS "firstAt", max(s."time") AS "lastAt",
         EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id) AS "isAdministrator"
       FROM alone s
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
         AND a.kind = 'human' AND a.is_collector IS NOT TRUE
       GROUP BY a.id, a.username ORDER BY a.username, a.id`,
      [integrationId, now, daysBefore(now, thresholds.windowDays), thresholds.joinMinutes],
    );
    return judged(rows.map((row) => findingOf(row, thresholds.windowDays)));
  },
});

function findingOf(row: SingleFactor, windowDays: number): FindingDraft {
  const { id, username, times } = row;
  return {
    subject: id,
    severity: row.isAdministrator ? 'high' : 'medium',
    title: `${username} was let in with a password alone ${counted(times, 'time')} in ${counted(windowDays, 'day')}`,
    accounts: [id],
    evidence: { signInIds: row.signInIds, facts: { times } },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
