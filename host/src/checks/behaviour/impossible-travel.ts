import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isInPerson, isPersonal, type SignInEvent } from './events/event.js';
import type { AccountHistory, RecentSignIn } from './memory/account-history.js';
import { comparedVisitDraft, dayOf, type Visit, Visits } from './memory/visits.js';
import { distanceBetween, isTooFast, speedOf } from './travel/jumps.js';
import { strangeEnds } from './travel/strange-ends.js';

type Facts = {
  readonly from: string;
  readonly to: string;
  readonly distanceKm: number;
  readonly minutes: number;
  readonly speedKmh: number;
  /** The network that the account does not know. */
  readonly strangeNetwork: string;
  /** The sign-in at the other end. */
  readonly comparedWith: string;
  readonly isSameCountry: boolean;
  readonly isKnownDevice: boolean;
};

interface Journey {
  readonly earlier: RecentSignIn;
  readonly distanceKm: number;
  readonly speedKmh: number;
}

/** Two sign-ins that one body cannot have made. */
export const impossibleTravel = behaviourCheck(
  {
    id: 'impossible-travel',
    version: 1,
    title: 'Impossible travel',
    question: 'Could one body have made both sign-ins?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.latitude', 'sign_in.longitude', 'sign_in.sourceIp'],
    severityRule: 'high; medium within one country with a device that the account uses',
    thresholds: {
      minKm: { default: 500, unit: 'km', description: 'Shortest journey', min: 50, max: 20_000 },
      kmh: {
        default: 900,
        unit: 'km/h',
        description: 'Speed that no passenger reaches',
        min: 200,
        max: 20_000,
      },
      maxHours: {
        default: 24,
        unit: 'hours',
        description: 'Longest time between two sign-ins that are compared',
        min: 1,
        max: 72,
      },
      guards: {
        default: 1,
        unit: 'switch',
        description: '0 also tells about VPNs, offices and places that the account knows',
        min: 0,
        max: 1,
      },
    },
    explanation:
      'Nobody flies that fast; but addresses do: a VPN, an office that leaves the network elsewhere, a phone whose provider sits in another city. So networks that several accounts share, and places where the account has been on other days, are left out: at least one end is new.',
    remediation:
      'Ask the person. Unless both were theirs: freeze the account, end its sessions, revoke its tokens and reset its password.',
    references: { attack: ['T1078.004'], controls: ['NIST 800-53 AC-2(12)', 'SOC 2 CC7.2'] },
  },
  ({ minKm, kmh, maxHours, guards }, saved: readonly Visit<Facts>[] | undefined) => {
    const visits = new Visits(saved);
    return {
      onSignIn(event, context) {
        const { history, tenant } = context;
        if (!isPersonal(event) || !isInPerson(event) || history === undefined) return;
        const { account, at } = event;
        const visit = visits.isEmpty ? undefined : visits.find(account, at);
        if (visit !== undefined) {
          if (visit.facts.strangeNetwork !== event.source?.network) return;
          visits.extend(account, event);
          reportVisit(visit, context);
          return;
        }
        const journey = fastest(event, history, { minKm, kmh, maxHours });
        if (journey === undefined) return;
        const { earlier } = journey;
        const strange = guards === 0 ? [event] : strangeEnds({ earlier, event, history, tenant });
        const [first] = strange;
        if (first === undefined) return;
        const facts = factsOf(event, journey, { isCurrent: first.id === event.id, history });
        const begun = visits.begin(account, account, first, facts);
        if (strange.length > 1) visits.extend(account, event);
        reportVisit(begun, context);
      },
      save: () => visits.save(),
    };
  },
);

interface Limits {
  readonly minKm: number;
  readonly kmh: number;
  readonly maxHours: number;
}

/** The fastest journey from one of the last sign-ins; undefined when all were possible. */
function fastest(
  event: SignInEvent,
  history: AccountHistory,
  { minKm, kmh, maxHours }: Limits,
): Journey | undefined {
  if (event.source === undefined) return undefined;
  let found: Journey | undefined;
  for (const earlier of history.recent) {
    const ms = event.at - earlier.at;
    if (ms > maxHours * hourMs || earlier.source?.host === event.source.host) continue;
    if (!isInPerson(earlier) || !isTooFast(earlier, event, { km: minKm, kmh })) continue;
    const km = distanceBetween(earlier, event);
    const speed = speedOf(km, ms);
    if (speed > (found?.speedKmh ?? 0)) found = { earlier, distanceKm: km, speedKmh: speed };
  }
  return found;
}

function factsOf(
  event: SignInEvent,
  { earlier, distanceKm: distance, speedKmh }: Journey,
  { isCurrent, history }: { readonly isCurrent: boolean; readonly history: AccountHistory },
): Facts {
  const { device, at } = event;
  const strange = isCurrent ? device : earlier.device;
  const sight = strange === undefined ? undefined : history.devices.find(strange, at);
  return {
    from: nameOf(earlier),
    to: nameOf(event),
    distanceKm: Math.round(distance),
    minutes: Math.round((at - earlier.at) / 60_000),
    speedKmh: Math.round(speedKmh),
    strangeNetwork: (isCurrent ? event.source?.network : earlier.source?.network) ?? '',
    comparedWith: isCurrent ? earlier.id : event.id,
    isSameCountry: event.country === earlier.country,
    isKnownDevice: sight !== undefined && sight.first < earlier.at,
  };
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...comparedVisitDraft(visit),
      severity: facts.isSameCountry && facts.isKnownDevice ? 'medium' : 'high',
      title: `${context.nameOf(account)} signed in from ${facts.from} and from ${facts.to}, ${facts.distanceKm} km apart, within ${facts.minutes} minutes`,
    }),
  });
}

function nameOf({ city, country }: Pick<SignInEvent, 'city' | 'country'>): string {
  return [city, country].filter((part) => part !== undefined).join(', ') || 'an unnamed place';
}

const hourMs = 3_600_000;
