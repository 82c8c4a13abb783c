import { between, exponential, within } from '../chance.js';
import type { Attempt, Entry } from '../records/entry.js';
import type { Source } from '../world/networks.js';
import { hourMs, minuteMs } from '../world/time-zone.js';
import type { Company } from './company.js';
import { passwordReset } from './help-desk.js';
import type { Person } from './person.js';
import { programShape, type Shape } from './shapes.js';

/** A sign-in that somebody wants to make. */
export interface Wish {
  readonly person: Person;
  readonly time: number;
  readonly day: number;
  readonly shape: Shape;
  readonly source: Source;
}

const forgottenShare = 0.003;
const expiryDays = 90;
const staleShare = 0.012;
const rememberedShare = 0.7;
const wrongCodeShare = 0.03;
const assertionExpiresShare = 0.004;

/** The sign-in, with mistyped and forgotten passwords, wrong codes and outages before it. */
export function signInOf(company: Company, wish: Wish): readonly Entry[] {
  const { random, outage, parameters } = company;
  const { person, time, shape } = wish;
  if (shape.method === 'sso') {
    const isOut = time >= outage.from && time < outage.to;
    const tries = isOut ? between(random, 2, 4) : random.chance(assertionExpiresShare) ? 1 : 0;
    const failed = wrongs(company, wish, tries);
    return isOut ? failed : [...failed, attempt(wish, time)];
  }
  if (shape.method !== 'password') return [attempt(wish, time)];
  const isExpiryDay = wish.day % expiryDays === person.index % expiryDays;
  const share = parameters.typoShare * (isExpiryDay ? 5 : 1);
  const stale = isExpiryDay && random.chance(staleShare) ? staleProgram(company, wish) : [];
  if (random.chance(forgottenShare)) return [...stale, ...forgotten(company, wish)];
  const typos = random.chance(share) ? 1 + Math.floor(exponential(random, 0.7)) : 0;
  return [...stale, ...wrongs(company, wish, typos), ...verified(company, wish)];
}

function attempt(
  { person, shape, source }: Wish,
  time: number,
  secret: Attempt['secret'] = 'right',
  verifiedBy?: string,
): Attempt {
  return { what: 'sign_in', time, owner: person, shape, source, secret, verifiedBy };
}

/** Failed tries that end just before the sign-in. */
function wrongs({ random }: Company, wish: Wish, count: number): readonly Attempt[] {
  let time = wish.time;
  return Array.from({ length: count }, () => {
    time -= within(random, 4_000, 45_000);
    return attempt(wish, time, 'wrong');
  });
}

function verified({ random }: Company, wish: Wish): readonly Entry[] {
  const { person, time, source } = wish;
  if (person.factor === undefined || random.chance(rememberedShare)) return [attempt(wish, time)];
  const entry = attempt(wish, time, 'right', person.factor);
  if (!random.chance(wrongCodeShare)) return [entry];
  const method = person.factor;
  const status = method === 'SalesforceAuthenticator' ? 'NoResponse' : 'FailedInvalidCode';
  const failed = Array.from({ length: between(random, 1, 2) }, (_, index): Entry => {
    const at = time - (index + 1) * 25_000;
    return { what: 'factor_event', time: at, owner: person, method, status, source };
  });
  return [...failed, entry];
}

/** Tries what comes to mind, a few times or, rarely, a dozen; gives up or is locked out, and asks the help desk. */
function forgotten(company: Company, wish: Wish): readonly Entry[] {
  const { random } = company;
  const tries = wrongs(company, wish, 3 + Math.floor(exponential(random, 2)));
  const helpedAt = wish.time + within(random, 6, 50) * minuteMs;
  const again = attempt(wish, helpedAt + within(random, 20, 60) * minuteMs);
  return [...tries, passwordReset(company, wish.person, helpedAt), again];
}

/** A program of the person's that was not told of the new password, and tries at fixed times. */
function staleProgram(company: Company, wish: Wish): readonly Entry[] {
  const { random } = company;
  const everyMs = random.pick([1, 5, 15, 30, 60]) * minuteMs;
  const until = wish.time + within(random, 1, 20) * hourMs;
  const shape = programShape('Excel Connector', 'SoapApiLogin');
  const entries: Entry[] = [];
  for (let time = wish.time + everyMs; time < until; time += everyMs) {
    const at = time + within(random, -2_000, 2_000);
    entries.push({ ...attempt({ ...wish, shape }, at, 'wrong') });
  }
  return entries;
}
