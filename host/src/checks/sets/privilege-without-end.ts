import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { privilegedCapabilities } from '../sql/capability-holders.js';
import { counted, daysBefore } from '../wording.js';

interface StandingRole {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly count: number;
  readonly accounts: readonly string[];
  readonly since: Date;
  readonly lastSeen: Date;
}

/** Privileged roles that were given once and for all. */
export const privilegeWithoutEnd = defineSetCheck({
  id: 'privilege-without-end',
  version: 1,
  title: 'Privileged role without an end',
  question: 'Which privileged roles were given without an end?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities', 'role_assignment.updatedAt'],
  severityRule: 'Always low.',
  thresholds: { days: inDays(90, 'How old an assignment without an end may be') },
  explanation:
    'A privileged role that was assigned to an account, directly or by a group, has no date on which it ends. Profiles have none anywhere and are left out.',
  remediation: 'Give privileged roles with an end, and renew those that are still needed.',
  references: {
    controls: ['CIS 6.2', 'NIST 800-53 AC-2(2)', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<StandingRole>(
      `SELECT r.id, r.name, r.capabilities, count(DISTINCT a.id) AS count,
         (array_agg(DISTINCT a.id))[:200] AS accounts, min(x.updated_at) AS since,
         r.last_seen AS "lastSeen"
       FROM facts."role_assignments" x
       JOIN facts."roles" r ON r.integration_id = $1 AND r.id = x.role_id AND r.gone_at IS NULL
         AND r.capabilities && $2
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = x.account_id
         AND a.gone_at IS NULL AND a.state IN ('active', 'locked') AND a.kind <> 'system'
         AND a.is_collector IS NOT TRUE
       WHERE x.integration_id = $1 AND x.gone_at IS NULL AND x.active IS NOT FALSE
         AND x.via IN ('direct', 'group') AND x.expires_at IS NULL AND x.updated_at <= $3
       GROUP BY r.id, r.name, r.capabilities, r.last_seen ORDER BY r.name, r.id`,
      [integrationId, privilegedCapabilities, daysBefore(now, thresholds.days)],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(role: StandingRole): FindingDraft {
  const { id, name, count, accounts } = role;
  return {
    subject: id,
    severity: 'low',
    title: `${name}, a privileged role, was given to ${counted(count, 'account')} without an end`,
    accounts,
    evidence: {
      records: [{ entity: 'role', id }],
      facts: { role: name, accounts: count, capabilities: role.capabilities },
    },
    firstAt: role.since,
    lastAt: role.lastSeen,
  };
}
