import type { FindingDraft } from '../check.js';
import { asShare, defineSetCheck, inUnits, judged } from '../judgement.js';
import { type CapabilityHolder, readHolders } from '../sql/capability-holders.js';
import { counted, listed } from '../wording.js';

/** Whether the number of administrators is out of proportion. */
export const adminTooMany = defineSetCheck({
  id: 'admin-too-many',
  version: 1,
  title: 'Number of administrators',
  question: 'Is the number of administrators out of proportion?',
  category: 'privilege',
  entities: ['account', 'role', 'role_assignment'],
  fields: ['role.capabilities'],
  severityRule: 'Medium when there are too many; low when there is only one.',
  thresholds: {
    most: inUnits(5, 'accounts', 'As many people may be administrators in any case'),
    share: asShare(0.02, 'Share of the active people that may be administrators'),
    fewest: inUnits(2, 'accounts', 'As many there must be, so that one can be ill'),
  },
  explanation:
    'Each administrator is a way to everything. With a single one, an accident locks everybody out.',
  remediation: 'Keep two to five, and accounts for emergencies; give the others narrower roles.',
  references: {
    attack: ['T1078.004'],
    controls: ['CIS 5.4', 'NIST 800-53 AC-6(5)', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'absent',
  async judge(context) {
    const { pool, integrationId, thresholds } = context;
    const holders = await readHolders(context, ['data.modify_all', 'data.view_all']);
    const people = holders.filter((each) => each.isAdministrator && each.kind === 'human');
    if (people.length === 0) {
      return {
        status: 'unavailable',
        reason: 'no person with the rights of an administrator is seen',
      };
    }
    const { rows } = await pool.query<{ readonly active: number }>(
      `SELECT count(*) AS active FROM facts."accounts"
       WHERE integration_id = $1 AND gone_at IS NULL AND state IN ('active', 'locked')
         AND kind = 'human'`,
      [integrationId],
    );
    const active = rows[0]?.active ?? 0;
    const most = Math.max(thresholds.most, Math.ceil(thresholds.share * active));
    if (people.length > most) {
      const title = `${counted(people.length, 'person', 'people')} of ${active.toLocaleString('en-US')} are administrators; ${most} at most are expected`;
      return judged([findingOf(people, 'too-many', title)]);
    }
    if (people.length >= thresholds.fewest) return judged([]);
    const names = listed(people.map(({ username }) => username));
    return judged([findingOf(people, 'too-few', `Only ${names} can administer the organisation`)]);
  },
});

function findingOf(
  people: readonly CapabilityHolder[],
  subject: 'too-many' | 'too-few',
  title: string,
): FindingDraft {
  const ids = people.map(({ id }) => id).slice(0, 200);
  const seen = Math.max(...people.map(({ lastSeen }) => lastSeen.getTime()));
  return {
    subject,
    severity: subject === 'too-many' ? 'medium' : 'low',
    title,
    accounts: ids,
    evidence: {
      records: ids.map((id) => ({ entity: 'account', id })),
      facts: { administrators: people.length },
    },
    firstAt: new Date(seen),
    lastAt: new Date(seen),
  };
}
