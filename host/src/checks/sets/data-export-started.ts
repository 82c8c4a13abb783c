import type { FindingDraft } from '../check.js';
import { atMost200, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import {
  accountsIn,
  readChanges,
  type SetUpChange,
  spanOf,
  wordsOf,
} from '../sql/set-up-changes.js';
import { dayOf, daysBefore } from '../wording.js';

/** Exports of everything. */
export const dataExportStarted = defineSetCheck({
  id: 'data-export-started',
  version: 1,
  title: 'Full data export',
  question: 'Did somebody order an export of everything?',
  category: 'admin-change',
  entities: ['audit_event'],
  fields: ['audit_event.class'],
  severityRule: 'High; low when the same account did so on several days before.',
  thresholds: {
    lookbackDays: inDays(180, 'How far back changes are looked at', 365),
    habit: inUnits(3, 'days', 'On how many days before it makes a habit', 100),
  },
  explanation:
    'An export hands the whole of the data to whoever fetches it. A backup by schedule looks the same and has a habit; who has none is worth a question.',
  remediation: 'Cancel the export unless it was planned, and see whether it was fetched.',
  references: {
    attack: ['T1213', 'T1530'],
    controls: ['CIS 3.13', 'NIST 800-53 AC-4', 'ISO 27001 A.8.12', 'SOC 2 CC6.7'],
  },
  closes: 'never',
  async judge(context) {
    const since = daysBefore(context.now, context.thresholds.lookbackDays);
    const changes = await readChanges(context, ['data_exported'], since);
    const byActor = Map.groupBy(changes, (change) => change.actorId ?? change.delegate ?? '');
    return judged(
      [...byActor.values()].flatMap((own) => {
        const days = [...Map.groupBy(own, ({ time }) => dayOf(time)).values()];
        return days.map((day, index) => findingOf(day, index >= context.thresholds.habit));
      }),
    );
  },
});

function findingOf(day: readonly SetUpChange[], isHabit: boolean): FindingDraft {
  const [first] = day;
  const span = spanOf(day);
  const actor = first?.actor ?? 'Somebody unknown';
  return {
    subject: first?.actorId ?? first?.delegate ?? 'unknown',
    bucket: dayOf(span.firstAt),
    severity: isHabit ? 'low' : 'high',
    title: `${actor} exported data on ${dayOf(span.firstAt)}${isHabit ? ', as often before' : ''}`,
    accounts: accountsIn(day),
    evidence: {
      auditEventIds: atMost200(day.map(({ id }) => id)),
      facts: { actor, delegate: first?.delegate ?? null, isHabit, changes: wordsOf(day) },
    },
    ...span,
  };
}
