import type { FindingDraft } from '../check.js';
import { asShare, defineSetCheck, inUnits, judged } from '../judgement.js';
import { privilegedCapabilities } from '../sql/capability-holders.js';
import { heldRoles } from '../sql/held-roles.js';
import { counted, listed } from '../wording.js';

interface Outlier {
  readonly id: string;
  readonly username: string;
  readonly department: string | null;
  readonly peers: number;
  readonly score: number;
  readonly roles: readonly string[];
  readonly roleIds: readonly string[];
  readonly createdAt: Date | null;
  readonly lastSeen: Date;
}

const moreRights = [
  'oauth.use_any_client',
  'oauth.approve_uninstalled',
  'mfa.manage',
  'mfa.waived',
];

/** Who may do what colleagues may not. */
export const accessPeerOutlier = defineSetCheck({
  id: 'access-peer-outlier',
  version: 1,
  title: 'Rights that colleagues do not have',
  question: 'Who holds rights that others in the same place do not?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['account.profileId', 'role.capabilities'],
  severityRule: 'Always low: it says whom to review first.',
  thresholds: {
    minPeers: inUnits(10, 'accounts', 'How many must have the same profile and department'),
    rareShare: asShare(0.05, 'Share of them up to which a role is rare'),
    score: inUnits(6, 'points', 'Sum of −ln(share) over rare roles from which it is told', 1000),
  },
  explanation:
    'Among people with the same profile and department, this one holds roles with privileged rights that hardly anybody else does. New tasks and old ones look the same.',
  remediation: 'Confirm the roles in the next review of access, or take them away.',
  references: {
    controls: ['CIS 6.8', 'NIST 800-53 AC-6(7)', 'ISO 27001 A.5.18', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<Outlier>(
      `WITH ${heldRoles}, peer AS (
         SELECT id, profile_id, department,
           count(*) OVER (PARTITION BY profile_id, department) AS peers
         FROM facts."accounts"
         WHERE integration_id = $1 AND gone_at IS NULL AND state IN ('active', 'locked')
           AND kind = 'human' AND profile_id IS NOT NULL
       ), held_here AS (
         SELECT p.id AS account_id, h.role_id, h.role_name, p.peers,
           count(*) OVER (PARTITION BY p.profile_id, p.department, h.role_id)::float8 / p.peers AS share
         FROM peer p JOIN held h ON h.account_id = p.id AND h.role_id <> p.profile_id
         WHERE p.peers >= $4::float8 AND h.capabilities && $3
       )
       SELECT a.id, a.username, a.department, max(h.peers) AS peers, sum(-ln(h.share)) AS score,
         array_agg(h.role_name ORDER BY h.share, h.role_name) AS roles,
         array_agg(h.role_id ORDER BY h.share, h.role_name) AS "roleIds",
         a.created_at AS "createdAt", a.last_seen AS "lastSeen"
       FROM held_here h
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = h.account_id
       WHERE h.share <= $5
       GROUP BY a.id, a.username, a.department, a.created_at, a.last_seen
       HAVING sum(-ln(h.share)) >= $6 ORDER BY score DESC, a.id`,
      [
        integrationId,
        now,
        [...privilegedCapabilities, ...moreRights],
        thresholds.minPeers,
        thresholds.rareShare,
        thresholds.score,
      ],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(row: Outlier): FindingDraft {
  const { id, username, peers, roles, roleIds } = row;
  return {
    subject: id,
    severity: 'low',
    title: `${username} holds ${listed(roles)}, unlike ${counted(peers - 1, 'colleague')}`,
    accounts: [id],
    evidence: {
      records: [
        { entity: 'account', id },
        ...roleIds.slice(0, 199).map((role) => ({ entity: 'role' as const, id: role })),
      ],
      facts: {
        department: row.department,
        peers,
        score: Math.round(row.score * 10) / 10,
        roles: roles.slice(0, 50),
      },
    },
    firstAt: row.createdAt ?? row.lastSeen,
    lastAt: row.lastSeen,
  };
}
