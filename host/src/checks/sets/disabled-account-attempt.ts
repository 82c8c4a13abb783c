import { failureReasonOf } from '../behaviour/events/failure-reason.js';
import type { FindingDraft, SetCheckContext } from '../check.js';
import { defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { counted, daysBefore } from '../wording.js';

interface Attempts {
  readonly id: string;
  readonly username: string;
  readonly state: string;
  readonly day: string;
  readonly times: readonly Date[];
  /** Most attempts within the hours that count. */
  readonly most: number;
  readonly signInIds: readonly string[];
  readonly addresses: readonly string[] | null;
  readonly applications: readonly string[] | null;
  /** Accounts that signed in from the same addresses, few of them. */
  readonly others: readonly string[] | null;
}

const thresholds = {
  lookbackDays: inDays(30, 'How far back sign-ins are looked at', 184),
  attempts: inUnits(2, 'attempts', 'How many there must be'),
  hours: inUnits(24, 'hours', 'Within how many hours', 720),
  sharedBy: inUnits(10, 'accounts', 'An address of so many accounts says nothing of who it was'),
};

/** Attempts to use accounts that are switched off. */
export const disabledAccountAttempt = defineSetCheck({
  id: 'disabled-account-attempt',
  version: 1,
  title: 'Attempt to use a disabled account',
  question: 'Does somebody still try an account that is switched off?',
  category: 'auth-policy',
  entities: ['account', 'sign_in'],
  fields: ['sign_in.statusDetail'],
  severityRule:
    'Low; high when the same address signed in as somebody else; info when a program repeats an old password at fixed times.',
  thresholds,
  explanation:
    'The provider refused a sign-in because the account is deactivated or frozen. Somebody who left may try, or somebody with an old list of passwords; most often it is a program that nobody told.',
  remediation: 'Take the password out of the program that still has it, or block the address.',
  references: {
    attack: ['T1078', 'T1110'],
    controls: ['CIS 8.11', 'NIST 800-53 AC-7', 'ISO 27001 A.8.16', 'SOC 2 CC7.2'],
  },
  closes: 'never',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.lookbackDays);
    const details = await readRefusals(context, since);
    if (details.length === 0) return judged([]);
    const { attempts, hours, sharedBy } = context.thresholds;
    const { rows } = await context.pool.query<Attempts>(attemptsSql, [
      context.integrationId,
      since,
      details,
      hours,
      sharedBy,
    ]);
    return judged(
      rows.filter(({ most, others }) => most >= attempts || others !== null).map(findingOf),
    );
  },
});

/** The words for a refusal because the account is switched off, as far as they occur. */
async function readRefusals(
  { pool, integrationId }: SetCheckContext,
  since: Date,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ readonly detail: string }>(
    `SELECT DISTINCT status_detail AS detail FROM facts."sign_ins"
     WHERE integration_id = $1 AND "time" > $2 AND outcome = 'failure'
       AND status_detail IS NOT NULL`,
    [integrationId, since],
  );
  return rows
    .map(({ detail }) => detail)
    .filter((detail) => failureReasonOf(detail) === 'disabled');
}

const attemptsSql = `WITH attempt AS (
    SELECT s.account_id, s.id, s."time", s.source_ip, s.application,
      to_char(s."time" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
      count(*) OVER (PARTITION BY s.account_id ORDER BY s."time"
        RANGE BETWEEN $4::float8 * interval '1 hour' PRECEDING AND CURRENT ROW) AS within
    FROM facts."sign_ins" s
    WHERE s.integration_id = $1 AND s."time" > $2 AND s.outcome = 'failure'
      AND s.status_detail = ANY ($3) AND s.account_id IS NOT NULL
  ), address AS (
    SELECT source_ip, array_agg(DISTINCT account_id) AS accounts FROM facts."sign_ins"
    WHERE integration_id = $1 AND "time" > $2 AND outcome = 'success' AND account_id IS NOT NULL
      AND source_ip IN (SELECT source_ip FROM attempt)
    GROUP BY source_ip HAVING count(DISTINCT account_id) < $5::float8
  ), beside AS (
    SELECT t.account_id, t.day, array_agg(DISTINCT o.id) AS ids
    FROM (SELECT DISTINCT account_id, day, source_ip FROM attempt) t
    JOIN address d ON d.source_ip = t.source_ip
    CROSS JOIN LATERAL unnest(d.accounts) o (id)
    WHERE o.id <> t.account_id
    GROUP BY t.account_id, t.day
  )
  SELECT a.id, a.username, a.state, t.day,
    array_agg(t."time" ORDER BY t."time") AS times, max(t.within) AS most,
    (array_agg(t.id ORDER BY t."time"))[:200] AS "signInIds",
    (array_agg(DISTINCT t.source_ip) FILTER (WHERE t.source_ip IS NOT NULL))[:10] AS addresses,
    (array_agg(DISTINCT t.application) FILTER (WHERE t.application IS NOT NULL))[:10]
      AS applications,
    b.ids AS others
  FROM attempt t
  JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = t.account_id
  LEFT JOIN beside b ON b.account_id = t.account_id AND b.day = t.day
  GROUP BY a.id, a.username, a.state, t.day, b.ids ORDER BY t.day, a.username, a.id`;

function findingOf(row: Attempts): FindingDraft {
  const { id, username, day, times, others } = row;
  const isProgram = others === null && repeats(row);
  return {
    subject: id,
    bucket: day,
    severity: others !== null ? 'high' : isProgram ? 'info' : 'low',
    title: `${counted(times.length, 'attempt')} to sign in as ${username}, ${stateThen(row)}, on ${day}${others ? `, from an address of ${counted(others.length, 'other account')}` : ''}`,
    accounts: [id, ...(others ?? [])].slice(0, 200),
    evidence: {
      signInIds: row.signInIds,
      facts: {
        attempts: times.length,
        state: row.state,
        addresses: row.addresses ?? [],
        applications: row.applications ?? [],
        looksLikeProgram: isProgram,
      },
    },
    firstAt: times[0] ?? new Date(0),
    lastAt: times.at(-1) ?? new Date(0),
  };
}

/** The provider's refusal proves that it was switched off then; now it may be in use again. */
function stateThen({ state }: Attempts): string {
  return state === 'active' ? 'which was switched off then' : `which is ${state}`;
}

/** Whether a single client tries at nearly fixed intervals: as people do not. */
function repeats({ times, addresses, applications }: Attempts): boolean {
  if (times.length < 4 || addresses?.length !== 1 || (applications?.length ?? 0) > 1) return false;
  const gaps = times.slice(1).map((time, index) => time.getTime() - (times[index]?.getTime() ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return Math.sqrt(variance) < 0.2 * mean;
}
