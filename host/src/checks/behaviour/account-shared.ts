import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isActedFor, isInteractive, type SignInEvent } from './events/event.js';
import type { RecentSignIn } from './memory/account-history.js';
import { distanceKm } from './memory/distance.js';
import type { TenantHistory } from './memory/tenant-history.js';
import { dayOf } from './memory/visits.js';

/** A day on which several people seem to have been at it. */
interface BusyDay {
  readonly day: string;
  readonly at: number;
  readonly reason: string;
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
        default: 300,
        unit: 'km',
        description: 'Shortest distance between places that nobody can have travelled meanwhile',
        min: 10,
        max: 5000,
      },
    },
    explanation:
      'A person has one desk. Several devices on several networks within an hour, or two devices too far apart, day after day, are several people. Telephones are left out, whose addresses lie anywhere, and networks where people are who are elsewhere at the same time. Nobody can be held to account for what a shared login did, and nobody changes its password.',
    remediation: 'Give each person an account of their own, then reset the shared password.',
    references: { attack: ['T1078'], controls: ['NIST 800-53 IA-2', 'CIS 5.1', 'SOC 2 CC6.1'] },
  },
  ({ days, pairs, placesKm }, saved: readonly Shared[] | undefined) => {
    const byAccount = new Map(saved?.map((shared) => [shared.account, copyOf(shared)]));
    return {
      onSignIn(event, context) {
        const { account, at } = event;
        const { history } = context;
        if (!event.succeeded || account === undefined || history === undefined) return;
        if (!isInteractive(event) || isActedFor(event) || isMachine(account, context)) return;
        const busy = overlapping(event, history.recent, { pairs, placesKm }, context.tenant);
        if (busy === undefined) return;
        const shared = byAccount.get(account) ?? { account, days: [], since: null };
        byAccount.set(account, shared);
        remember(shared, busy, at);
        if (shared.days.length < days) return;
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
  readonly ids: readonly string[];
}

/** What was going on that one person does not do. */
function overlapping(
  event: SignInEvent,
  recent: readonly RecentSignIn[],
  { pairs, placesKm }: Limits,
  tenant: TenantHistory,
): Overlap | undefined {
  // Nearly always there is one device. One in two places is a VPN that its owner turns on and off.
  if (!recent.some((each) => each.device !== event.device) || isHandheld(event)) return undefined;
  const { source, device, at } = event;
  const isSomewhere = (each: RecentSignIn) =>
    each.source !== undefined && !isHandheld(each) && !tenant.isPortal(each.source.network, at);
  const far = recent.findLast((each) => isFarApart(event, each, placesKm));
  if (far !== undefined && isSomewhere(far) && isSomewhere(event)) {
    return { reason: 'two devices, too far apart for one person', ids: [far.id, event.id] };
  }
  const hour = recent.filter((each) => each.at >= at - hourMs && isSomewhere(each));
  if (hour.length < pairs - 1 || !isSomewhere(event)) return undefined;
  const all = [...hour, { source, device }];
  const networks = distinct(all.map((each) => each.source?.network));
  const devices = distinct(all.map((each) => each.device));
  const both = distinct(all.map((each) => `${each.source?.network} ${each.device}`));
  if (both < pairs || networks < 2 || devices < 2) return undefined;
  const ids = [...hour.map(({ id }) => id), event.id];
  return { reason: `${both} devices on ${networks} networks within an hour`, ids };
}

/** Telephones are in no city: their addresses are where their provider likes. */
function isHandheld({ device, channel }: RecentSignIn): boolean {
  return channel === 'mobile' || /ios|iphone|ipad|android|mobile/.test(device ?? '');
}

/** Whether it was used in places between which nobody can have gone. */
function isFarApart(event: RecentSignIn, other: RecentSignIn, placesKm: number): boolean {
  const { latitude, longitude } = event;
  const there = { latitude: other.latitude, longitude: other.longitude };
  if (latitude === undefined || longitude === undefined) return false;
  if (there.latitude === undefined || there.longitude === undefined) return false;
  if (event.device === undefined || other.device === undefined) return false;
  if (event.device === other.device || event.latitude === other.latitude) return false;
  const distance = distanceKm(
    { latitude: there.latitude, longitude: there.longitude },
    { latitude, longitude },
  );
  const hours = Math.max((event.at - other.at) / hourMs, 1 / 60);
  return distance >= placesKm && distance / hours >= planeKmh;
}

const planeKmh = 900;

function distinct(values: readonly (string | undefined)[]): number {
  return new Set(values.filter((value) => value !== undefined)).size;
}

/** Adds to the day, and forgets days older than a month; quiet for a month, it is news again. */
function remember(
  shared: Shared,
  { reason, ids }: { readonly reason: string; readonly ids: readonly string[] },
  at: number,
): void {
  const kept = shared.days.filter((day) => day.at >= at - monthMs);
  if (kept.length === 0) shared.since = null;
  const today = kept.find(({ day }) => day === dayOf(at));
  if (today === undefined) kept.push({ day: dayOf(at), at, reason, ids: [...ids] });
  else today.ids.push(...ids.filter((id) => !today.ids.includes(id)).slice(0, idsPerDay));
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
