import type { FindingDraft, Severity } from '../check.js';
import { atMost200, defineSetCheck, inDays, judged } from '../judgement.js';
import {
  accountsIn,
  type ChangeClass,
  readChanges,
  type SetUpChange,
  spanOf,
  wordsOf,
} from '../sql/set-up-changes.js';
import { counted, dayOf, daysBefore, listed } from '../wording.js';

/** Classes that weaken a protection: how much, and what is said of it. */
const weakenings: Partial<Record<ChangeClass, readonly [Severity, string]>> = {
  mfa_weakened: ['critical', 'MFA was weakened for the organisation'],
  sso_weakened: ['critical', 'Single sign-on was weakened'],
  network_unrestricted: ['critical', 'Sign-in was allowed from any address'],
  audit_weakened: ['critical', 'Logging was reduced'],
  network_widened: ['high', 'Sign-in was allowed from more addresses'],
  app_policy_weakened: ['high', 'The policy of applications was loosened'],
  session_weakened: ['medium', 'Sessions were loosened'],
  password_policy_weakened: ['medium', 'The password policy was loosened'],
  trust_added: ['medium', 'Something outside is trusted now'],
  mfa_removed: ['low', 'An MFA method was taken away'],
};

/** Who lowered the guard. */
export const settingWeakened = defineSetCheck({
  id: 'setting-weakened',
  version: 1,
  title: 'Security setting weakened',
  question: 'Did somebody lower the guard?',
  category: 'admin-change',
  entities: ['audit_event'],
  fields: ['audit_event.class'],
  severityRule:
    'Critical for MFA, single sign-on, logging and sign-in from anywhere; high for wider address ranges and looser policies of applications; medium for sessions, passwords and new trust; low for a method that was taken from one account.',
  thresholds: { lookbackDays: inDays(90, 'How far back changes are looked at', 365) },
  explanation:
    'A change to the set-up made an attack easier. A planned change looks the same; what it was is written in the provider’s words.',
  remediation: 'Undo it unless it was planned, and look at what its author did in that session.',
  references: {
    attack: ['T1556', 'T1562', 'T1484'],
    controls: ['CIS 4.1', 'NIST 800-53 CM-6', 'ISO 27001 A.8.9', 'SOC 2 CC8.1'],
  },
  closes: 'never',
  async judge(context) {
    const classes = Object.keys(weakenings).filter(isWeakening);
    const since = daysBefore(context.now, context.thresholds.lookbackDays);
    const changes = await readChanges(context, classes, since);
    const episodes = Map.groupBy(changes, (change) => `${subjectOf(change)} ${dayOf(change.time)}`);
    return judged([...episodes.values()].flatMap(findingOf));
  },
});

function isWeakening(name: string): name is ChangeClass {
  return name in weakenings;
}

/** Methods are taken from accounts; everything else is done to the organisation. */
function subjectOf({ class: kind, targetId, target }: SetUpChange): string {
  return kind === 'mfa_removed' ? (targetId ?? target ?? kind) : kind;
}

function findingOf(episode: readonly SetUpChange[]): readonly FindingDraft[] {
  const [first] = episode;
  const [severity, said] = (first && weakenings[first.class]) ?? [];
  if (!first || !severity || !said) return [];
  const actors = [...new Set(episode.map(({ actor }) => actor ?? 'somebody unknown'))];
  const times = episode.length > 1 ? `, ${counted(episode.length, 'time')}` : '';
  const what =
    first.class === 'mfa_removed' ? `${first.target ?? 'An account'} lost an MFA method` : said;
  return [
    {
      subject: subjectOf(first),
      bucket: dayOf(first.time),
      severity,
      title: `${what} by ${listed(actors)}${times}`,
      accounts: accountsIn(episode),
      evidence: {
        auditEventIds: atMost200(episode.map(({ id }) => id)),
        facts: { class: first.class, actors, changes: wordsOf(episode) },
      },
      ...spanOf(episode),
    },
  ];
}
