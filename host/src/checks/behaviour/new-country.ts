import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, type SignInEvent } from './events/event.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly country: string;
  readonly usualCountry: string;
  readonly isNewToTenant: boolean;
  readonly isNewNetwork: boolean;
  readonly isNewDevice: boolean;
};

/** The first sign-in of an account from a country. */
export const newCountry = behaviourCheck(
  {
    id: 'new-country',
    version: 1,
    title: 'First sign-in from a country',
    question: 'Has this account never signed in from this country?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.country'],
    severityRule:
      'low; medium when nobody of the tenant has used the country for 90 days; high when network and device are new to the account, too',
    thresholds: {
      minSuccesses: {
        default: 5,
        unit: 'sign-ins',
        description: 'Good sign-ins of an account before its habits are known',
        min: 1,
        max: 1000,
      },
      minDays: {
        default: 7,
        unit: 'days',
        description: 'Days since its first sign-in before its habits are known',
        min: 0,
        max: 365,
      },
    },
    explanation:
      'Whoever steals a password rarely sits in the country of its owner. Travel looks the same, so that alone this is a question, not a proof. Networks that many accounts share, such as a VPN, are left out.',
    remediation:
      'Ask the person. Unless it was them: freeze the account, end its sessions, revoke its tokens and reset its password.',
    references: { attack: ['T1078.004'], controls: ['NIST 800-53 AC-2(12)', 'SOC 2 CC7.2'] },
  },
  ({ minSuccesses, minDays }, saved: readonly Visit<Facts>[] | undefined) => {
    const visits = new Visits(saved);
    return {
      onSignIn(event, context) {
        const { account, country, at } = event;
        if (!event.succeeded || account === undefined || country === undefined) return;
        if (isActedFor(event) || isSettled(event, context)) return;
        const key = `${account} ${country}`;
        const visit = visits.extend(key, event);
        if (visit !== undefined) return reportVisit(visit, context);
        const { history, tenant } = context;
        if (!history?.isWarm(at, minSuccesses, minDays)) return;
        if (history.countries.find(country, at) !== undefined) return;
        if (event.source !== undefined && tenant.isShared(event.source.network, at)) return;
        if (context.account(account)?.kind === 'service') return;
        reportVisit(visits.begin(key, account, event, factsOf(event, context)), context);
      },
      save: () => visits.save(),
    };
  },
);

/** Most sign-ins come from where the account has been for long: they are done with at once. */
function isSettled({ country, at }: SignInEvent, { history }: BehaviourContext): boolean {
  const sight = country === undefined ? undefined : history?.countries.find(country, at);
  return sight !== undefined && sight.first < at - 86_400_000;
}

function factsOf(event: SignInEvent, { history, tenant }: BehaviourContext): Facts {
  const { country = '', source, device, at } = event;
  const sights = history?.countries.sights ?? [];
  const usual = sights.toSorted((a, b) => b.count - a.count)[0]?.value;
  return {
    country,
    usualCountry: usual ?? '',
    isNewToTenant: tenant.countries.find(country, at) === undefined,
    isNewNetwork: source !== undefined && history?.networks.find(source.network, at) === undefined,
    isNewDevice: device !== undefined && history?.devices.find(device, at) === undefined,
  };
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: `${facts.country} ${dayOf(visit.from)}`,
    describe: () => ({
      ...visitDraft(visit),
      severity: severityOf(facts),
      title: `${context.nameOf(account)} signed in from ${facts.country} for the first time`,
    }),
  });
}

function severityOf(facts: Facts): 'low' | 'medium' | 'high' {
  if (facts.isNewNetwork && facts.isNewDevice) return 'high';
  return facts.isNewToTenant ? 'medium' : 'low';
}
