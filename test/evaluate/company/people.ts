import type { Random } from '../../org/random.js';
import { between, exponential, logNormal, pickByWeight } from '../chance.js';
import { homeAddress, sourceAt } from '../world/networks.js';
import { type Place, placesIn } from '../world/places.js';
import { dayMs } from '../world/time-zone.js';
import { absencesOf } from './absences.js';
import type { Making } from './making.js';
import { departments, personName, titles } from './names.js';
import type { Offices } from './offices.js';
import type { FactorKind, Office, Person } from './person.js';
import type { Device } from './shapes.js';
import { tripsOf } from './trips.js';

const devices: readonly (readonly [number, Omit<Device, 'lag'>])[] = [
  [40, { family: 'Chrome', platform: 'Windows 10' }],
  [22, { family: 'Edge', platform: 'Windows 10' }],
  [16, { family: 'Chrome', platform: 'Mac OSX' }],
  [9, { family: 'Safari', platform: 'Mac OSX' }],
  [7, { family: 'Firefox', platform: 'Windows 10' }],
  [3, { family: 'Firefox', platform: 'Linux' }],
  [3, { family: 'Chrome', platform: 'Linux' }],
];

const factors: readonly (readonly [number, FactorKind])[] = [
  [45, 'Totp'],
  [35, 'SalesforceAuthenticator'],
  [15, 'Sms'],
  [5, 'U2F'],
];

/** A browser that somebody may have. */
export function makeDevice(random: Random): Device {
  return {
    ...pickByWeight(random, devices),
    lag: pickByWeight(random, [
      [7, 0],
      [2, 1],
      [1, 4],
    ]),
  };
}

/** One who works here, with a home, habits and plans for the year. */
export function makePerson(making: Making, index: number): Person {
  const { parameters, random, offices } = making;
  const office = random.chance(0.87) ? offices.any(random) : undefined;
  const home = homeOf(random, office, offices);
  const joined = joinedOn(random, parameters.days);
  const absences = absencesOf(random, parameters.days);
  const isTraveller = random.chance(parameters.travellerShare);
  return {
    index,
    id: idOf(index),
    ...personName(random, index),
    kind: index > 2 && random.chance(0.04) ? 'external' : 'human',
    department: random.pick(departments),
    title: random.pick(titles),
    managerId: index < 10 ? null : idOf(random.int(Math.ceil(index / 8))),
    joined,
    left: leavesOn(random, joined, parameters.days),
    home,
    office,
    rate: logNormal(random, 1, 0.9),
    remoteShare: office === undefined ? 1 : remoteShareOf(random, parameters.remoteShare),
    lateness: 0.8 * (random.next() + random.next() - 1) * 2,
    worksNights: random.chance(0.02),
    absences,
    trips: tripsOf({ ...making, home, absences }, isTraveller),
    ...networkOf(making, home),
    ...accessOf(making, index),
    ...devicesOf(making),
    wrong: 0,
    lockedUntil: 0,
    lastSuccess: null,
  };
}

function idOf(index: number): string {
  return `005${String(index).padStart(12, '0')}AAA`;
}

type NetworkHabits = Pick<Person, 'vpn' | 'usesRelay' | 'leaseDays' | 'homeSource' | 'homeUntil'>;

/** How somebody reaches the network outside the office. */
function networkOf({ parameters, random, networks }: Making, home: Place): NetworkHabits {
  const isp = networks.isp(home.country);
  return {
    vpn: vpnOf(random, parameters.vpnShare),
    usesRelay: random.chance(0.03),
    leaseDays: pickByWeight(random, [
      [15, 1.5],
      [45, 20],
      [40, 150],
    ]),
    homeSource: sourceAt(random, home, homeAddress(random, isp)),
    homeUntil: parameters.from.getTime() + exponential(random, 20) * dayMs,
  };
}

/** How somebody proves who they are. Administrators do not depend on the identity provider. */
function accessOf(
  { parameters, random }: Making,
  index: number,
): Pick<Person, 'isAdmin' | 'login' | 'factor'> {
  const isAdmin = index < 3 || random.chance(0.004);
  const hasFactor = isAdmin || random.chance(parameters.mfaShare);
  return {
    isAdmin,
    login: !isAdmin && random.chance(parameters.ssoShare) ? 'sso' : 'password',
    factor: hasFactor ? pickByWeight(random, factors) : undefined,
  };
}

function devicesOf({
  parameters,
  random,
}: Making): Pick<Person, 'device' | 'otherDevice' | 'phone'> {
  const phone = random.chance(0.6) ? 'iPhone' : 'Android';
  return {
    device: makeDevice(random),
    otherDevice: random.chance(0.25) ? makeDevice(random) : undefined,
    phone: random.chance(parameters.mobileShare) ? phone : undefined,
  };
}

function leavesOn(random: Random, joined: number, days: number): number {
  if (!random.chance(0.07)) return Number.POSITIVE_INFINITY;
  return between(random, Math.max(20, joined + 20), days + 20);
}

function homeOf(random: Random, office: Office | undefined, offices: Offices): Place {
  const near = office ?? offices.any(random);
  const isFar = office === undefined || random.chance(0.08);
  return isFar ? random.pick(placesIn(near.place.country)) : near.place;
}

function joinedOn(random: Random, days: number): number {
  return random.chance((0.1 * days) / 365)
    ? between(random, 0, days - 1)
    : -between(random, 30, 2500);
}

function remoteShareOf(random: Random, mean: number): number {
  if (mean >= 1) return 1;
  // most colleagues come on fixed days; some nearly always, some nearly never
  return Math.min(1, Math.max(0, mean + 0.35 * (random.next() + random.next() - 1) * 2));
}

function vpnOf(random: Random, share: number): Person['vpn'] {
  if (!random.chance(share)) return 'never';
  return random.chance(0.65) ? 'always' : 'sometimes';
}
