import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, type SignInEvent } from './events/event.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly idleDays: number;
  readonly wasSeenBefore: boolean;
  readonly wasChangedBefore: boolean;
};

interface Saved {
  readonly visits: readonly Visit<Facts>[];
  /** When the credentials or the state of an account were last changed by somebody. */
  readonly changes: readonly (readonly [string, number])[];
}

/** A sign-in of an account that had not been used for long. */
export const dormantAccountActive = behaviourCheck(
  {
    id: 'dormant-account-active',
    version: 1,
    title: 'Dormant account became active',
    question: 'Did an unused account wake up?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId'],
    severityRule:
      'medium; high when its password, address or state was changed within the 72 hours before',
    thresholds: {
      days: {
        default: 60,
        unit: 'days',
        description: 'Days without a good sign-in after which an account is dormant',
        min: 7,
        max: 365,
      },
    },
    explanation:
      'Nobody misses an account that nobody uses, which is why intruders look for them. Somebody who returns from leave looks the same.',
    remediation:
      'Ask the person or the manager. If the account is not needed, deactivate it; look who changed it before it woke.',
    references: {
      attack: ['T1078.004'],
      controls: ['NIST 800-53 AC-2(3)', 'CIS 5.3', 'ISO 27001 A.5.18'],
    },
  },
  ({ days }, saved: Saved | undefined) => {
    const visits = new Visits(saved?.visits);
    const changes = new Map(saved?.changes);
    return {
      onAuditEvent({ target, action, at }) {
        if (target === undefined || !isRevival(action)) return;
        changes.delete(target);
        changes.set(target, at);
        forgetBefore(changes, at - revivalMs);
      },
      onSignIn(event, context) {
        const { account, at } = event;
        if (!event.succeeded || account === undefined || isActedFor(event)) return;
        // It begins to be used when Rollcall begins to collect.
        if (context.account(account)?.isCollector) return;
        const visit = visits.isEmpty ? undefined : visits.extend(account, event);
        if (visit !== undefined) return reportVisit(visit, context);
        const idleMs = idleOf(event, context);
        if (idleMs < days * dayMs) return;
        const changedAt = changes.get(account);
        const facts = {
          idleDays: Math.floor(idleMs / dayMs),
          wasSeenBefore: context.history !== undefined,
          wasChangedBefore: changedAt !== undefined && at - changedAt <= revivalMs,
        };
        reportVisit(visits.begin(account, account, event, facts), context);
      },
      save: () => ({ visits: visits.save(), changes: [...changes] }),
    };
  },
);

const dayMs = 86_400_000;
const revivalMs = 3 * dayMs;

/** Since the last good sign-in; for an account without any, as long as it and the stored history lasts. */
function idleOf({ account, at }: SignInEvent, context: BehaviourContext): number {
  const { history, tenant } = context;
  if (history !== undefined) return at - history.lastAt;
  const createdAt = account === undefined ? undefined : context.account(account)?.createdAt;
  return createdAt === undefined ? 0 : at - Math.max(createdAt, tenant.firstAt ?? at);
}

/** Changes that let somebody else in, in the plain English that providers use for their actions. */
function isRevival(action: string): boolean {
  return /password|unfr|unlock|reactivat|^activat|email/i.test(action);
}

/** They lie in order of their times. */
function forgetBefore(changes: Map<string, number>, before: number): void {
  for (const [account, at] of changes) {
    if (at >= before) return;
    changes.delete(account);
  }
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  const name = context.nameOf(account);
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...visitDraft(visit),
      severity: facts.wasChangedBefore ? 'high' : 'medium',
      title: facts.wasSeenBefore
        ? `${name} signed in after ${facts.idleDays} days without a sign-in`
        : `${name} signed in for the first time in at least ${facts.idleDays} days`,
    }),
  });
}
