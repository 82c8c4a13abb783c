import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, isInteractive, type SignInEvent } from './events/event.js';
import type { AccountHistory } from './memory/account-history.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly network: string;
  readonly address: string;
  readonly country: string;
  readonly knownNetworks: number;
  readonly isNewCountry: boolean;
  readonly isNewBlock: boolean;
  readonly isNewToTenant: boolean;
  /** Whether the account is said to be a machine's, or only behaves so. */
  readonly isDeclared: boolean;
};

/** A machine's credential that is used from a network where the machine has never been. */
export const serviceAccountNewSource = behaviourCheck(
  {
    id: 'service-account-new-source',
    version: 1,
    title: 'Service account from a new network',
    question: 'Is a machine’s credential used from a new place?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule:
      'high from a network that nobody of the tenant uses; low beside a network that the account uses; else medium, also where the account only behaves like a machine’s',
    thresholds: {
      learnDays: {
        default: 7,
        unit: 'days',
        description: 'Days since the first sign-in before its networks are known',
        min: 1,
        max: 365,
      },
      learnSignIns: {
        default: 10,
        unit: 'sign-ins',
        description: 'Good sign-ins before its networks are known',
        min: 1,
        max: 10_000,
      },
      settledDays: {
        default: 7,
        unit: 'days',
        description: 'Days without a new network before one is news',
        min: 0,
        max: 365,
      },
    },
    explanation:
      'Machines do not travel. A secret that leaked is used from elsewhere, and no second factor stops it. An account whose networks change all the time, as behind a cloud’s address pool, is only told when the country is new.',
    remediation:
      'Ask who runs it. Unless the machine moved: rotate its secret or certificate, and allow the application from its addresses only.',
    references: { attack: ['T1078.004', 'T1552'], controls: ['NIST 800-53 IA-9', 'SOC 2 CC6.1'] },
  },
  ({ learnDays, learnSignIns, settledDays }, saved: readonly Visit<Facts>[] | undefined) => {
    const visits = new Visits(saved);
    return {
      onSignIn(event, context) {
        const { account, source, at } = event;
        const { history } = context;
        if (!event.succeeded || account === undefined || source === undefined) return;
        if (history === undefined || isActedFor(event)) return;
        const sight = history.networks.find(source.network, at);
        if (sight !== undefined && sight.first < at - dayMs) return;
        const key = `${account} ${source.network}`;
        const visit = visits.extend(key, event);
        if (visit !== undefined) return reportVisit(visit, context);
        if (sight !== undefined || !history.isWarm(at, learnSignIns, learnDays)) return;
        const isDeclared = context.account(account)?.kind === 'service';
        if (!isDeclared && !behavesLikeMachine(event, history)) return;
        const facts = factsOf(event, context, isDeclared);
        if (!facts.isNewCountry && !isSettled(history, at, settledDays * dayMs)) return;
        reportVisit(visits.begin(key, account, event, facts), context);
      },
      save: () => visits.save(),
    };
  },
);

const dayMs = 86_400_000;

function behavesLikeMachine(event: SignInEvent, history: AccountHistory): boolean {
  const { successes, byMachine } = history;
  return !isInteractive(event) && successes >= 20 && byMachine >= successes * 0.95;
}

/** Whether its networks have been the same for some time. */
function isSettled({ networks }: AccountHistory, at: number, forMs: number): boolean {
  return networks.sights.every(({ first }) => first <= at - forMs);
}

function factsOf(event: SignInEvent, context: BehaviourContext, isDeclared: boolean): Facts {
  const { source, country, at } = event;
  const { history, tenant } = context;
  return {
    network: source?.network ?? '',
    address: source?.address ?? '',
    country: country ?? '',
    knownNetworks: history?.networks.size ?? 0,
    isNewCountry: country !== undefined && history?.countries.find(country, at) === undefined,
    isNewBlock: source !== undefined && history?.blocks.find(source.block, at) === undefined,
    isNewToTenant: source !== undefined && !tenant.knows(source.network, at),
    isDeclared,
  };
}

function severityOf({ isNewBlock, isNewCountry, isNewToTenant, isDeclared }: Facts) {
  if (!isNewBlock && !isNewCountry) return 'low';
  return isNewToTenant && isDeclared ? 'high' : 'medium';
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  const where = facts.country === '' ? '' : ` in ${facts.country}`;
  context.report({
    subject: account,
    bucket: `${facts.network} ${dayOf(visit.from)}`,
    describe: () => ({
      ...visitDraft(visit),
      severity: severityOf(facts),
      title: `${context.nameOf(account)}, which a machine uses, signed in from the new network ${facts.network}${where}`,
    }),
  });
}
