import type { FindingDraft, SetCheckContext, Severity } from '../check.js';
import { atMost200, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { readHolders } from '../sql/capability-holders.js';
import { accountsIn, readChanges, type SetUpChange, spanOf } from '../sql/set-up-changes.js';
import { counted, dayOf, daysBefore, listed } from '../wording.js';

const thresholds = {
  lookbackDays: inDays(90, 'How far back changes are looked at', 365),
  accounts: inUnits(3, 'accounts', 'Signing in as more of them is conspicuous'),
  minutes: inUnits(60, 'minutes', 'Within how many minutes', 1440),
};

/** Who acted as whom. */
export const signInAsAnother = defineSetCheck({
  id: 'sign-in-as-another',
  version: 1,
  title: 'Signed in as somebody else',
  question: 'Who acted as whom?',
  category: 'admin-change',
  entities: ['audit_event'],
  fields: ['audit_event.class'],
  severityRule:
    'Info; high when it was more than `accounts` of them in `minutes`, or an administrator’s account by somebody who is none.',
  thresholds,
  explanation:
    'An inventory of each time an administrator took on another account. What is done then is written in the other’s name. Support with the consent of the person looks the same.',
  remediation: 'Ask for the ticket or the consent; limit who may do this.',
  references: {
    attack: ['T1078.004', 'T1134'],
    controls: ['CIS 6.8', 'NIST 800-53 AC-6(9)', 'ISO 27001 A.8.2', 'SOC 2 CC6.3'],
  },
  closes: 'never',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.lookbackDays);
    const changes = await readChanges(context, ['impersonation_started'], since);
    const holders = await readHolders(context, [
      'data.modify_all',
      'data.view_all',
      'users.manage',
    ]);
    const administrators = new Set(
      holders.filter(({ isAdministrator }) => isAdministrator).map(({ id }) => id),
    );
    const episodes = Map.groupBy(changes, (change) => `${actorOf(change)} ${dayOf(change.time)}`);
    return judged([...episodes.values()].map((each) => findingOf(each, administrators, context)));
  },
});

function actorOf({ actorId, delegate }: SetUpChange): string {
  return actorId ?? delegate ?? 'unknown';
}

function targetOf({ targetId, target, id }: SetUpChange): string {
  return targetId ?? target ?? id;
}

function findingOf(
  episode: readonly SetUpChange[],
  administrators: ReadonlySet<string>,
  { thresholds: { accounts, minutes } }: SetCheckContext<typeof thresholds>,
): FindingDraft {
  const [first] = episode;
  const span = spanOf(episode);
  const most = mostWithin(episode, minutes * 60_000);
  const rises = episode.some(
    ({ actorId, targetId }) =>
      targetId !== null && administrators.has(targetId) && !administrators.has(actorId ?? ''),
  );
  const severity: Severity = most > accounts || rises ? 'high' : 'info';
  const targets = [...new Set(episode.map(({ target }) => target ?? 'an account'))];
  const actor = first?.actor ?? first?.delegate ?? 'Somebody unknown';
  const as = targets.length > 3 ? counted(targets.length, 'account') : listed(targets);
  return {
    subject: first ? actorOf(first) : 'unknown',
    bucket: dayOf(span.firstAt),
    severity,
    title: `${actor} signed in as ${as} on ${dayOf(span.firstAt)}`,
    accounts: accountsIn(episode),
    evidence: {
      auditEventIds: atMost200(episode.map(({ id }) => id)),
      facts: { actor, targets: targets.slice(0, 50), mostInARow: most, tookOnAdministrator: rises },
    },
    ...span,
  };
}

/** Most accounts that were taken on within a time. */
function mostWithin(episode: readonly SetUpChange[], ms: number): number {
  const counts = episode.map(({ time }) => {
    const until = time.getTime() + ms;
    const within = episode.filter((each) => each.time >= time && each.time.getTime() <= until);
    return new Set(within.map(targetOf)).size;
  });
  return Math.max(0, ...counts);
}
