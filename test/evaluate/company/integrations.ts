import { between, exponential, pickByWeight, poisson, within } from '../chance.js';
import type { Entry } from '../records/entry.js';
import { fixedSource } from '../world/networks.js';
import { placeNamed } from '../world/places.js';
import { dayMs, hourMs } from '../world/time-zone.js';
import type { Company } from './company.js';
import type { Making } from './making.js';
import type { Integration } from './person.js';
import { type ProgramLogin, programShape, type Shape } from './shapes.js';

const applications = [
  'Order Sync',
  'Billing Bridge',
  'Marketing Hub',
  'Data Warehouse Loader',
  'Support Desk',
  'Contract Archive',
  'Lead Import',
  'Backup',
];
const clients = ['Java (Salesforce.com)', 'python-requests', 'okhttp', 'Unknown'];
const logins: readonly (readonly [number, ProgramLogin])[] = [
  [6, 'OauthClientCredentials'],
  [3, 'OauthRefreshToken'],
  [1, 'SoapApiLogin'],
];
const dataCentres = ['Frankfurt', 'Ashburn', 'Dublin', 'London', 'Singapore'];
const refusedShare = 0.002;
const movesPerYear = 0.03;

/** An account of a program: few fixed addresses, and a rate that few have most of. */
export function makeIntegration(making: Making, index: number): Integration {
  const { random, networks } = making;
  const place = placeNamed(random.pick(dataCentres));
  const application = `${random.pick(applications)} ${index % 17}`;
  return {
    index,
    id: `005${String(index).padStart(12, '0')}AAA`,
    name: `Integration ${application}`,
    username: `integration.${index}@company.example`,
    kind: 'service',
    joined: random.chance(0.1) ? between(random, 0, making.parameters.days - 1) : -400,
    left: Number.POSITIVE_INFINITY,
    application,
    login: pickByWeight(random, logins),
    client: random.pick(clients),
    // Pareto: a tenth of them makes most of the sign-ins
    rate: Math.min(400, (1 - random.next()) ** (-1 / 1.1)),
    rhythm: pickByWeight(random, [
      [6, 'steady'],
      [2, 'nightly'],
      [2, 'hours'],
    ] as const),
    sources: networks.fixed(between(random, 1, 3)).map((ip) => fixedSource(place, ip)),
    rotatesEvery: random.chance(0.2) ? between(random, 20, 60) : 0,
    wrong: 0,
    lockedUntil: 0,
    lastSuccess: null,
  };
}

/** A program's sign-ins of a day. */
export function programDay(company: Company, program: Integration, day: number): readonly Entry[] {
  const { random, scale, start } = company;
  if (day < program.joined) return [];
  rotate(company, program, day);
  const midnight = start + day * dayMs;
  const count = poisson(random, program.rate * scale.integrations);
  const shape = programShape(program.application, program.login, program.client);
  const expired = expiredOn(company, program, midnight, shape);
  if (expired.length > 0) return expired;
  return Array.from({ length: count }, (_, index): Entry => {
    const hours = hoursOf(company, program, (index + random.next() * 0.2) / count);
    return {
      what: 'sign_in',
      time: midnight + hours * hourMs + exponential(random, 2_000),
      owner: program,
      shape,
      source: random.pick(program.sources),
      secret: random.chance(refusedShare) ? 'refused' : 'right',
    };
  });
}

/** Some days the password has expired, and until somebody notices every try fails. */
function expiredOn(
  { random, parameters }: Company,
  owner: Integration,
  midnight: number,
  shape: Shape,
): readonly Entry[] {
  const { expiredPasswordsAYear } = parameters;
  if (expiredPasswordsAYear === 0 || !random.chance(expiredPasswordsAYear / 365)) return [];
  const source = random.pick(owner.sources);
  const everyMs = random.pick([10_000, 60_000, 300_000]);
  const from = midnight + within(random, 0, 12) * hourMs;
  return Array.from(
    { length: between(random, 20, 300) },
    (_, index): Entry => ({
      what: 'sign_in',
      time: from + index * everyMs + within(random, 0, 500),
      owner,
      shape,
      source,
      secret: 'wrong',
    }),
  );
}

function hoursOf({ random }: Company, { rhythm, index }: Integration, share: number): number {
  if (rhythm === 'nightly') return 1 + (index % 3) + share * 1.5;
  if (rhythm === 'hours') return within(random, 6, 18);
  return share * 24;
}

/** A provider gives neighbouring addresses; now and then an owner moves the program elsewhere. */
function rotate({ random, networks }: Company, program: Integration, day: number): void {
  const { rotatesEvery, sources } = program;
  if (rotatesEvery > 0 && day > 0 && day % rotatesEvery === 0) {
    program.sources = sources.map((source) => {
      const net = source.ip.slice(0, source.ip.lastIndexOf('.'));
      return { ...source, ip: `${net}.${between(random, 1, 254)}` };
    });
  }
  if (random.chance(movesPerYear / 365)) {
    const place = placeNamed(random.pick(dataCentres));
    program.sources = networks.fixed(sources.length).map((ip) => fixedSource(place, ip));
  }
}
