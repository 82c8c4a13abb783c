import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { usesOnlySingleSignOn } from '../sql/direct-sign-in.js';
import { administrators } from '../sql/held-roles.js';
import { daysBefore } from '../wording.js';

interface Unprotected {
  readonly id: string;
  readonly username: string;
  readonly createdAt: Date | null;
  readonly lastSeen: Date;
  readonly methods: readonly string[] | null;
  readonly signInId: string | null;
  readonly isAdministrator: boolean;
}

/** People who could sign in with a password alone. */
export const mfaMissing = defineSetCheck({
  id: 'mfa-missing',
  version: 1,
  title: 'No MFA method registered',
  question: 'Who could sign in with one factor?',
  category: 'credential',
  entities: ['account', 'factor', 'sign_in'],
  fields: [],
  severityRule: 'High; critical for an administrator.',
  thresholds: {
    graceDays: inDays(14, 'How long a new account may go without a method', 365),
    windowDays: inDays(
      90,
      'Sign-ins of how many days tell whether an account only uses single sign-on',
      184,
    ),
  },
  explanation:
    'A password that was guessed, phished or bought is enough for such an account. Only a security key, a built-in authenticator, an authenticator app or a push counts as a method. Accounts whose sign-ins are all by single sign-on are left out: what their identity provider asks for is not known here.',
  remediation:
    'Let the person register a security key or an authenticator, and require MFA for the account’s profile.',
  references: {
    attack: ['T1078', 'T1110'],
    controls: ['CIS 6.3', 'CIS 6.5', 'NIST 800-53 IA-2(1)', 'ISO 27001 A.8.5', 'SOC 2 CC6.1'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<Unprotected>(
      `WITH ${administrators}
       SELECT a.id, a.username, a.created_at AS "createdAt", a.last_seen AS "lastSeen",
         f.methods, direct.id AS "signInId",
         EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = a.id) AS "isAdministrator"
       FROM facts."accounts" a
       LEFT JOIN facts."factors" f
         ON f.integration_id = $1 AND f.account_id = a.id AND f.gone_at IS NULL
       LEFT JOIN LATERAL (
         SELECT id FROM facts."sign_ins" s WHERE s.integration_id = $1 AND s.account_id = a.id
           AND s."time" > $4 AND s.outcome = 'success' AND s.method IN ('password', 'passwordless')
         ORDER BY s."time" DESC LIMIT 1) direct ON true
       WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state IN ('active', 'locked')
         AND a.kind = 'human' AND a.is_collector IS NOT TRUE
         AND coalesce(f.strength, 'none') IN ('weak', 'none')
         AND (a.created_at IS NULL OR a.created_at < $3)
         AND NOT ${usesOnlySingleSignOn('$4')}
       ORDER BY a.username, a.id`,
      [
        integrationId,
        now,
        daysBefore(now, thresholds.graceDays),
        daysBefore(now, thresholds.windowDays),
      ],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(account: Unprotected): FindingDraft {
  const { id, username, methods, signInId, isAdministrator } = account;
  return {
    subject: id,
    severity: isAdministrator ? 'critical' : 'high',
    title: `${username}${isAdministrator ? ', an administrator,' : ''} has no MFA method${methods && methods.length > 0 ? ' that counts' : ''}`,
    accounts: [id],
    evidence: {
      ...(signInId ? { signInIds: [signInId] } : {}),
      records: [{ entity: 'account', id }],
      facts: {
        methods: methods ?? [],
        signsInDirectly: signInId === null ? 'not known' : true,
      },
    },
    firstAt: account.createdAt ?? account.lastSeen,
    lastAt: account.lastSeen,
  };
}
