import type { FindingDraft } from '../check.js';
import { defineSetCheck, judged } from '../judgement.js';
import { listed } from '../wording.js';

interface DeactivatedHolder {
  readonly id: string;
  readonly username: string;
  readonly lastSeen: Date;
  readonly firstAt: Date;
  readonly licences: readonly string[];
  readonly licenceIds: readonly string[];
  /** Whether every one of the licences is counted for active accounts alone. */
  readonly costsNothing: boolean;
}

/** Deactivated accounts that keep seats of add-ons. */
export const licenceHeldDeactivated = defineSetCheck({
  id: 'licence-held-deactivated',
  version: 1,
  title: 'Deactivated account holds a licence',
  question: 'Do disabled accounts still hold seats of add-ons?',
  category: 'licence',
  entities: ['account', 'licence_assignment', 'licence_pool'],
  fields: [],
  severityRule:
    'Low; info when the provider’s own count shows that such seats are not counted for deactivated accounts.',
  thresholds: {},
  explanation:
    'Deactivating gives the base licence back, but seats of add-ons stay assigned, and some are still counted. Whether a licence is, is told by comparing the provider’s count with the assignments.',
  remediation: 'Take the seats away, and make that a part of what happens when somebody leaves.',
  references: { controls: ['CIS 5.3', 'ISO 27001 A.5.18', 'SOC 2 CC6.2'] },
  closes: 'absent',
  async judge({ pool, integrationId }) {
    const { rows } = await pool.query<DeactivatedHolder>(
      `WITH seat AS (
         SELECT l.account_id, l.licence_id, l.assigned_at, l.first_seen,
           a.state <> 'deactivated' AS is_active
         FROM facts."licence_assignments" l
         JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = l.account_id
         WHERE l.integration_id = $1 AND l.gone_at IS NULL AND a.gone_at IS NULL
       ), counted AS (
         SELECT licence_id, count(*) AS held, count(*) FILTER (WHERE is_active) AS active
         FROM seat GROUP BY licence_id
       )
       SELECT a.id, a.username, a.last_seen AS "lastSeen",
         min(coalesce(s.assigned_at, s.first_seen)) AS "firstAt",
         array_agg(coalesce(p.name, s.licence_id) ORDER BY p.name, s.licence_id) AS licences,
         array_agg(s.licence_id ORDER BY p.name, s.licence_id) AS "licenceIds",
         bool_and(coalesce(p.used = c.active AND c.active < c.held, false)) AS "costsNothing"
       FROM seat s
       JOIN facts."accounts" a ON a.integration_id = $1 AND a.id = s.account_id
       JOIN counted c ON c.licence_id = s.licence_id
       LEFT JOIN facts."licence_pools" p ON p.integration_id = $1 AND p.id = s.licence_id
         AND p.gone_at IS NULL
       WHERE NOT s.is_active
       GROUP BY a.id, a.username, a.last_seen ORDER BY a.username, a.id`,
      [integrationId],
    );
    return judged(rows.map(findingOf));
  },
});

function findingOf(holder: DeactivatedHolder): FindingDraft {
  const { id, username, licences, costsNothing } = holder;
  return {
    subject: id,
    severity: costsNothing ? 'info' : 'low',
    title: `${username} is deactivated and still holds ${listed(licences)}`,
    accounts: [id],
    evidence: {
      records: [
        { entity: 'account', id },
        ...holder.licenceIds.map((licence) => ({ entity: 'licence_pool' as const, id: licence })),
      ],
      facts: { licences, countedByProvider: !costsNothing },
    },
    firstAt: holder.firstAt,
    lastAt: holder.lastSeen,
  };
}
