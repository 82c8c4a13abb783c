import { between, within } from '../chance.js';
import { makeDevice } from '../company/people.js';
import type { Person } from '../company/person.js';
import type { Attempt } from '../records/entry.js';
import { dayMs, hourMs, minuteMs } from '../world/time-zone.js';
import type { Field } from './field.js';

const entersShare = 0.3;
const slowShare = 0.2;

const hasOnlyPassword = ({ login, factor }: Person) => login === 'password' && factor === undefined;

/**
 * One account's password is guessed from one machine: a tool that tries as fast as it can, or, one in
 * five, a patient one with a few tries an hour. Who gets in stays below what locks the account.
 */
export function guessPassword(field: Field): void {
  const { random, instances } = field;
  const time = field.moment();
  const enters = random.chance(entersShare);
  const owner = field.victim(time, enters ? hasOnlyPassword : undefined);
  const instance = instances.begin('password-guessing');
  const isSlow = random.chance(slowShare);
  const tries = enters ? between(random, 5, 9) : between(random, 15, isSlow ? 60 : 90);
  const pauseMs = isSlow ? within(random, 8, 20) * minuteMs : within(random, 2, 12) * 1000;
  const source = random.chance(0.5) ? field.bot() : field.machineFarFrom(owner.home);
  const shape = field.guesser(makeDevice(random), time);
  let at = time;
  for (let left = tries; left > 0; left -= 1) {
    at += pauseMs * within(random, 0.6, 1.4);
    field.plan({ what: 'sign_in', time: at, owner, shape, source, secret: 'wrong', instance });
  }
  if (!enters) return;
  const entry: Attempt = {
    what: 'sign_in',
    time: at + pauseMs,
    owner,
    shape,
    source,
    secret: 'right',
    instance,
  };
  field.plan(entry, { ...entry, time: at + within(random, 1, 30) * hourMs });
}

/** One account's password is guessed by a botnet, each machine a few times. */
export function guessFromMany(field: Field): void {
  const { random, instances } = field;
  const time = field.moment();
  const owner = field.victim(time);
  const instance = instances.begin('password-guessing-distributed');
  const bots = Array.from({ length: between(random, 8, 30) }, () => field.bot());
  const lastsMs = within(random, 15, 80) * minuteMs;
  const device = makeDevice(random);
  const shape = field.guesser(device, time);
  const tries = between(random, 20, 80);
  for (let left = tries; left > 0; left -= 1) {
    const at = time + random.next() * lastsMs;
    const source = random.pick(bots);
    field.plan({ what: 'sign_in', time: at, owner, shape, source, secret: 'wrong', instance });
  }
}

/** Somebody who left the company tries the old account, from home. */
export function tryLeftAccount(field: Field): void {
  const { random, instances, company } = field;
  const last = company.parameters.days - 5;
  const leavers = company.people.filter(({ left }) => left < last);
  if (leavers.length === 0) return;
  const owner = random.pick(leavers);
  const instance = instances.begin('left-account-tried');
  const begins = company.start + within(random, owner.left + 2, last + 2) * dayMs;
  const shape = field.browser(owner, owner.device, begins);
  let at = begins;
  for (let left = between(random, 3, 14); left > 0; left -= 1) {
    at += within(random, 0.3, 90) * minuteMs;
    const source = owner.homeSource;
    field.plan({ what: 'sign_in', time: at, owner, shape, source, secret: 'right', instance });
  }
}

/** A machine somewhere tries one old password of one account, and never again. */
export function probe(field: Field): void {
  const { random, instances } = field;
  const time = field.moment();
  const [owner] = field.targets(time, 1);
  const instance = instances.begin('stray-probe');
  const shape = field.guesser(makeDevice(random), time);
  const source = field.bot();
  field.plan({ what: 'sign_in', time, owner, shape, source, secret: 'wrong', instance });
}
