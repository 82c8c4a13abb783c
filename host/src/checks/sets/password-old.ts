import type { FindingDraft, Severity } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { heldRoles } from '../sql/held-roles.js';
import { counted, daysBefore, daysBetween } from '../wording.js';

interface OldPassword {
  readonly id: string;
  readonly username: string;
  readonly kind: 'human' | 'service';
  readonly passwordChangedAt: Date | null;
  readonly neverExpires: boolean;
  readonly signInId: string;
  readonly usedAt: Date;
}

/** Passwords that stay the same. */
export const passwordOld = defineSetCheck({
  id: 'password-old',
  version: 1,
  title: 'Old or everlasting password',
  question: 'Which passwords in use never change?',
  category: 'credential',
  entities: ['account', 'sign_in'],
  fields: ['account.passwordChangedAt', 'sign_in.method'],
  severityRule: 'Medium for a service account; info for a person.',
  thresholds: {
    serviceMaxDays: inDays(365, 'How old the password of a service account may be'),
    humanMaxDays: inDays(0, 'How old the password of a person may be; 0 is any age'),
    windowDays: inDays(90, 'Within how many days the password must have been used', 184),
  },
  explanation:
    'Only passwords that were used lately count: behind single sign-on an old one does no harm. For people, regular changes are not advised without a sign of misuse, so their age is not judged unless a threshold says so; a password that is set never to expire is mentioned.',
  remediation:
    'Service accounts: move to a certificate or client credentials, and rotate. People: require MFA.',
  references: {
    attack: ['T1078', 'T1110'],
    controls: ['CIS 5.2', 'NIST 800-63B', 'ISO 27001 A.5.17', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { serviceMaxDays, humanMaxDays, windowDays } = thresholds;
    const { rows } = await pool.query<OldPassword>(
      `WITH ${heldRoles}, everlasting AS (
         SELECT DISTINCT account_id FROM held WHERE 'password.never_expires' = ANY (capabilities)
       )
       SELECT a.id, a.username, a.kind, a.password_changed_at AS "passwordChangedAt",
         e.account_id IS NOT NULL AS "neverExpires", u.id AS "signInId", u."time" AS "usedAt"
       FROM facts."accounts" a
       LEFT JOIN everlasting e ON e.account_id = a.id
       CROSS JOIN LATERAL (
         SELECT s.id, s."time" FROM facts."sign_ins" s
         WHERE s.integration_id = $1 AND s.account_id = a.id AND s."time" > $3
           AND s.outcome = 'success' AND s.method IN ('password', 'api_password')
         ORDER BY s."time" DESC LIMIT 1) u
       WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state IN ('active', 'locked')
         AND (e.account_id IS NOT NULL AND a.kind IN ('human', 'service')
           OR a.kind = 'service' AND a.password_changed_at < $4
           OR a.kind = 'human' AND a.password_changed_at < $5)
       ORDER BY a.username, a.id`,
      [
        integrationId,
        now,
        daysBefore(now, windowDays),
        daysBefore(now, serviceMaxDays),
        humanMaxDays > 0 ? daysBefore(now, humanMaxDays) : null,
      ],
    );
    return judged(rows.map((row) => findingOf(row, now)));
  },
});

function findingOf(row: OldPassword, now: Date): FindingDraft {
  const { id, username, passwordChangedAt, neverExpires } = row;
  const severity: Severity = row.kind === 'service' ? 'medium' : 'info';
  const days = passwordChangedAt ? daysBetween(passwordChangedAt, now) : null;
  const age = days === null ? '' : ` that is ${counted(days, 'day')} old`;
  return {
    subject: id,
    severity,
    title: `${username} signs in with a password${age}${neverExpires ? `${age ? ' and' : ' that'} never expires` : ''}`,
    accounts: [id],
    evidence: {
      signInIds: [row.signInId],
      records: [{ entity: 'account', id }],
      facts: { days, neverExpires, kind: row.kind },
    },
    firstAt: passwordChangedAt ?? row.usedAt,
    lastAt: row.usedAt,
  };
}
