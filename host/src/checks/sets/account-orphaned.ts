import type { FindingDraft } from '../check.js';
import { asShare, defineSetCheck, judged } from '../judgement.js';
import { listed } from '../wording.js';

interface Orphan {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly managerId: string | null;
  /** Null when the manager is no account that is known. */
  readonly managerState: string | null;
  readonly manager: string | null;
  readonly isPrivateMail: boolean;
  readonly createdAt: Date | null;
  readonly lastSeen: Date;
}

/** Services where anybody gets a mailbox: nobody at work answers for it. */
const privateMail =
  '@(gmail|googlemail|outlook|hotmail|live|yahoo|ymail|proton|protonmail|gmx|web|icloud|me|aol|qq|163|126|mail|yandex|zoho)\\.[a-z.]+(\\.invalid)?$';

/** Accounts that nobody answers for. */
export const accountOrphaned = defineSetCheck({
  id: 'account-orphaned',
  version: 1,
  title: 'Account that nobody answers for',
  question: 'Is somebody accountable for each account?',
  category: 'lifecycle',
  entities: ['account'],
  fields: [],
  severityRule: 'Low; medium when the mail address is a private one.',
  thresholds: {
    managerShare: asShare(
      0.5,
      'Share of people with a manager from which an account without one is told',
    ),
  },
  explanation:
    'An account whose manager has left, or that never had one where others do, is reviewed by nobody. A private mail address lets whoever holds that mailbox reset the password, also after leaving.',
  remediation: 'Name a manager, use an address of the organisation, or deactivate the account.',
  references: {
    attack: ['T1078'],
    controls: ['CIS 5.1', 'NIST 800-53 AC-2', 'ISO 27001 A.5.16', 'SOC 2 CC6.2'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, thresholds }) {
    const { rows } = await pool.query<Orphan>(
      `WITH person AS (
         SELECT * FROM facts."accounts"
         WHERE integration_id = $1 AND gone_at IS NULL AND state IN ('active', 'locked')
           AND kind = 'human' AND is_collector IS NOT TRUE
       ), named AS (SELECT avg((manager_id IS NOT NULL)::int) >= $2 AS is_usual FROM person)
       SELECT p.id, p.username, p.email, p.manager_id AS "managerId", m.state AS "managerState",
         m.username AS manager, coalesce(p.email ~* $3, false) AS "isPrivateMail",
         p.created_at AS "createdAt", p.last_seen AS "lastSeen"
       FROM person p CROSS JOIN named
       LEFT JOIN facts."accounts" m ON m.integration_id = $1 AND m.id = p.manager_id
         AND m.gone_at IS NULL
       WHERE p.email ~* $3 OR (p.manager_id IS NULL AND named.is_usual)
         OR (p.manager_id IS NOT NULL AND coalesce(m.state, 'deactivated') = 'deactivated')
       ORDER BY p.username, p.id`,
      [integrationId, thresholds.managerShare, privateMail],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(orphan: Orphan): FindingDraft {
  const { id, username, email, managerId, managerState, manager, isPrivateMail } = orphan;
  const hasLeft = managerId !== null && (managerState ?? 'deactivated') === 'deactivated';
  const reasons = [
    ...(isPrivateMail ? ['a private mail address'] : []),
    ...(hasLeft ? [`a manager who has left${manager ? ` (${manager})` : ''}`] : []),
    ...(managerId === null && !isPrivateMail ? ['no manager'] : []),
  ];
  return {
    subject: id,
    severity: isPrivateMail ? 'medium' : 'low',
    title: `${username} has ${listed(reasons)}`,
    accounts: [id],
    evidence: {
      records: [{ entity: 'account', id }],
      facts: { reasons, domain: email?.split('@')[1] ?? null, managerId },
    },
    firstAt: orphan.createdAt ?? orphan.lastSeen,
    lastAt: orphan.lastSeen,
  };
}
