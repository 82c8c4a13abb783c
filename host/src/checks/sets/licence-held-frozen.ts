import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { heldLicences } from '../sql/held-licences.js';
import { counted, daysBefore, daysBetween, listed } from '../wording.js';

interface FrozenHolder {
  readonly id: string;
  readonly username: string;
  readonly lastSeen: Date;
  readonly firstSeen: Date;
  readonly licences: readonly string[];
  readonly licenceIds: readonly string[];
  readonly frozenAt: Date | null;
  readonly frozenBy: string | null;
}

/** Frozen accounts that keep their seats. */
export const licenceHeldFrozen = defineSetCheck({
  id: 'licence-held-frozen',
  version: 1,
  title: 'Frozen account holds a licence',
  question: 'Which suspended accounts still take up a seat?',
  category: 'licence',
  entities: ['account', 'licence_assignment'],
  fields: [],
  severityRule: 'Always medium.',
  thresholds: {
    graceDays: inDays(14, 'How long a frozen account may keep its seats', 365),
  },
  explanation:
    'Freezing stops sign-ins but gives no seat back. Since when an account is frozen is read from the changes to the set-up; where they do not tell, it is reported at once. An investigation or a legal hold is a good reason to keep it.',
  remediation: 'Hand over what the account owns and the jobs that run as it, then deactivate it.',
  references: { controls: ['CIS 5.3', 'ISO 27001 A.5.18', 'SOC 2 CC6.2'] },
  closes: 'absent',
  async judge(context) {
    const { rows } = await context.pool.query<FrozenHolder>(
      `WITH ${heldLicences}
       SELECT a.id, a.username, a.last_seen AS "lastSeen", a.first_seen AS "firstSeen",
         h.licences, h.licence_ids AS "licenceIds", f."time" AS "frozenAt", f.id AS "frozenBy"
       FROM facts."accounts" a
       JOIN holder h ON h.account_id = a.id
       LEFT JOIN LATERAL (
         SELECT "time", id FROM facts."audit_events" e
         WHERE e.integration_id = $1 AND e.target_id = a.id AND e.class = 'account_frozen'
         ORDER BY "time" DESC LIMIT 1) f ON true
       WHERE a.integration_id = $1 AND a.gone_at IS NULL AND a.state = 'frozen'
         AND a.kind IN ('human', 'external', 'service')
         AND coalesce(f."time" < $2, true)
       ORDER BY a.username, a.id`,
      [context.integrationId, daysBefore(context.now, context.thresholds.graceDays)],
    );
    return judged(rows.map((holder) => findingOf(holder, context.now)));
  },
});

function findingOf(holder: FrozenHolder, now: Date): FindingDraft {
  const { id, username, frozenAt, frozenBy, licences } = holder;
  const since = frozenAt ? ` for ${counted(daysBetween(frozenAt, now), 'day')}` : '';
  return {
    subject: id,
    severity: 'medium',
    title: `${username} has been frozen${since} and still holds ${listed(licences)}`,
    accounts: [id],
    evidence: {
      ...(frozenBy ? { auditEventIds: [frozenBy] } : {}),
      records: [
        { entity: 'account', id },
        ...holder.licenceIds.map((licence) => ({ entity: 'licence_pool' as const, id: licence })),
      ],
      facts: { frozenAt: frozenAt?.toISOString() ?? null, licences },
    },
    firstAt: frozenAt ?? holder.firstSeen,
    lastAt: holder.lastSeen,
  };
}
