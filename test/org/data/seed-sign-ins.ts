import type { OrgPlan } from '../options.js';
import { Random, WeightedChoice } from '../random.js';
import type { OrgData } from './org-data.js';
import { makeForeignOrigin, makeOrigins, PLATFORM_ORIGIN } from './origins.js';
import type { Habit, Person } from './person.js';
import type { SignIn } from './sign-in.js';
import { internShapes, type SignInShapes } from './sign-in-shapes.js';

const DAY_MS = 86_400_000;
const BURST_EVERY = 500;
const BURST_LENGTH = 40;
const WEIGHTS: Readonly<Record<Habit, number>> = {
  browser: 3,
  sso: 4,
  mobile: 1,
  integration: 60,
  portal: 1,
  none: 0,
};

/** Seeds LoginHistory and sets each user's LastLoginDate to the last success. */
export function seedSignIns(data: OrgData, plan: OrgPlan, people: readonly Person[]): void {
  const random = new Random(plan.seed ^ 0x51a1);
  const table = data.signIns;
  const shapes = internShapes(table, `${plan.myDomain}.my.salesforce.com`, data);
  const origins = makeOrigins(random).map((origin) => table.origin(origin));
  const platform = table.origin(PLATFORM_ORIGIN);
  const foreign = table.origin(makeForeignOrigin(random));
  const choice = new WeightedChoice(people.map((person) => WEIGHTS[person.habit]));
  const always = people.find((person) => person.habit === 'integration');
  const signInAt = (time: number): SignIn => {
    const person = pickPerson(people, choice, time, random) ?? always ?? people[0];
    if (person === undefined) throw new Error('an org without users');
    const home = origins[(person.slot * 7 + (random.chance(0.1) ? 1 : 0)) % origins.length] ?? 0;
    const isForeign = person.habit !== 'integration' && random.chance(0.0005);
    const origin = isForeign ? foreign : random.chance(0.005) ? platform : home;
    return { userSlot: person.slot, time, shape: pickShape(shapes, person, random), origin };
  };
  table.addAll(each(times(plan, random), signInAt));
  markLastLogins(data, people, random);
}

/** Makes one sign-in after the other, so that a million never exist as objects at once. */
function* each(instants: Iterable<number>, make: (time: number) => SignIn): Generator<SignIn> {
  for (const time of instants) yield make(time);
}

/** Instants in whole seconds, with bursts of many sign-ins in one second. */
function* times(plan: OrgPlan, random: Random): Generator<number> {
  const start = plan.startAt - plan.days * DAY_MS;
  const step = (plan.days * DAY_MS) / Math.max(1, plan.signIns);
  for (let i = 0; i < plan.signIns; i += 1) {
    const place = i % BURST_EVERY < BURST_LENGTH ? i - (i % BURST_EVERY) : i + random.next();
    yield Math.floor((start + place * step) / 1000) * 1000;
  }
}

function pickPerson(
  people: readonly Person[],
  choice: WeightedChoice,
  time: number,
  random: Random,
): Person | undefined {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const person = people[choice.pick(random)];
    if (person !== undefined && person.createdAt <= time && time <= person.lastSeenBy)
      return person;
  }
  return undefined;
}

function pickShape(shapes: SignInShapes, person: Person, random: Random): number {
  const failed = random.chance(person.habit === 'integration' ? 0.002 : 0.04);
  return random.pick(failed ? shapes.failures[person.habit] : shapes.successes[person.habit]);
}

function markLastLogins(data: OrgData, people: readonly Person[], random: Random): void {
  const last = new Float64Array(people.length);
  const time = data.signIns.reader('LoginTime');
  const slots = data.signIns.slots();
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] ?? 0;
    if (data.signIns.isSuccess(slot)) last[data.signIns.userSlotAt(slot)] = Number(time(slot));
  }
  for (const person of people) {
    const seen = last[person.slot] || lastBeforeHistory(person, random);
    if (seen !== undefined) data.rows('User').update(person.id, { LastLoginDate: seen });
  }
}

/** Users of long ago have a last login, although its row left the history. */
function lastBeforeHistory(person: Person, random: Random): number | undefined {
  const isGone = person.standing !== 'working' && person.standing !== 'never';
  if (!isGone || person.habit === 'none') return undefined;
  const before = Math.min(person.lastSeenBy, person.createdAt + (1 + random.int(30)) * DAY_MS);
  return before - (before % 1000);
}
