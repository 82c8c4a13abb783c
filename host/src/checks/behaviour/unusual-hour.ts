import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, isInteractive, type SignInEvent } from './events/event.js';
import { type AccountHistory, hourBinOf } from './memory/account-history.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly hourUtc: number;
  readonly share: number;
  readonly network: string;
  readonly isNewDevice: boolean;
};

/** A sign-in at an hour when the account is never active, from a network that it never used. */
export const unusualHour = behaviourCheck(
  {
    id: 'unusual-hour',
    version: 1,
    title: 'Active at an unusual hour',
    question: 'Is the account active, from a new network, when it never is?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule: 'info; low when the device is new to the account, too',
    thresholds: {
      share: {
        default: 0.005,
        unit: 'share',
        description: 'Share of its sign-ins around that hour below which it is unusual',
        min: 0.0001,
        max: 0.1,
      },
      minSignIns: {
        default: 40,
        unit: 'sign-ins',
        description: 'Good sign-ins by a person before its hours are known',
        min: 10,
        max: 1000,
      },
    },
    explanation:
      'Hours of working days and of weekends are learned apart, neighbouring hours count half. People do work late: so it is told only together with a network that is new to the account.',
    remediation: 'Nothing by itself. Read it beside other findings about the account.',
    references: { attack: ['T1078.004'], controls: ['NIST 800-53 AC-2(12)'] },
  },
  ({ share, minSignIns }, saved: readonly Visit<Facts>[] | undefined) => {
    const visits = new Visits(saved);
    return {
      onSignIn(event, context) {
        const { account, source, device, at } = event;
        const { history, tenant } = context;
        if (!event.succeeded || account === undefined || source === undefined) return;
        if (history === undefined || !isInteractive(event) || isActedFor(event)) return;
        if (history.networks.find(source.network, at) !== undefined) return;
        if (history.blocks.find(source.block, at) !== undefined) return;
        if (tenant.isShared(source.network, at) || visits.find(account, at)) return;
        const around = shareAround(event, history, minSignIns);
        if (around >= share) return;
        const facts = {
          hourUtc: new Date(at).getUTCHours(),
          share: around,
          network: source.network,
          isNewDevice: device !== undefined && history.devices.find(device, at) === undefined,
        };
        reportVisit(visits.begin(account, account, event, facts), context);
      },
      save: () => visits.save(),
    };
  },
);

/** Share of the sign-ins around that hour; 1 while the hours are not known. */
function shareAround({ at }: SignInEvent, { hours }: AccountHistory, fewest: number): number {
  let total = 0;
  for (const count of hours) total += count;
  if (total < fewest) return 1;
  const bin = hourBinOf(at);
  const base = bin < 24 ? 0 : 24;
  const beside = (step: number) => hours[base + ((bin - base + step + 24) % 24)] ?? 0;
  return (beside(-1) / 4 + beside(0) / 2 + beside(1) / 4) / total;
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...visitDraft(visit),
      severity: facts.isNewDevice ? 'low' : 'info',
      title: `${context.nameOf(account)} signed in at ${facts.hourUtc}:00 UTC, when it never does, from a new network`,
    }),
  });
}
