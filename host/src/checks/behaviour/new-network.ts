import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, isInteractive, type SignInEvent } from './events/event.js';
import type { AccountHistory } from './memory/account-history.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly network: string;
  readonly country: string;
  readonly knownNetworks: number;
  readonly isNewDevice: boolean;
};

/** A network that nobody uses, for an account that always came from the same few. */
export const newNetwork = behaviourCheck(
  {
    id: 'new-network',
    version: 1,
    title: 'First sign-in from a network',
    question: 'Does an account that never moves come from a network nobody knows?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule: 'low; medium when the device is new to the account, too',
    thresholds: {
      minSuccesses: {
        default: 20,
        unit: 'sign-ins',
        description: 'Good sign-ins of an account before its networks are known',
        min: 5,
        max: 1000,
      },
      maxNetworks: {
        default: 3,
        unit: 'networks',
        description: 'Networks that an account may have used that never moves',
        min: 1,
        max: 20,
      },
    },
    explanation:
      'Most people change networks all the time: that says nothing. Told is only an account that used the same few networks for weeks, and a network that no other account uses, nor its provider. A new country is told by another check.',
    remediation: 'Ask the person where they were, if other things about the sign-in are odd.',
    references: { attack: ['T1078.004'], controls: ['NIST 800-53 AC-2(12)'] },
  },
  ({ minSuccesses, maxNetworks }, saved: readonly Visit<Facts>[] | undefined) => {
    const visits = new Visits(saved);
    return {
      onSignIn(event, context) {
        const { account, source, country, at } = event;
        const { history, tenant } = context;
        if (!event.succeeded || account === undefined || source === undefined) return;
        if (history === undefined || !isInteractive(event) || isActedFor(event)) return;
        const visit = visits.isEmpty ? undefined : visits.find(account, at);
        if (visit !== undefined) {
          if (visit.facts.network !== source.network) return;
          visits.extend(account, event);
          reportVisit(visit, context);
          return;
        }
        if (history.networks.size > maxNetworks || tenant.knows(source.network, at)) return;
        if (history.blocks.find(source.block, at) !== undefined) return;
        if (tenant.isBlockOfOthers(source.block, account)) return;
        if (country !== undefined && history.countries.find(country, at) === undefined) return;
        if (!history.isWarm(at, minSuccesses, 14) || !isSettled(history, at)) return;
        reportVisit(visits.begin(account, account, event, factsOf(event, history)), context);
      },
      save: () => visits.save(),
    };
  },
);

function isSettled({ networks }: AccountHistory, at: number): boolean {
  return networks.sights.every(({ first }) => first <= at - 14 * 86_400_000);
}

function factsOf({ source, country, device, at }: SignInEvent, history: AccountHistory): Facts {
  return {
    network: source?.network ?? '',
    country: country ?? '',
    knownNetworks: history.networks.size,
    isNewDevice: device !== undefined && history.devices.find(device, at) === undefined,
  };
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...visitDraft(visit),
      severity: facts.isNewDevice ? 'medium' : 'low',
      title: `${context.nameOf(account)} signed in from the network ${facts.network}, which nobody has used`,
    }),
  });
}
