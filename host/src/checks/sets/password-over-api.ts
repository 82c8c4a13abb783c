import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { counted, dayOf, daysBefore } from '../wording.js';

interface PasswordClient {
  readonly id: string;
  readonly username: string;
  readonly application: string | null;
  readonly times: number;
  readonly signInIds: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Programs that send a password. */
export const passwordOverApi = defineSetCheck({
  id: 'password-over-api',
  version: 1,
  title: 'Password sent to the API',
  question: 'Which programs still sign in with a password?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.method'],
  severityRule: 'Always medium.',
  thresholds: { windowDays: inDays(30, 'Sign-ins of how many days are looked at', 184) },
  explanation:
    'The password lies in the program’s configuration, goes over the wire each time, and no second factor protects it. Providers are about to switch this way of signing in off.',
  remediation:
    'Move the program to client credentials or a signed token, then forbid this way for everybody.',
  references: {
    attack: ['T1078.004', 'T1552.001'],
    controls: ['CIS 5.2', 'NIST 800-53 IA-5(7)', 'ISO 27001 A.5.17', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<PasswordClient>(
      `SELECT a.id, a.username, s.application, count(*) AS times,
         (array_agg(s.id ORDER BY s."time" DESC))[:200] AS "signInIds",
         min(s."time") AS "firstAt", max(s."time") AS "lastAt"
       FROM facts."sign_ins" s
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
       WHERE s.integration_id = $1 AND s."time" > $2 AND s.outcome = 'success'
         AND s.method = 'api_password'
       GROUP BY a.id, a.username, s.application ORDER BY a.username, a.id, s.application`,
      [integrationId, daysBefore(now, thresholds.windowDays)],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(row: PasswordClient): FindingDraft {
  const { id, username, application, times, lastAt } = row;
  return {
    subject: `${id}:${application ?? ''}`,
    severity: 'medium',
    title: `${application ?? 'A program'} sent the password of ${username} ${counted(times, 'time')}, last on ${dayOf(lastAt)}`,
    accounts: [id],
    evidence: { signInIds: row.signInIds, facts: { application, times } },
    firstAt: row.firstAt,
    lastAt,
  };
}
