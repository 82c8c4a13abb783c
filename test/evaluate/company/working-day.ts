import { exponential, pickByWeight, poisson, within } from '../chance.js';
import type { Entry } from '../records/entry.js';
import { homeAddress, renewedHostPart, type Source, sourceAt, wayOut } from '../world/networks.js';
import { placesIn } from '../world/places.js';
import { dayMs, hourMs, offsetMs } from '../world/time-zone.js';
import type { Company } from './company.js';
import { signInOf } from './mistakes.js';
import { makeDevice } from './people.js';
import type { Person } from './person.js';
import {
  activityOn,
  clockOf,
  hasStopped,
  type Whereabouts,
  wasAway,
  whereabouts,
} from './presence.js';
import { browserShape, phoneShape, programShape, type Shape } from './shapes.js';

/** When people sign in, by the clock of the place, as shares of the day and hours. */
const rhythm: readonly (readonly [number, readonly [number, number]])[] = [
  [6, [6.5, 8]],
  [40, [8, 9.7]],
  [18, [9.7, 12]],
  [4, [12, 13]],
  [18, [13, 14.5]],
  [9, [14.5, 17.5]],
  [5, [18.5, 22.5]],
];
const laptopLastsDays = 1200;
const phoneShareOfSignIns = 0.25;
const toolShare = 0.03;

/** One person's sign-ins of a day, with what went wrong in them. */
export function peopleDay(company: Company, person: Person, day: number): readonly Entry[] {
  const { random, start, scale } = company;
  const midnight = start + day * dayMs;
  const isAway = wasAway(person, day);
  if (day < person.joined || day > person.left) return [];
  const holiday = person.trips.some(
    ({ kind, arrives, returns }) => kind === 'holiday' && arrives < midnight && returns > midnight,
  );
  if (isAway && (!holiday || hasStopped(person, day))) return [];
  const activity = isAway ? 0.06 : activityOn(new Date(midnight));
  const count = poisson(random, person.rate * scale.people * activity);
  if (count === 0) return [];
  keepUp(company, person, midnight);
  const isOfficeDay = person.office !== undefined && !random.chance(person.remoteShare);
  // who turns the VPN on leaves it on for half a day
  const vpnHalves = [random.chance(0.4), random.chance(0.4)];
  const clock = clockOf(person, midnight + 12 * hourMs);
  const entries: Entry[] = [];
  for (let left = count; left > 0; left -= 1) {
    const time = midnight - offsetMs(clock, midnight) + hourOf(company, person) * hourMs;
    const where = whereabouts(person, time, isOfficeDay);
    if (where.at === 'travelling') continue;
    const isOnVpn = vpnHalves[time < midnight + 12 * hourMs ? 0 : 1] === true;
    const { shape, source } = chooseWay(company, person, where, { day, isOnVpn });
    entries.push(...signInOf(company, { person, time, day, shape, source }));
  }
  return entries;
}

function hourOf({ random }: Company, { lateness, worksNights }: Person): number {
  const [from, to] = pickByWeight(random, rhythm);
  return within(random, from, to) + lateness + (worksNights ? 12 : 0);
}

/** What changes by itself: addresses of homes, and machines. */
function keepUp({ random, networks }: Company, person: Person, midnight: number): void {
  const { home, homeSource, leaseDays } = person;
  if (midnight >= person.homeUntil) {
    const isp = networks.isp(home.country);
    person.homeSource = sourceAt(random, home, homeAddress(random, isp));
    person.homeUntil = midnight + (1 + exponential(random, leaseDays)) * dayMs;
  } else if (homeSource.ip.includes(':')) {
    person.homeSource = { ...homeSource, ip: renewedHostPart(random, homeSource.ip) };
  }
  if (random.chance(1 / laptopLastsDays)) person.device = makeDevice(random);
}

interface Moment {
  readonly day: number;
  /** Whether those who use the VPN at times have it on. */
  readonly isOnVpn: boolean;
}

interface Way {
  readonly shape: Shape;
  readonly source: Source;
}

type Settled = Exclude<Whereabouts, { at: 'travelling' }>;

function chooseWay(company: Company, person: Person, where: Settled, moment: Moment): Way {
  const { random } = company;
  if (person.phone !== undefined && random.chance(phoneShareOfSignIns)) {
    return { shape: phoneShape(person.phone), source: phoneSource(company, person, where) };
  }
  const source = laptopSource(company, person, where, moment);
  const isTool = person.index % 33 === 7 && random.chance(toolShare * 10);
  if (isTool) return { shape: programShape('Dataloader Partner', 'OauthRefreshToken'), source };
  const usesOther = person.otherDevice !== undefined && random.chance(0.15);
  const device = usesOther && person.otherDevice ? person.otherDevice : person.device;
  return { shape: browserShape(device, person.login, Math.floor(moment.day / 30)), source };
}

function laptopSource(
  company: Company,
  person: Person,
  where: Settled,
  { day, isOnVpn }: Moment,
): Source {
  const { random, networks, offices, rolloutDay } = company;
  if (where.at === 'office') return random.pick(person.office?.sources ?? [person.homeSource]);
  const isRolledOut = day >= rolloutDay && person.index % 5 === 0;
  const vpn = isRolledOut ? 'always' : person.vpn;
  if (vpn === 'always' || (vpn === 'sometimes' && isOnVpn)) {
    return random.pick(offices.gateway(random, where.place).sources);
  }
  if (where.at === 'away') return awaySource(company, where);
  if (random.chance(0.02)) return carrierSource(company, person, person.home.country);
  if (person.usesRelay && random.chance(0.9)) {
    const near = random.pick(placesIn(where.place.country));
    return wayOut(near, networks.relay(near.country).addresses(random));
  }
  return person.homeSource;
}

function awaySource({ random, offices }: Company, where: Settled & { at: 'away' }): Source {
  const local = offices.all.find(({ place }) => place === where.place);
  const isInOffice = local !== undefined && where.trip.kind === 'work' && random.chance(0.6);
  return isInOffice ? random.pick(local.sources) : where.trip.hotel;
}

function phoneSource(company: Company, person: Person, where: Settled): Source {
  const { random } = company;
  if (where.at === 'away') {
    // data of a roaming phone mostly leaves at home
    if (random.chance(0.4)) return carrierSource(company, person, person.home.country);
    return random.chance(0.3)
      ? carrierSource(company, person, where.place.country)
      : awaySource(company, where);
  }
  if (random.chance(0.45)) return carrierSource(company, person, person.home.country);
  return where.at === 'office'
    ? random.pick(person.office?.sources ?? [person.homeSource])
    : person.homeSource;
}

/** A carrier's traffic leaves in one of few cities, whichever the phone is in. */
function carrierSource({ random, networks }: Company, person: Person, country: string): Source {
  const cities = placesIn(country);
  const at = random.chance(0.6) ? cities[person.index % Math.max(1, cities.length)] : undefined;
  return wayOut(at ?? random.pick(cities), networks.carrier(country).addresses(random));
}
