import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { counted, daysBefore, listed } from '../wording.js';

interface Scripted {
  readonly id: string;
  readonly username: string;
  readonly times: number;
  readonly clients: readonly string[];
  readonly signInIds: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Libraries and tools that programs sign in with; browsers never call themselves so. */
const scripted =
  '\\m(python|requests|aiohttp|httpx|go-http|curl|wget|okhttp|java|axios|node|node-fetch|undici|postman|powershell|perl|ruby|libwww|guzzle)\\M';

/** People’s accounts that programs run with. */
export const humanAccountScripted = defineSetCheck({
  id: 'human-account-scripted',
  version: 1,
  title: 'Person’s account used by a program',
  question: 'Does a program run with the account of a person?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.channel'],
  severityRule: 'Always medium.',
  thresholds: {
    windowDays: inDays(7, 'Sign-ins of how many days are counted', 184),
    signIns: inUnits(50, 'sign-ins', 'How many a program must have made in that time'),
  },
  explanation:
    'A program that signs in with a person’s account has all of that person’s rights, cannot use MFA, and stops when the person leaves. Developers with an approved tool look the same.',
  remediation: 'Give the program an account of its own, with its own rights and addresses.',
  references: {
    attack: ['T1078.004'],
    controls: ['CIS 5.5', 'NIST 800-53 IA-9', 'ISO 27001 A.5.16', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<Scripted>(
      `SELECT a.id, a.username, count(*) AS times,
         (array_agg(DISTINCT coalesce(s.application, s.browser, s.method)))[:10] AS clients,
         (array_agg(s.id ORDER BY s."time" DESC))[:200] AS "signInIds",
         min(s."time") AS "firstAt", max(s."time") AS "lastAt"
       FROM facts."sign_ins" s
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
         AND a.gone_at IS NULL AND a.kind = 'human' AND a.is_collector IS NOT TRUE
       WHERE s.integration_id = $1 AND s."time" > $2 AND s.outcome = 'success'
         AND s.channel = 'api' AND (s.method = 'api_password'
           OR concat_ws(' ', s.browser, s.application, s.client_version) ~* $4)
       GROUP BY a.id, a.username HAVING count(*) >= $3::float8 ORDER BY a.username, a.id`,
      [integrationId, daysBefore(now, thresholds.windowDays), thresholds.signIns, scripted],
    );
    return judged(rows.map((row) => findingOf(row, thresholds.windowDays)));
  },
});

function findingOf(row: Scripted, windowDays: number): FindingDraft {
  const { id, username, times, clients } = row;
  return {
    subject: id,
    severity: 'medium',
    title: `A program signed in as ${username} ${counted(times, 'time')} in ${counted(windowDays, 'day')}, by ${listed(clients)}`,
    accounts: [id],
    evidence: { signInIds: row.signInIds, facts: { times, clients } },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
