import type { FindingDraft, Severity } from '../check.js';
import { asShare, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { usesOnlySingleSignOn } from '../sql/direct-sign-in.js';
import { administrators } from '../sql/held-roles.js';
import { daysBefore, listed } from '../wording.js';

interface WeakFactor {
  readonly id: string;
  readonly username: string;
  readonly factorId: string;
  readonly strength: 'phishing_resistant' | 'possession' | 'weak';
  readonly methods: readonly string[];
  readonly isAdministrator: boolean;
  /** Verifications in the window, and those of them with a weak method. */
  readonly verified: number;
  readonly weak: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** People whose second factor is a weak one. */
export const mfaWeakOnly = defineSetCheck({
  id: 'mfa-weak-only',
  version: 1,
  title: 'Weak MFA method',
  question: 'Who relies on methods that can be intercepted or phished?',
  category: 'credential',
  entities: ['account', 'factor', 'sign_in'],
  fields: ['factor.strength'],
  severityRule:
    'Medium; high for an administrator whose best method is a code by phone. For administrators codes of an authenticator are not enough either.',
  thresholds: {
    weakShare: asShare(
      0.5,
      'Share of verifications with a weak method, though a better one is there',
    ),
    minVerified: inUnits(4, 'verifications', 'How many there must be to judge that share'),
    windowDays: inDays(90, 'Verifications and sign-ins of how many days are looked at', 184),
  },
  explanation:
    'Codes by phone can be intercepted and given away; codes of an authenticator can be typed into a false page. A security key or a built-in authenticator cannot. Whose sign-ins are all by single sign-on is left out.',
  remediation: 'Register a security key or a passkey; switch codes by phone off where possible.',
  references: {
    attack: ['T1111', 'T1621'],
    controls: ['CIS 6.5', 'NIST 800-63B', 'ISO 27001 A.8.5', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { windowDays, weakShare, minVerified } = thresholds;
    const { rows } = await pool.query<WeakFactor>(
      `WITH ${administrators}, used AS (
         SELECT account_id, count(*) AS verified, count(*) FILTER (WHERE strength = 'weak') AS weak
         FROM facts."factor_events"
         WHERE integration_id = $1 AND "time" > $3 AND outcome = 'success' AND strength <> 'none'
         GROUP BY account_id
       ), rated AS (
         SELECT a.*, f.strength, f.methods, f.id AS factor_id, f.first_seen AS registered,
           EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id) AS is_administrator,
           coalesce(u.verified, 0) AS verified, coalesce(u.weak, 0) AS weak
         FROM facts."accounts" a
         JOIN facts."factors" f
           ON f.integration_id = $1 AND f.account_id = a.id AND f.gone_at IS NULL
         LEFT JOIN used u ON u.account_id = a.id
         WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state IN ('active', 'locked')
           AND a.kind = 'human' AND a.is_collector IS NOT TRUE AND f.strength <> 'none'
       )
       SELECT a.id, a.username, a.factor_id AS "factorId", a.strength, a.methods, a.is_administrator AS "isAdministrator",
         a.verified, a.weak, a.registered AS "firstSeen", a.last_seen AS "lastSeen"
       FROM rated a
       WHERE (a.strength = 'weak' OR (a.strength = 'possession' AND a.is_administrator)
           OR (a.verified >= $5::float8 AND a.weak >= $4::float8 * a.verified))
         AND NOT ${usesOnlySingleSignOn('$3')}
       ORDER BY a.username, a.id`,
      [integrationId, now, daysBefore(now, windowDays), weakShare, minVerified],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(row: WeakFactor): FindingDraft {
  const { id, username, strength, methods, isAdministrator, verified, weak } = row;
  const severity: Severity = isAdministrator && strength === 'weak' ? 'high' : 'medium';
  return {
    subject: id,
    severity,
    title: `${username}${isAdministrator ? ', an administrator,' : ''} ${titleOf(row)}`,
    accounts: [id],
    evidence: {
      records: [
        { entity: 'account', id },
        { entity: 'factor', id: row.factorId },
      ],
      facts: { strength, methods, verified, weak },
    },
    firstAt: row.firstSeen,
    lastAt: row.lastSeen,
  };
}

function titleOf({ strength, methods, isAdministrator, verified, weak }: WeakFactor): string {
  if (strength === 'weak') return `has no better MFA method than ${listed(methods)}`;
  if (strength === 'possession' && isAdministrator)
    return 'has no MFA method that resists phishing';
  return `uses codes by phone for ${weak} of ${verified} verifications`;
}
