import type { FindingDraft } from '../check.js';
import { defineSetCheck, inDays, judged } from '../judgement.js';
import { administrators } from '../sql/held-roles.js';
import { daysBefore, listed } from '../wording.js';

interface Likeness {
  /** What several accounts have in common: `mail:…`, `employee:…`, `federation:…`, `name:…`. */
  readonly key: string;
  readonly id: string;
  readonly username: string;
  readonly createdAt: Date | null;
  readonly lastSeen: Date;
  readonly isAdministrator: boolean;
  readonly isInactive: boolean;
}

const reasons: Readonly<Record<string, string>> = {
  mail: 'mail address',
  employee: 'employee number',
  federation: 'name at the identity provider',
  name: 'name and mailbox',
};

/** People who have more than one account. */
export const accountDuplicate = defineSetCheck({
  id: 'account-duplicate',
  version: 1,
  title: 'Several accounts of one person',
  question: 'Who holds more than one enabled account?',
  category: 'lifecycle',
  entities: ['account'],
  fields: [],
  severityRule: 'Medium; high when one of them is an administrator, or is not used.',
  thresholds: {
    inactiveDays: inDays(90, 'Days without a sign-in after which one of them counts as not used'),
  },
  explanation:
    'Accounts of people with the same mail address, employee number or name at the identity provider, or the same full name and mailbox, most likely belong to one person. Each costs a seat, and the one that is forgotten is the one that is taken over. Two accounts by policy, one of them for administration, look the same.',
  remediation: 'Keep one account, move what the others own, and deactivate them.',
  references: {
    attack: ['T1078'],
    controls: ['CIS 5.1', 'NIST 800-53 IA-4', 'ISO 27001 A.5.16', 'SOC 2 CC6.2'],
  },
  closes: 'absent',
  async judge({ pool, integrationId, now, thresholds }) {
    const { rows } = await pool.query<Likeness>(
      `WITH ${administrators}, person AS (
         SELECT *, regexp_replace(regexp_replace(lower(trim(email)), '\\.invalid$', ''),
           '\\+[^@]*@', '@') AS mail
         FROM facts."accounts"
         WHERE integration_id = $1 AND gone_at IS NULL AND state IN ('active', 'locked')
           AND kind = 'human' AND is_collector IS NOT TRUE
       ), likeness AS (
         SELECT p.id, k.key FROM person p CROSS JOIN LATERAL (VALUES
           ('mail:' || CASE WHEN mail ~ '@(gmail|googlemail)\\.com$'
             THEN replace(split_part(mail, '@', 1), '.', '') || '@gmail.com' ELSE mail END),
           ('employee:' || nullif(trim(employee_id), '')),
           ('federation:' || nullif(lower(trim(federation_id)), '')),
           (CASE WHEN trim(display_name) LIKE '% %' AND length(split_part(mail, '@', 1)) >= 3
             THEN 'name:' || lower(trim(display_name)) || ' ' || split_part(mail, '@', 1) END)
         ) k (key) WHERE k.key IS NOT NULL AND k.key <> 'mail:'
       )
       SELECT l.key, p.id, p.username, p.created_at AS "createdAt", p.last_seen AS "lastSeen",
         EXISTS (SELECT 1 FROM administrator d WHERE d.account_id = p.id) AS "isAdministrator",
         coalesce(p.last_sign_in_at < $3, p.last_sign_in_at IS NULL AND p.created_at < $3, false)
           AS "isInactive"
       FROM likeness l JOIN person p ON p.id = l.id
       WHERE l.key IN (SELECT key FROM likeness GROUP BY key HAVING count(*) > 1)
       ORDER BY p.created_at, p.id, l.key`,
      [integrationId, now, daysBefore(now, thresholds.inactiveDays)],
    );
    return judged(clustersOf(rows).map(findingOf));
  },
});

/** Puts together what has anything in common, directly or through others. */
function clustersOf(rows: readonly Likeness[]): readonly (readonly Likeness[])[] {
  const clusters = new Map<string, Likeness[]>();
  for (const alike of Map.groupBy(rows, ({ key }) => key).values()) {
    const known = alike.flatMap(({ id }) => clusters.get(id) ?? []);
    const merged = [...new Set([...known, ...alike])];
    for (const { id } of merged) clusters.set(id, merged);
  }
  return [...new Set(clusters.values())];
}

function findingOf(cluster: readonly Likeness[]): FindingDraft {
  const accounts = [...new Map(cluster.map((each) => [each.id, each])).values()].toSorted(
    (a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1),
  );
  const common = [...new Set(cluster.map(({ key }) => reasons[key.split(':')[0] ?? ''] ?? key))];
  const isWorse = accounts.some((each) => each.isAdministrator || each.isInactive);
  const names = listed(accounts.map(({ username }) => username));
  const ids = accounts.map(({ id }) => id).slice(0, 200);
  return {
    subject: accounts[0]?.id ?? '',
    severity: isWorse ? 'high' : 'medium',
    title: `${names} seem to belong to one person: same ${listed(common)}`,
    accounts: ids,
    evidence: {
      records: ids.map((id) => ({ entity: 'account', id })),
      facts: {
        accounts: accounts.length,
        common,
        administrators: accounts.filter((each) => each.isAdministrator).length,
        notUsed: accounts.filter((each) => each.isInactive).length,
      },
    },
    firstAt: new Date(Math.max(...accounts.map(timeOf))),
    lastAt: new Date(Math.max(...accounts.map(({ lastSeen }) => lastSeen.getTime()))),
  };
}

function timeOf({ createdAt, lastSeen }: Likeness): number {
  return (createdAt ?? lastSeen).getTime();
}
