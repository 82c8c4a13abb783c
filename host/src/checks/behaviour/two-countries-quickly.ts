import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isInPerson, isPersonal, type SignInEvent } from './events/event.js';
import type { AccountHistory, RecentSignIn } from './memory/account-history.js';
import { comparedVisitDraft, dayOf, type Visit, Visits } from './memory/visits.js';
import { strangeEnds } from './travel/strange-ends.js';

type Facts = {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly comparedWith: string;
};

/** Two countries shortly after each other, where no coordinates tell how far they are apart. */
export const twoCountriesQuickly = behaviourCheck(
  {
    id: 'two-countries-quickly',
    version: 1,
    title: 'Two countries within half an hour',
    question: 'Was the account in two countries almost at once?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.country', 'sign_in.sourceIp'],
    severityRule: 'medium',
    thresholds: {
      minutes: {
        default: 30,
        unit: 'minutes',
        description: 'Longest time between the two sign-ins',
        min: 1,
        max: 720,
      },
    },
    explanation:
      'Where the provider names a country but no coordinates, distance and speed are not known; two countries within half an hour are rare all the same. Who lives at a border, or uses a VPN, is left out once the place is known.',
    remediation:
      'Ask the person. Unless both were theirs: freeze the account and reset its password.',
    references: { attack: ['T1078.004'], controls: ['NIST 800-53 AC-2(12)'] },
  },
  ({ minutes }, saved: readonly Visit<Facts>[] | undefined) => {
    const visits = new Visits(saved);
    return {
      onSignIn(event, context) {
        const { history, tenant } = context;
        if (!isPersonal(event) || !isInPerson(event) || history === undefined) return;
        const { account, at, country } = event;
        const earlier = otherCountry(event, history, minutes * 60_000);
        if (earlier === undefined || visits.find(account, at) !== undefined) return;
        const [strange] = strangeEnds({ earlier, event, history, tenant });
        if (strange === undefined) return;
        const facts = {
          from: earlier.country ?? '',
          to: country ?? '',
          minutes: Math.round((at - earlier.at) / 60_000),
          comparedWith: strange.id === event.id ? earlier.id : event.id,
        };
        reportVisit(visits.begin(account, account, strange, facts), context);
      },
      save: () => visits.save(),
    };
  },
);

/** A sign-in from another country shortly before, one of both without coordinates. */
function otherCountry(
  { at, country, latitude }: SignInEvent,
  { recent }: AccountHistory,
  withinMs: number,
): RecentSignIn | undefined {
  if (country === undefined) return undefined;
  return recent.find(
    (earlier) =>
      earlier.country !== undefined &&
      earlier.country !== country &&
      at - earlier.at <= withinMs &&
      isInPerson(earlier) &&
      (latitude === undefined || earlier.latitude === undefined),
  );
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...comparedVisitDraft(visit),
      severity: 'medium',
      title: `${context.nameOf(account)} signed in from ${facts.from} and from ${facts.to} within ${facts.minutes} minutes`,
    }),
  });
}
