import { between, sample, within } from '../chance.js';
import { administratorOf, describeFor, loginAs } from '../company/help-desk.js';
import type { Person } from '../company/person.js';
import { wasAway } from '../company/presence.js';
import type { Attempt } from '../records/entry.js';
import { dayMs, hourMs, minuteMs, offsetMs } from '../world/time-zone.js';
import type { Field } from './field.js';

/** Colleagues sign in with one account for weeks, each from where they are, with what they have. */
export function shareAccount(field: Field): void {
  const { random, company, instances } = field;
  const time = field.moment();
  const owner = field.victim(time, ({ rate, login }) => rate > 0.7 && login === 'password');
  const others = sample(random, company.people.slice(0, 3000), between(random, 2, 4));
  const instance = instances.begin('account-shared');
  const first = field.dayOf(time);
  const last = first + between(random, 15, 60);
  for (let day = first; day < last; day += 1) {
    for (const other of others) {
      for (const entry of shiftOf(field, other, day)) field.plan({ ...entry, owner, instance });
    }
  }
}

/** What a colleague with somebody else's account does on a working day: one to three sign-ins. */
function shiftOf(field: Field, other: Person, day: number): readonly Attempt[] {
  const { random, company } = field;
  const midnight = company.start + day * dayMs;
  const weekday = new Date(midnight).getUTCDay();
  const isAbsent = weekday === 0 || weekday === 6 || wasAway(other, day);
  if (isAbsent || !random.chance(0.7)) return [];
  const isHome = other.office === undefined || random.chance(other.remoteShare);
  const source = isHome ? other.homeSource : random.pick(other.office?.sources ?? []);
  return Array.from({ length: between(random, 1, 3) }, () => {
    const time = midnight - offsetMs(other.home, midnight) + within(random, 8, 17) * hourMs;
    const shape = field.browser(other, other.device, time);
    return { what: 'sign_in', time, owner: other, hand: other, shape, source, secret: 'right' };
  });
}

const powers = [
  ['PermSetAssign', 'Permission set Power_Admin: assigned to user $NAME (UserID: [$ID])'],
  [
    'changedprofileforuser',
    'Changed profile for user $NAME from Sales Rep to System Administrator',
  ],
] as const;

/** Somebody is given power over everything: by an administrator of their own, or by themselves. */
export function grantPower(field: Field): void {
  const { random, company, instances } = field;
  const time = field.moment();
  const actor = administratorOf(company);
  const target = random.chance(0.4) ? actor : field.victim(time, ({ isAdmin }) => !isAdmin);
  const [action, detail] = random.pick(powers);
  const instance = instances.begin('privilege-granted');
  field.plan({
    what: 'audit_event',
    time,
    actor,
    target,
    action,
    section: 'Manage Users',
    detail: describeFor(detail, target),
    instance,
  });
  field.assignments.push({
    id: `0PaPOWER${String(field.assignments.length).padStart(7, '0')}AAA`,
    accountId: target.id,
    roleId: action === 'PermSetAssign' ? powerRole : adminProfile,
    via: action === 'PermSetAssign' ? 'direct' : 'profile',
    groupId: null,
    active: true,
    expiresAt: null,
    updatedAt: new Date(time).toISOString(),
  });
}

/** Ids of the roles that give power over everything. */
export const powerRole = '0PS00000000POWERAA';
export const adminProfile = '00e00000000ADMINAA';

const weakenings = [
  [
    'disableRequireMfa',
    'Session Settings',
    'Require multi-factor authentication was changed from enabled to disabled',
  ],
  [
    'loginIpRange',
    'Security Controls',
    'Added Login Ip Range to System Administrator from 0.0.0.0 to 255.255.255.255',
  ],
  ['passwordminlength', 'Security Controls', 'Minimum password length changed from 10 to 5'],
  [
    'sessiontimeoutForProfile',
    'Session Settings',
    'Session timeout for profile Sales Rep changed from 2 hours to 24 hours',
  ],
  [
    'restrictPasswordAuthOnOff',
    'Single Sign-On Settings',
    'Disabled: users must sign in with single sign-on',
  ],
  [
    'eventLogGenerationOnOff',
    'Event Monitoring',
    'Event log file generation was changed from enabled to disabled',
  ],
] as const;

/** The guard is lowered, as the first step of somebody who wants to stay. */
export function weakenSetting(field: Field): void {
  const { random, company, instances } = field;
  const [action, section, detail] = random.pick(weakenings);
  field.plan({
    what: 'audit_event',
    time: field.moment(),
    actor: administratorOf(company),
    action,
    section,
    detail,
    instance: instances.begin('setting-weakened'),
  });
}

/** An administrator looks through many accounts, one after the other. */
export function lookThroughAccounts(field: Field): void {
  const { random, company, instances } = field;
  const time = field.busyMoment();
  const agent = administratorOf(company);
  const instance = instances.begin('login-as-abuse');
  let at = time;
  for (const person of field.targets(time, between(random, 5, 14))) {
    at += within(random, 1, 4) * minuteMs;
    const entries = loginAs(agent, person, { time: at, day: field.dayOf(at) });
    field.plan(...entries.map((entry) => ({ ...entry, instance })));
  }
}
