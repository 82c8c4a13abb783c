import { between, within } from '../chance.js';
import { administratorOf, describeFor } from '../company/help-desk.js';
import type { Person } from '../company/person.js';
import type { Device } from '../company/shapes.js';
import type { Attempt, Entry } from '../records/entry.js';
import { type Source, sourceAt } from '../world/networks.js';
import { placesIn } from '../world/places.js';
import { dayMs, hourMs, minuteMs } from '../world/time-zone.js';
import type { Field } from './field.js';
import type { Instance } from './instance.js';

/** Who uses somebody's account, with what. */
interface Intrusion {
  readonly instance: Instance;
  readonly owner: Person;
  readonly source: Source;
  readonly device: Device;
  readonly time: number;
}

/** A phished password, and with it the second factor if there is one, used from another country. */
export function takeOverFromAbroad(field: Field): void {
  const time = field.moment();
  const owner = field.victim(time);
  const source = field.machineFarFrom(owner.home);
  const instance = field.instances.begin('takeover-foreign');
  visit(field, { instance, owner, source, device: field.otherDevice(owner), time });
}

/** The same by one who rents a way out in the owner's country, so that no border is crossed. */
export function takeOverAtHome(field: Field): void {
  const time = field.moment();
  const owner = field.victim(time);
  const source = field.machineAt(field.random.pick(placesIn(owner.home.country)));
  const instance = field.instances.begin('takeover-domestic');
  visit(field, { instance, owner, source, device: field.otherDevice(owner), time });
}

/** The same while the owner is at work: minutes or hours after one of their own sign-ins. */
export function takeOverDuringWork(field: Field): void {
  const { random } = field;
  const time = field.moment();
  const owner = field.victim(time, ({ rate, vpn }) => rate > 0.8 && vpn === 'never');
  const source = field.machineFarFrom(owner.home);
  const instance = field.instances.begin('takeover-during-work');
  const device = field.otherDevice(owner);
  field.ambush(owner, {
    day: field.dayOf(time),
    act: (own) => {
      const last = Math.max(...own.map((attempt) => attempt.time));
      const at = last + within(random, 15, 200) * minuteMs;
      return visits(field, { instance, owner, source, device, time: at });
    },
  });
}

/** A neighbour with the owner's own machine: nothing in the records tells them apart. */
export function takeOverUnnoticeably(field: Field): void {
  const time = field.busyMoment();
  const owner = field.victim(time);
  const isp = field.company.networks.isp(owner.home.country);
  const source = sourceAt(field.random, owner.home, isp.addresses(field.random));
  const instance = field.instances.begin('takeover-unnoticeable', false);
  visit(field, { instance, owner, source, device: owner.device, time });
}

const resets = [
  ['deleteTwoFactorInfo2', 'Identity Verification', 'Time-Based Token removed for $USERNAME'],
  ['changedemail', 'Manage Users', 'Changed email for user $NAME (UserID: [$ID])'],
  ['resetpassword', 'Manage Users', 'Reset password for user $NAME (UserID: [$ID])'],
] as const;

/** The help desk is talked into a reset, and somebody else signs in with what it gave. */
export function takeOverAfterReset(field: Field): void {
  const { random } = field;
  const time = field.busyMoment();
  const owner = field.victim(time);
  const instance = field.instances.begin('takeover-after-reset');
  reset(field, instance, owner, time);
  const isAbroad = random.chance(0.6);
  const source = isAbroad
    ? field.machineFarFrom(owner.home)
    : field.machineAt(random.pick(placesIn(owner.home.country)));
  const at = time + within(random, 0.1, 20) * hourMs;
  visit(field, { instance, owner, source, device: field.otherDevice(owner), time: at });
}

/** An account that nobody used for months, sometimes after a reset. */
export function useDormantAccount(field: Field): void {
  const { random, company } = field;
  const { days } = company.parameters;
  const idle = company.people.filter(({ absences, left, joined }) => {
    const last = absences.find((absence) => absence.last === Number.POSITIVE_INFINITY);
    return last !== undefined && last.first > joined && last.first < days - 110 && left > days;
  });
  const owner = field.oneOf(idle);
  if (owner === undefined) return;
  const since = owner.absences.find(({ last }) => last === Number.POSITIVE_INFINITY)?.first ?? 0;
  const day = within(random, Math.max(since + 100, 2), days - 3);
  const time = company.start + day * dayMs;
  const instance = field.instances.begin('dormant-account-used');
  if (random.chance(0.4)) reset(field, instance, owner, time - within(random, 0.5, 20) * hourMs);
  const source = random.chance(0.6)
    ? field.machineFarFrom(owner.home)
    : field.machineAt(random.pick(placesIn(owner.home.country)));
  visit(field, { instance, owner, source, device: field.otherDevice(owner), time });
}

/** The password is known; the owner's phone is asked again and again, until it says yes or the caller gives up. */
export function wearOut(field: Field): void {
  const { random } = field;
  const time = field.moment();
  const hasPush = ({ factor, login }: Person) =>
    factor === 'SalesforceAuthenticator' && login === 'password';
  const owner = field.victim(time, hasPush);
  const instance = field.instances.begin('second-factor-fatigue');
  const source = random.chance(0.6)
    ? field.machineFarFrom(owner.home)
    : field.machineAt(owner.home);
  const method = 'SalesforceAuthenticator';
  let at = time;
  for (let left = between(random, 6, 40); left > 0; left -= 1) {
    at += within(random, 12, 75) * 1000;
    const status = random.pick(['Denied', 'NoResponse', 'ReportedDenied'] as const);
    field.plan({ what: 'factor_event', time: at, owner, method, status, source, instance });
  }
  if (!random.chance(0.3)) return;
  visit(field, { instance, owner, source, device: field.otherDevice(owner), time: at + 30_000 });
}

/** A stolen cookie needs no sign-in: only the list of live sessions at the end can show it. */
export function stealSession(field: Field): void {
  const isAlive = field.random.chance(0.5);
  const instance = field.instances.begin('session-stolen', isAlive);
  if (isAlive) field.stolenSessions.push(instance);
  else instance.accounts.add(field.victim(field.moment()).id);
}

function reset(field: Field, instance: Instance, owner: Person, time: number): void {
  const [action, section, detail] = field.random.pick(resets);
  field.plan({
    what: 'audit_event',
    time,
    actor: administratorOf(field.company),
    target: owner,
    action,
    section,
    detail: describeFor(detail, owner),
    instance,
  });
}

function visit(field: Field, intrusion: Intrusion): void {
  field.plan(...visits(field, intrusion));
}

/** One to five sign-ins over some days, a few of them mistyped. */
function visits(field: Field, { instance, owner, source, device, time }: Intrusion): Entry[] {
  const { random } = field;
  const entry: Attempt = {
    what: 'sign_in',
    time,
    owner,
    source,
    shape: field.browser(owner, device, time),
    secret: 'right',
    verifiedBy: owner.login === 'password' ? owner.factor : undefined,
    instance,
  };
  const failed: Entry[] = Array.from(
    { length: random.chance(0.2) ? between(random, 1, 3) : 0 },
    (_, index) => ({
      ...entry,
      time: time - (index + 1) * 20_000,
      secret: 'wrong',
    }),
  );
  const later: Entry[] = Array.from({ length: between(random, 0, 4) }, () => ({
    ...entry,
    time: time + within(random, 0.3, 60) * hourMs,
    verifiedBy: undefined,
  }));
  return [...failed, entry, ...later];
}
