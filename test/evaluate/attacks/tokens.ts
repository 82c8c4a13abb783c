import { between, within } from '../chance.js';
import { makeDevice } from '../company/people.js';
import type { Integration, Person } from '../company/person.js';
import { programShape } from '../company/shapes.js';
import { dayMs, hourMs, minuteMs } from '../world/time-zone.js';
import type { Field } from './field.js';
import { type Instance, leave } from './instance.js';

const strangers = [
  'Mail Merge Pro',
  'Data Loadr',
  'Free CRM Export',
  'Calendar Boost',
  'PDF Wizard',
];
const portals = ['My Ticket Portal', 'Data Loader', 'Support Sync'];

/** Somebody lets an application in that nobody installed; it reads along by its token. */
export function admitStranger(field: Field): void {
  const { random, instances, company } = field;
  const time = field.busyMoment();
  const owner = field.victim(time);
  const instance = instances.begin('unknown-application');
  const application = `${random.pick(strangers)} ${field.grants.length + 1}`;
  const until = time + within(random, 5, 120) * dayMs;
  grant(field, instance, owner, { application, time, until });
  const source = field.machineAt(random.pick(company.offices.all).place);
  const shape = programShape(application, 'OauthRefreshToken');
  for (let at = time; at < until; at += within(random, 4, 40) * hourMs) {
    field.plan({ what: 'sign_in', time: at, owner, shape, source, secret: 'right', instance });
  }
}

/** A caller has somebody type a code, which admits the caller's program; then data is loaded. */
export function phishDeviceCode(field: Field): void {
  const { random, instances } = field;
  const time = field.busyMoment();
  const owner = field.victim(time);
  const instance = instances.begin('device-code-phishing');
  const application = `${random.pick(portals)} ${field.grants.length + 1}`;
  const source = field.machineFarFrom(owner.home);
  const [first, later] = (['OauthDevice', 'OauthRefreshToken'] as const).map((login) =>
    programShape(application, login),
  );
  grant(field, instance, owner, { application, time, until: time + 2 * dayMs });
  if (first === undefined || later === undefined) return;
  const secret = 'right' as const;
  field.plan({ what: 'sign_in', time, owner, shape: first, source, secret, instance });
  for (let left = between(random, 2, 12); left > 0; left -= 1) {
    const at = time + within(random, 10, 600) * minuteMs;
    field.plan({ what: 'sign_in', time: at, owner, shape: later, source, secret, instance });
  }
}

/** An integration's credentials are used from somebody else's server. */
export function stealIntegration(field: Field): void {
  const { random, instances } = field;
  const time = field.moment();
  const owner = activeProgram(field, time);
  const instance = instances.begin('integration-stolen');
  const [own] = owner.sources;
  const { place } = random.pick(field.company.offices.gateways);
  const isNear = own?.country === place.country;
  const source = isNear ? field.machineAt(place) : field.machineFarFrom(place);
  const client = random.chance(0.5) ? owner.client : 'python-requests';
  const shape = programShape(owner.application, owner.login, client);
  for (let left = between(random, 2, 60); left > 0; left -= 1) {
    const at = time + within(random, 0, 50) * hourMs;
    field.plan({ what: 'sign_in', time: at, owner, shape, source, secret: 'right', instance });
  }
}

/** Somebody opens a browser with an integration's account. */
export function browseAsIntegration(field: Field): void {
  const { random, instances, company } = field;
  const time = field.busyMoment();
  const owner = activeProgram(field, time);
  const instance = instances.begin('integration-in-browser');
  const source = random.chance(0.5)
    ? random.pick(random.pick(company.offices.all).sources)
    : field.bot();
  const shape = field.guesser(makeDevice(random), time);
  for (let left = between(random, 1, 3); left > 0; left -= 1) {
    const at = time + within(random, 0, 6) * hourMs;
    field.plan({ what: 'sign_in', time: at, owner, shape, source, secret: 'right', instance });
  }
}

/** A program that signs in every few hours at least, and is known by then. */
function activeProgram(field: Field, time: number): Integration {
  const { company, random } = field;
  const day = field.dayOf(time);
  const suits = company.integrations.filter(
    ({ joined, rate }) => joined < day - 10 && rate * company.scale.integrations > 1,
  );
  return random.pick(suits.length > 0 ? suits : company.integrations);
}

function grant(
  field: Field,
  instance: Instance,
  owner: Person,
  { application, time, until }: { application: string; time: number; until: number },
): void {
  const id = `0CqTHEIRS${String(field.grants.length).padStart(6, '0')}AAA`;
  field.grants.push({
    id,
    accountId: owner.id,
    appName: application,
    appId: null,
    createdAt: new Date(time).toISOString(),
    lastUsedAt: new Date(Math.min(until, field.company.end - hourMs)).toISOString(),
    useCount: between(field.random, 2, 300),
  });
  leave(instance, { entity: 'app_grant', id }, { time, account: owner.id });
}
