import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isPersonal, type SignInEvent } from './events/event.js';
import { type AccountHistory, deskOf, type RecentSignIn } from './memory/account-history.js';
import type { TenantHistory } from './memory/tenant-history.js';
import { dayOf } from './memory/visits.js';
import { isTooFast } from './travel/jumps.js';

/** A day on which several people seem to have been at it. */
interface BusyDay {
  readonly day: string;
  readonly at: number;
  readonly reason: string;
  /** Whether one person cannot have been all; else two such days count as one. */
  isSure: boolean;
  /** Ids of the sign-ins that overlapped. */
  readonly ids: string[];
}

interface Shared {
  readonly account: string;
  readonly days: BusyDay[];
  /** The day of the first finding; null before it. */
  since: string | null;
}

/** A login that several people use. */
export const accountShared = behaviourCheck(
  {
    id: 'account-shared',
    version: 1,
    title: 'Shared account',
    question: 'Do several people use one login?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp', 'sign_in.browser'],
    severityRule: 'medium',
    thresholds: {
      days: {
        default: 3,
        unit: 'days',
        description: 'Days within a month on which it was in several places at once',
        min: 1,
        max: 30,
      },
      pairs: {
        default: 3,
        unit: 'devices',
        description: 'Devices on their networks within an hour that no person has',
        min: 2,
        max: 8,
      },
      placesKm: {
        default: 100,
        unit: 'km',
        description: 'Shortest distance between places that nobody can have travelled meanwhile',
        min: 10,
        max: 5000,
      },
    },
    explanation:
      'A person has one desk. Three devices within an hour, two offices at once, or two devices that never meet, too far apart for one person, day after day, are several people. Telephones are left out, whose addresses lie anywhere, and networks where people are who are elsewhere at the same time. Nobody can be held to account for what a shared login did, and nobody changes its password.',
    remediation: 'Give each person an account of their own, then reset the shared password.',
    references: { attack: ['T1078'], controls: ['NIST 800-53 IA-2', 'CIS 5.1', 'SOC 2 CC6.1'] },
  },
  ({ days, pairs, placesKm }, saved: readonly Shared[] | undefined) => {
    const byAccount = new Map(saved?.map((shared) => [shared.account, copyOf(shared)]));
    return {
      onSignIn(event, context) {
        const { history } = context;
        if (!isPersonal(event) || history === undefined) return;
        const { account, at } = event;
        if (isMachine(account, context)) return;
        const busy = overlapping(event, history, { pairs, placesKm }, context.tenant);
        if (busy === undefined) return;
        const shared = byAccount.get(account) ?? { account, days: [], since: null };
        byAccount.set(account, shared);
        remember(shared, busy, at);
        const count = shared.days.reduce((sum, { isSure }) => sum + (isSure ? 1 : 0.5), 0);
        if (count < days) return;
        shared.since ??= dayOf(at);
        report(shared, shared.since, context);
      },
      save: () => [...byAccount.values()].map(copyOf),
    };
  },
);

const hourMs = 3_600_000;
const monthMs = 30 * 86_400_000;

function isMachine(account: string, context: BehaviourContext): boolean {
  const kind = context.account(account)?.kind;
  return kind === 'service' || kind === 'guest' || kind === 'system';
}

interface Limits {
  readonly pairs: number;
  readonly placesKm: number;
}

interface Overlap {
  readonly reason: string;
  readonly isSure: boolean;
  readonly ids: readonly string[];
}

/** What was going on that one person does not do. */
function overlapping(
  event: SignInEvent,
  history: AccountHistory,
  { pairs, placesKm }: Limits,
  tenant: TenantHistory,
): Overlap | undefined {
  const { recent } = history;
  const { source, device, at } = event;
  const isSomewhere = (each: RecentSignIn) =>
    each.source !== undefined && !isHandheld(each) && !tenant.isPortal(each.source.network, at);
  // A provider whose addresses are in several places has none.
  const isElsewhere = (each: RecentSignIn) => each.source?.block !== source?.block;
  if (!recent.some(isElsewhere) || !isSomewhere(event)) return undefined;
  const places = recent.filter(isSomewhere);
  const far = places.filter(
    (each) => isElsewhere(each) && isTooFast(each, event, { km: placesKm, kmh: planeKmh }),
  );
  for (const isSure of [true, false]) {
    const other = far.findLast((each) =>
      areTwoHands({ event, other: each, isSure }, history, tenant),
    );
    if (other === undefined) continue;
    const reason = 'two desks, too far apart for one person';
    return { reason, isSure, ids: [other.id, event.id] };
  }
  const hour = places.filter((each) => each.at >= at - hourMs);
  const all = [...hour, { source, device }];
  const networks = distinct(all.map((each) => each.source?.network));
  const devices = distinct(all.map((each) => each.device));
  if (devices < pairs || networks < 2) return undefined;
  const ids = [...hour.map(({ id }) => id), event.id];
  return { reason: `${devices} devices on ${networks} networks within an hour`, isSure: true, ids };
}

interface Ends {
  readonly event: SignInEvent;
  readonly other: RecentSignIn;
  readonly isSure: boolean;
}

/**
 * Whether the same person cannot have had both ends in hand: two devices of which neither was ever in
 * the other's place, or a device of the same make in two offices. Who takes a device along makes one
 * place of two; when only one of both was, that may be another of its make.
 */
function areTwoHands(
  { event, other, isSure }: Ends,
  { desks }: AccountHistory,
  tenant: TenantHistory,
): boolean {
  const { at } = event;
  if (event.device === undefined || other.device === undefined) return false;
  if (event.device === other.device) {
    const isOffice = ({ source }: RecentSignIn) =>
      source !== undefined && tenant.isShared(source.network, at);
    const [here, there] = [event.source?.network ?? '', other.source?.network ?? ''];
    return isOffice(event) && isOffice(other) && !tenant.areLinked(here, there, at);
  }
  const wasAt = (device: RecentSignIn, place: RecentSignIn) => {
    const desk = deskOf(device, place);
    return desk !== undefined && desks.find(desk, at) !== undefined;
  };
  const [one, two] = [!wasAt(event, other), !wasAt(other, event)];
  return isSure ? one && two : one || two;
}

const planeKmh = 900;

/** Telephones are in no city: their addresses are where their provider likes. */
function isHandheld({ device, channel }: RecentSignIn): boolean {
  return channel === 'mobile' || /ios|iphone|ipad|android|mobile/.test(device ?? '');
}

function distinct(values: readonly (string | undefined)[]): number {
  return new Set(values.filter((value) => value !== undefined)).size;
}

/** Adds to the day, and forgets days older than a month; quiet for a month, it is news again. */
function remember(shared: Shared, { reason, isSure, ids }: Overlap, at: number): void {
  const kept = shared.days.filter((day) => day.at >= at - monthMs);
  if (kept.length === 0) shared.since = null;
  const today = kept.find(({ day }) => day === dayOf(at));
  if (today === undefined) kept.push({ day: dayOf(at), at, reason, isSure, ids: [...ids] });
  else {
    today.isSure ||= isSure;
    today.ids.push(...ids.filter((id) => !today.ids.includes(id)).slice(0, idsPerDay));
  }
  shared.days.splice(0, shared.days.length, ...kept);
}

const idsPerDay = 10;

function report(shared: Shared, since: string, context: BehaviourContext): void {
  const { account } = shared;
  const days = [...shared.days];
  const ids = new Set(days.flatMap((day) => day.ids));
  context.report({
    subject: account,
    bucket: since,
    describe: () => ({
      accounts: [account],
      severity: 'medium',
      title: `${context.nameOf(account)} was in several places at once on ${days.length} days of a month`,
      evidence: {
        signInIds: [...ids].slice(0, 200),
        facts: { days: days.map(({ day }) => day), seen: distinctReasons(days) },
      },
      firstAt: new Date(days[0]?.at ?? 0),
      lastAt: new Date(days.at(-1)?.at ?? 0),
    }),
  });
}

function distinctReasons(days: readonly BusyDay[]): readonly string[] {
  return [...new Set(days.map(({ reason }) => reason))];
}

function copyOf(shared: Shared): Shared {
  return { ...shared, days: shared.days.map((day) => ({ ...day, ids: [...day.ids] })) };
}
