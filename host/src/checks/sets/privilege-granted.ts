import type { FindingDraft, SetCheckContext, Severity } from '../check.js';
import { atMost200, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { privilegedCapabilities } from '../sql/capability-holders.js';
import {
  accountsIn,
  readChanges,
  type SetUpChange,
  spanOf,
  wordsOf,
} from '../sql/set-up-changes.js';
import { dayOf, daysBefore } from '../wording.js';

const thresholds = {
  lookbackDays: inDays(90, 'How far back changes are looked at', 365),
  newActorHours: inUnits(
    24,
    'hours',
    'How long somebody counts as a new administrator, whose grants are critical',
    720,
  ),
};

type Context = SetCheckContext<typeof thresholds>;
type Grant = SetUpChange & { readonly givesRights: boolean };

/** Who became powerful, and by whom. */
export const privilegeGranted = defineSetCheck({
  id: 'privilege-granted',
  version: 1,
  title: 'Privileged right granted',
  question: 'Who became powerful lately, and by whom?',
  category: 'admin-change',
  entities: ['audit_event'],
  fields: ['audit_event.class'],
  severityRule:
    'High; critical when somebody gave it to himself, or the giver got such a right shortly before; low when the role is not known any more.',
  thresholds,
  explanation:
    'A role with rights over all data, accounts, roles, code or policies was given to an account, or such a right was added to a role. Attackers do that to stay. Whether a ticket asked for it is not known here.',
  remediation: 'Compare it with the ticket; take the right away where there is none.',
  references: {
    attack: ['T1098', 'T1098.003'],
    controls: ['CIS 6.1', 'NIST 800-53 AC-6(7)', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'never',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.lookbackDays);
    const changes = await readChanges(context, ['role_granted', 'privilege_granted'], since);
    const rights = await readRights(context, changes);
    const grants = changes.flatMap((change) => grantOf(change, rights));
    const episodes = Map.groupBy(grants, (grant) => `${subjectOf(grant)} ${dayOf(grant.time)}`);
    return judged([...episodes.values()].map((each) => findingOf(each, grants, context)));
  },
});

/** Whether roles give privileged rights now, by their names; a name of a role that is gone is absent. */
async function readRights(
  { pool, integrationId }: Context,
  changes: readonly SetUpChange[],
): Promise<ReadonlyMap<string, boolean>> {
  const names = new Set(changes.map(({ objectName }) => objectName?.toLowerCase()));
  const { rows } = await pool.query<{ readonly name: string; readonly isPrivileged: boolean }>(
    `SELECT n.name, bool_or(r.capabilities && $3) AS "isPrivileged"
     FROM facts."roles" r CROSS JOIN LATERAL (VALUES (lower(r.name)), (lower(r.api_name))) n (name)
     WHERE r.integration_id = $1 AND r.gone_at IS NULL AND n.name = ANY ($2)
       AND r.capabilities IS NOT NULL
     GROUP BY n.name`,
    [integrationId, [...names].filter((name) => name !== undefined), privilegedCapabilities],
  );
  return new Map(rows.map(({ name, isPrivileged }) => [name, isPrivileged]));
}

/** A grant that matters; none where the role is known to give nothing of the kind. */
function grantOf(change: SetUpChange, rights: ReadonlyMap<string, boolean>): readonly Grant[] {
  if (change.class === 'privilege_granted') return [{ ...change, givesRights: true }];
  const known = rights.get(change.objectName?.toLowerCase() ?? '');
  return known === false ? [] : [{ ...change, givesRights: known === true }];
}

/** Whom or what a right was given to. */
function subjectOf({ class: kind, targetId, target, objectName, action }: Grant): string {
  if (kind === 'privilege_granted') return `role:${objectName ?? action}`;
  return targetId ?? target ?? action;
}

function findingOf(
  episode: readonly Grant[],
  all: readonly Grant[],
  context: Context,
): FindingDraft {
  const worst = episode.toSorted(
    (a, b) => rank(severityOf(b, all, context)) - rank(severityOf(a, all, context)),
  )[0];
  const grant = worst ?? episode[0];
  if (!grant) throw new Error('an episode without a change');
  return {
    subject: subjectOf(grant),
    bucket: dayOf(grant.time),
    severity: severityOf(grant, all, context),
    title: titleOf(grant),
    accounts: accountsIn(episode),
    evidence: {
      auditEventIds: atMost200(episode.map(({ id }) => id)),
      facts: {
        actor: grant.actor,
        delegate: grant.delegate,
        role: grant.objectName,
        roleIsKnown: grant.givesRights,
        changes: wordsOf(episode),
      },
    },
    ...spanOf(episode),
  };
}

const ranks: readonly Severity[] = ['low', 'high', 'critical'];

function rank(severity: Severity): number {
  return ranks.indexOf(severity);
}

function severityOf(grant: Grant, all: readonly Grant[], { thresholds }: Context): Severity {
  if (!grant.givesRights) return 'low';
  if (grant.actorId !== null && grant.actorId === grant.targetId) return 'critical';
  const newSince = grant.time.getTime() - thresholds.newActorHours * 3_600_000;
  const isNew = all.some(
    ({ givesRights, targetId, time }) =>
      givesRights &&
      targetId === grant.actorId &&
      targetId !== null &&
      time < grant.time &&
      time.getTime() > newSince,
  );
  return isNew ? 'critical' : 'high';
}

function titleOf(grant: Grant): string {
  const by = `by ${grant.actor ?? 'somebody unknown'}${grant.delegate ? ` (${grant.delegate} signed in as it)` : ''}`;
  const role = grant.objectName ?? 'a role';
  if (grant.class === 'privilege_granted') return `${role} got a privileged right ${by}`;
  const self = grant.actorId !== null && grant.actorId === grant.targetId;
  return `${grant.target ?? 'An account'} was given ${role} ${self ? 'by itself' : by}`;
}
