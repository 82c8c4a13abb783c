import type { FindingDraft } from '../check.js';
import { defineSetCheck, judged } from '../judgement.js';
import { counted } from '../wording.js';

interface StandardProfile {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly count: number;
  readonly accounts: readonly string[];
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** The provider’s own profiles, in use. */
export const standardProfileInUse = defineSetCheck({
  id: 'standard-profile-in-use',
  version: 1,
  title: 'Standard profile in use',
  question: 'Is access given by profiles that the provider made?',
  category: 'privilege',
  entities: ['account', 'role'],
  fields: ['account.profileId', 'role.custom', 'role.capabilities'],
  severityRule: 'Always low.',
  thresholds: {},
  explanation:
    'A profile that the provider made is wide, cannot be narrowed, and may grow with an update. One without any privileged capability is left out: it is a good base.',
  remediation: 'Give people a profile with little, and what they need by permission sets.',
  references: {
    controls: ['CIS 6.8', 'NIST 800-53 AC-6', 'ISO 27001 A.5.15', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge({ pool, integrationId }) {
    const { rows } = await pool.query<StandardProfile>(
      `SELECT r.id, r.name, r.capabilities, count(*) AS count,
         (array_agg(a.id ORDER BY a.username, a.id))[:200] AS accounts,
         r.first_seen AS "firstSeen", r.last_seen AS "lastSeen"
       FROM facts."roles" r
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.profile_id = r.id
         AND a.gone_at IS NULL AND a.state IN ('active', 'locked') AND a.kind = 'human'
       WHERE r.integration_id = $1 AND r.gone_at IS NULL AND r.kind = 'profile'
         AND r.custom = false AND cardinality(r.capabilities) > 0
       GROUP BY r.id, r.name, r.capabilities, r.first_seen, r.last_seen ORDER BY r.name, r.id`,
      [integrationId],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(profile: StandardProfile): FindingDraft {
  const { id, name, capabilities, count, accounts } = profile;
  return {
    subject: id,
    severity: 'low',
    title: `${counted(count, 'person has', 'people have')} the provider’s profile ${name}`,
    accounts,
    evidence: {
      records: [{ entity: 'role', id }],
      facts: { profile: name, accounts: count, capabilities },
    },
    firstAt: profile.firstSeen,
    lastAt: profile.lastSeen,
  };
}
