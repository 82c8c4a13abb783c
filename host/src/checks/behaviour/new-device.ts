import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, isInteractive } from './events/event.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly device: string;
  readonly network: string;
  /** Whether nobody of the tenant uses the network, nor its provider. */
  readonly isUnheardOf: boolean;
};

interface Saved {
  readonly visits: readonly Visit<Facts>[];
  readonly adopters: readonly (readonly [device: string, times: readonly number[]])[];
}

/** A kind of device that is new to an account, on a network that is new to it, too. */
export const newDevice = behaviourCheck(
  {
    id: 'new-device',
    version: 1,
    title: 'New device on a new network',
    question: 'Are browser, system and network all new for the account?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp', 'sign_in.browser'],
    severityRule: 'low; medium when nobody of the tenant uses the network or its provider',
    thresholds: {
      minSuccesses: {
        default: 5,
        unit: 'sign-ins',
        description: 'Good sign-ins of an account before its devices are known',
        min: 1,
        max: 1000,
      },
      rolloutShare: {
        default: 0.05,
        unit: 'share',
        description:
          'Share of the accounts that get the same device in a week when it is handed out',
        min: 0.001,
        max: 1,
      },
    },
    explanation:
      'A family of browser and system, without versions, so that updates are no news. People do get new devices, mostly at a place they know; alone this is context, not an alarm. Devices that many get in the same week are left out.',
    remediation: 'Nothing by itself. Read it beside other findings about the account.',
    references: { attack: ['T1078.004'] },
  },
  ({ minSuccesses, rolloutShare }, saved: Saved | undefined) => {
    const visits = new Visits(saved?.visits);
    const adopters = new Map(saved?.adopters.map(([device, times]) => [device, [...times]]));
    return {
      onSignIn(event, context) {
        const { account, source, device, at } = event;
        const { history, tenant } = context;
        if (!event.succeeded || account === undefined || device === undefined) return;
        if (history === undefined || !isInteractive(event) || isActedFor(event)) return;
        if (history.devices.find(device, at) !== undefined) return;
        const times = (adopters.get(device) ?? []).filter((time) => time >= at - weekMs);
        adopters.set(device, [...times, at].slice(-adopterLimit));
        const fewest = Math.min(adopterLimit, Math.max(5, tenant.accounts * rolloutShare));
        if (times.length >= fewest || !history.isWarm(at, minSuccesses, 7)) return;
        if (source === undefined || history.networks.find(source.network, at)) return;
        if (history.blocks.find(source.block, at)) return;
        if (tenant.isShared(source.network, at) || visits.find(account, at)) return;
        const isUnheardOf =
          !tenant.knows(source.network, at) && !tenant.isBlockOfOthers(source.block, account);
        const facts = { device, network: source.network, isUnheardOf };
        reportVisit(visits.begin(account, account, event, facts), context);
      },
      save: () => ({ visits: visits.save(), adopters: [...adopters] }),
    };
  },
);

const weekMs = 7 * 86_400_000;
const adopterLimit = 100;

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...visitDraft(visit),
      severity: facts.isUnheardOf ? 'medium' : 'low',
      title: `${context.nameOf(account)} signed in with ${facts.device} for the first time, from a new network`,
    }),
  });
}
