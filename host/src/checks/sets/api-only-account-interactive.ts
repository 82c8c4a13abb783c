import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { heldRoles } from '../sql/held-roles.js';
import { counted, daysBefore } from '../wording.js';

interface Interactive {
  readonly id: string;
  readonly username: string;
  readonly isCollector: boolean | null;
  readonly day: string;
  readonly times: number;
  readonly signInIds: readonly string[];
  readonly addresses: readonly string[];
  readonly browsers: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Machines’ accounts that somebody signed in with on the page. */
export const apiOnlyAccountInteractive = defineSetCheck({
  id: 'api-only-account-interactive',
  version: 1,
  title: 'Service account signed in interactively',
  question: 'Did somebody open a browser session as a machine?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.channel'],
  severityRule: 'Always high.',
  thresholds: {
    lookbackDays: inDays(30, 'How far back sign-ins are looked at', 184),
    setupHours: inUnits(24, 'hours', 'How long after an account was made its set-up may take', 720),
  },
  explanation:
    'A service account, or one that may use the API alone, has no reason to sign in on the page. Somebody who does knows its password. An administrator who signed in as it is told by another check.',
  remediation: 'Limit it to the API, rotate its credentials, and find out who used them.',
  references: {
    attack: ['T1078.004'],
    controls: ['CIS 5.5', 'NIST 800-53 IA-9', 'ISO 27001 A.5.16', 'SOC 2 CC6.1'],
  },
  closes: 'never',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<Interactive>(
      `WITH ${heldRoles}
       SELECT a.id, a.username, a.is_collector AS "isCollector",
         to_char(s."time" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS times,
         (array_agg(s.id ORDER BY s."time"))[:200] AS "signInIds",
         (array_agg(DISTINCT s.source_ip) FILTER (WHERE s.source_ip IS NOT NULL))[:10] AS addresses,
         (array_agg(DISTINCT s.browser) FILTER (WHERE s.browser IS NOT NULL))[:10] AS browsers,
         min(s."time") AS "firstAt", max(s."time") AS "lastAt"
       FROM facts."accounts" a
       JOIN facts."sign_ins" s ON s.integration_id = $1 AND s.account_id = a.id AND s."time" > $3
         AND s.outcome = 'success' AND s.method IS DISTINCT FROM 'impersonation'
         AND (s.channel = 'ui' OR (s.channel = 'unknown'
           AND s.browser ~* 'chrome|firefox|safari|edge|opera'))
       WHERE a.integration_id = $1 AND (a.kind = 'service' OR a.id IN (
           SELECT account_id FROM held WHERE 'api.only' = ANY (capabilities)))
         AND (a.created_at IS NULL OR s."time" > a.created_at + $4::float8 * interval '1 hour')
       GROUP BY a.id, a.username, a.is_collector, day ORDER BY day, a.username, a.id`,
      [integrationId, now, daysBefore(now, thresholds.lookbackDays), thresholds.setupHours],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(row: Interactive): FindingDraft {
  const whose = row.isCollector ? 'Rollcall’s own account' : 'a service account';
  const times = row.times > 1 ? ` ${counted(row.times, 'time')}` : '';
  return {
    subject: row.id,
    bucket: row.day,
    severity: 'high',
    title: `${row.username}, ${whose}, signed in on the page${times} on ${row.day}`,
    accounts: [row.id],
    evidence: {
      signInIds: row.signInIds,
      facts: { times: row.times, addresses: row.addresses ?? [], browsers: row.browsers ?? [] },
    },
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  };
}
