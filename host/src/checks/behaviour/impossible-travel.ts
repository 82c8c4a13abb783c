import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, isInteractive, type SignInEvent } from './events/event.js';
import { type AccountHistory, cellOf, type RecentSignIn } from './memory/account-history.js';
import { type Coordinates, distanceKm } from './memory/distance.js';
import { isEstablished } from './memory/established.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

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
        const { account, at } = event;
        const { history } = context;
        if (!event.succeeded || account === undefined || history === undefined) return;
        if (!isInteractive(event) || isActedFor(event)) return;
        const visit = visits.isEmpty ? undefined : visits.find(account, at);
        if (visit !== undefined) {
          if (visit.facts.strangeNetwork !== event.source?.network) return;
          visits.extend(account, event);
          reportVisit(visit, context);
          return;
        }
        const journey = fastest(event, history, { minKm, kmh, maxHours });
        if (journey === undefined) return;
        const strange = guards === 0 ? [event] : strangeEnds(event, journey, context);
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
  const here = coordinatesOf(event);
  if (here === undefined || event.source === undefined) return undefined;
  const cell = cellOf(event);
  let found: Journey | undefined;
  for (const earlier of history.recent) {
    const there = coordinatesOf(earlier);
    if (there === undefined || cellOf(earlier) === cell) continue;
    if (event.at - earlier.at > maxHours * hourMs) continue;
    if (earlier.source?.host === event.source.host) continue;
    const distance = distanceKm(there, here);
    // A second at least: two sign-ins of one instant are no division by zero.
    const speed = distance / Math.max((event.at - earlier.at) / hourMs, 1 / 3600);
    if (distance < minKm || speed < kmh || speed <= (found?.speedKmh ?? 0)) continue;
    found = { earlier, distanceKm: distance, speedKmh: speed };
  }
  return found;
}

/** The ends that are new and that nothing explains, the earlier first. */
function strangeEnds(
  event: SignInEvent,
  { earlier }: Journey,
  context: BehaviourContext,
): readonly End[] {
  const { at, country } = event;
  const { history } = context;
  if (history === undefined) return [];
  const strange = [earlier, event].filter((end) => !isEstablished(end, history, at));
  if (strange.length === 0) noteJump([earlier, event], event, context);
  const isInland = earlier.country === country;
  const unexplained = strange.filter((end) => !isExplained(end, isInland, event, context));
  const usual = [earlier, event].filter((end) => !strange.includes(end));
  const isVague =
    isLearning(context, at) ||
    usual.some((end) => isIn(end, (name) => context.tenant.isPortal(name, at)));
  // Who travels behind a VPN takes the laptop along.
  if (isVague && !unexplained.every((end) => isNewDevice(end, history, at))) return [];
  if (history.isWarm(at, 3, 3)) return unexplained;
  // Of a new account little is known; but others know where its colleagues are.
  const isAmongUs = (end: End) => isIn(end, (name) => context.tenant.isShared(name, at));
  return !isInland && strange.some(isAmongUs) ? unexplained : [];
}

type End = RecentSignIn;

/** While it is not yet known which networks are doors. */
function isLearning({ tenant }: BehaviourContext, at: number): boolean {
  return (tenant.firstAt ?? at) > at - 10 * 24 * hourMs;
}

/** Whether the device was first met at that end. */
function isNewDevice(end: End, history: AccountHistory, at: number): boolean {
  if (end.device === undefined) return true;
  const sight = history.devices.find(end.device, at);
  return sight === undefined || sight.first >= end.at;
}

/** Whether an end that is new to the account is what others of the tenant have, too. */
function isExplained(
  end: End,
  isInland: boolean,
  { account = '', at }: SignInEvent,
  { tenant }: BehaviourContext,
): boolean {
  if (isIn(end, (network) => tenant.isShared(network, at) || tenant.isPortal(network, at))) {
    return true;
  }
  // Within a country the places of addresses are guesses: providers move them from city to city.
  return isInland && end.source !== undefined && tenant.isBlockOfOthers(end.source.block, account);
}

function isIn({ source }: End, holds: (network: string) => boolean): boolean {
  return source !== undefined && holds(source.network);
}

/** Both places are the account's own, in two countries: one of them is the exit of a VPN. */
function noteJump(
  ends: readonly End[],
  { account, at }: SignInEvent,
  { tenant }: BehaviourContext,
): void {
  if (account === undefined || ends[0]?.country === ends[1]?.country) return;
  for (const { source } of ends) {
    if (source !== undefined) tenant.noteJump(source.network, account, at);
  }
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
    describe: () => {
      const draft = visitDraft(visit);
      const other = { entity: 'sign_in', id: facts.comparedWith } as const;
      return {
        ...draft,
        evidence: { ...draft.evidence, records: [other] },
        severity: facts.isSameCountry && facts.isKnownDevice ? 'medium' : 'high',
        title: `${context.nameOf(account)} signed in from ${facts.from} and from ${facts.to}, ${facts.distanceKm} km apart, within ${facts.minutes} minutes`,
      };
    },
  });
}

function coordinatesOf({ latitude, longitude }: RecentSignIn): Coordinates | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  return { latitude, longitude };
}

function nameOf({ city, country }: Pick<SignInEvent, 'city' | 'country'>): string {
  return [city, country].filter((part) => part !== undefined).join(', ') || 'an unnamed place';
}

const hourMs = 3_600_000;
