import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { counted, daysBefore, listed } from '../wording.js';

interface NewApp {
  readonly appName: string;
  readonly isInstalled: boolean;
  readonly day: string;
  readonly tokenIds: readonly string[];
  readonly accounts: readonly string[];
  readonly usernames: readonly string[];
  readonly signInIds: readonly string[] | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Names that attackers have given to tools for taking data out. */
const suspicious = /data ?loader|ticket|export|extract|sync|backup/i;

/** Applications that somebody allowed, and that went to work at once. */
export const appNewDeviceFlow = defineSetCheck({
  id: 'app-new-device-flow',
  version: 1,
  title: 'New application at work at once',
  question: 'Did somebody just let a new application in, perhaps on the phone?',
  category: 'oauth',
  entities: ['account', 'app_grant', 'sign_in'],
  fields: ['app_grant.createdAt'],
  severityRule:
    'High; critical when it is not installed and has the name of a tool that takes data out.',
  thresholds: {
    lookbackDays: inDays(30, 'How far back new applications are looked at', 184),
    newHours: inUnits(24, 'hours', 'How long an application is new after its first token', 720),
    minutes: inUnits(60, 'minutes', 'How soon it must have used the API', 1440),
    learningDays: inDays(14, 'How far sign-ins must reach back to know what is new', 184),
  },
  explanation:
    'An application that nobody here used before got a token and used the API within the hour. That is what it looks like when a caller talks somebody into typing in a code. Which way the token was given is not known; a new tool of the organisation looks the same.',
  remediation:
    'Call the person; revoke the token and freeze the account unless confirmed, then look at what was read.',
  references: {
    attack: ['T1528', 'T1566.004'],
    controls: ['CIS 2.5', 'NIST 800-53 CM-7(5)', 'ISO 27001 A.8.16', 'SOC 2 CC6.8'],
  },
  closes: 'never',
  async judge({ pool, integrationId, now, thresholds }) {
    const { lookbackDays, newHours, minutes, learningDays } = thresholds;
    const { rows: known } = await pool.query<{ readonly since: Date | null }>(
      'SELECT min("time") AS since FROM facts."sign_ins" WHERE integration_id = $1',
      [integrationId],
    );
    const since = known[0]?.since;
    if (!since || since > daysBefore(now, learningDays)) {
      const reason = `sign-ins do not reach back ${counted(learningDays, 'day')} yet`;
      return { status: 'unavailable', reason };
    }
    const from = new Date(
      Math.max(daysBefore(now, lookbackDays).getTime(), daysBefore(since, -learningDays).getTime()),
    );
    const { rows } = await pool.query<NewApp>(newAppSql, [integrationId, from, newHours, minutes]);
    return judged(rows.map(findingOf));
  },
});

const newAppSql = `WITH first AS (
    SELECT app_name, min(created_at) AS began, bool_or(app_id IS NOT NULL) AS is_installed
    FROM facts."app_grants" WHERE integration_id = $1 AND created_at IS NOT NULL
    GROUP BY app_name HAVING min(created_at) > $2
  ), used_before AS (
    SELECT DISTINCT f.app_name FROM first f
    JOIN facts."sign_ins" s ON s.integration_id = $1 AND s.application = f.app_name
      AND s."time" < f.began - $4::float8 * interval '1 minute'
  ), granted AS (
    SELECT g.*, f.began, f.is_installed, (
      SELECT (array_agg(s.id ORDER BY s."time"))[:20] FROM facts."sign_ins" s
      WHERE s.integration_id = $1 AND s.account_id = g.account_id AND s.outcome = 'success'
        AND s.channel = 'api' AND s.application = g.app_name
        AND s."time" BETWEEN g.created_at - interval '1 minute'
          AND g.created_at + $4::float8 * interval '1 minute') AS sign_in_ids
    FROM first f
    JOIN facts."app_grants" g ON g.integration_id = $1 AND g.app_name = f.app_name
      AND g.created_at <= f.began + $3::float8 * interval '1 hour'
    WHERE f.app_name NOT IN (SELECT app_name FROM used_before)
  )
  SELECT g.app_name AS "appName", g.is_installed AS "isInstalled",
    to_char(g.began AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
    (array_agg(g.id ORDER BY g.created_at))[:200] AS "tokenIds",
    (array_agg(DISTINCT a.id))[:200] AS accounts,
    (array_agg(DISTINCT a.username))[:200] AS usernames,
    (SELECT (array_agg(DISTINCT i.id))[:200] FROM granted o
     CROSS JOIN LATERAL unnest(o.sign_in_ids) i (id) WHERE o.app_name = g.app_name) AS "signInIds",
    min(g.created_at) AS "firstAt", max(coalesce(g.last_used_at, g.created_at)) AS "lastAt"
  FROM granted g
  JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = g.account_id
    AND a.is_collector IS NOT TRUE
  WHERE g.sign_in_ids IS NOT NULL
    OR g.last_used_at BETWEEN g.created_at AND g.created_at + $4::float8 * interval '1 minute'
      AND g.use_count > 0
  GROUP BY g.app_name, g.is_installed, g.began ORDER BY g.began, g.app_name`;

function findingOf(row: NewApp): FindingDraft {
  const { appName, isInstalled, usernames, day } = row;
  const isSuspicious = !isInstalled && suspicious.test(appName);
  return {
    subject: appName,
    bucket: day,
    severity: isSuspicious ? 'critical' : 'high',
    title: `${listed(usernames)} let in ${appName}, new here, which went to work at once on ${day}`,
    accounts: row.accounts,
    evidence: {
      tokenIds: row.tokenIds,
      signInIds: row.signInIds ?? [],
      facts: { appName, isInstalled, hasNameOfTool: isSuspicious },
    },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
