import type { Random } from '../../org/random.js';
import { between, within } from '../chance.js';
import { makeDevice } from '../company/people.js';
import type { Person } from '../company/person.js';
import type { Shape } from '../company/shapes.js';
import type { Source } from '../world/networks.js';
import { dayMs, hourMs, minuteMs } from '../world/time-zone.js';
import type { Field } from './field.js';
import type { Instance } from './instance.js';

/** Few passwords, or one each, tried on a list of names. */
interface Campaign {
  readonly instance: Instance;
  readonly names: readonly Person[];
  readonly sources: readonly Source[];
  readonly shape: Shape;
  /** When each round begins, and how long it takes. */
  readonly rounds: readonly number[];
  readonly roundMs: number;
  /** Of the names without a second factor, those whose password is found. */
  readonly hitShare: number;
}

/** One machine tries a few common passwords on many accounts, with a pause after each so that none is locked. */
export function sprayFromOne(field: Field): void {
  const { random } = field;
  const time = field.busyMoment();
  const names = field.targets(time, between(random, 25, 160));
  const rounds = between(random, 2, 5);
  const perName = random.chance(0.3) ? within(random, 12, 40) : within(random, 1.5, 8);
  const roundMs = names.length * perName * 1000;
  run(field, {
    instance: field.instances.begin('spray-single-source'),
    names,
    sources: [
      random.chance(0.6)
        ? field.machineFarFrom(field.company.offices.any(random).place)
        : field.bot(),
    ],
    shape: field.guesser(makeDevice(random), time),
    rounds: spaced(random, time, rounds, roundMs + within(random, 3, 25) * minuteMs),
    roundMs,
    hitShare: 0.02,
  });
}

/** A botnet tries common passwords on many accounts; half of them in hours, the others over days. */
export function sprayFromMany(field: Field): void {
  const { random } = field;
  const isPatient = random.chance(0.5);
  const time = field.moment();
  const names = field.targets(time, between(random, 60, 400));
  const rounds = isPatient ? between(random, 3, 6) : between(random, 1, 3);
  const roundMs = isPatient ? within(random, 6, 20) * hourMs : within(random, 0.4, 3) * hourMs;
  run(field, {
    instance: field.instances.begin('spray-distributed'),
    names,
    sources: Array.from({ length: between(random, 30, 200) }, () => field.bot()),
    shape: field.guesser(makeDevice(random), time),
    rounds: spaced(
      random,
      time,
      rounds,
      isPatient ? dayMs : roundMs + within(random, 0.3, 1.5) * hourMs,
    ),
    roundMs,
    hitShare: 0.01,
  });
}

/** A leaked list of names with their passwords is tried, each once or twice; a few still hold. */
export function stuff(field: Field): void {
  const { random, company } = field;
  const time = field.moment();
  const names = field.targets(time, between(random, 40, 250));
  const isBotnet = random.chance(0.5);
  const instance = field.instances.begin('credential-stuffing');
  const sources = isBotnet
    ? Array.from({ length: between(random, 20, 120) }, () => field.bot())
    : [field.machineFarFrom(field.company.offices.any(random).place)];
  const roundMs = isBotnet
    ? within(random, 0.3, 4) * hourMs
    : names.length * within(random, 0.8, 4) * 1000;
  const shape = field.guesser(makeDevice(random), time);
  const rounds = random.chance(0.3) ? [time, time + roundMs] : [time];
  run(field, { instance, names, sources, shape, rounds, roundMs, hitShare: 0.06 });
  if (!company.parameters.recordsUnknownNames) return;
  for (let left = names.length * 4; left > 0; left -= 1) {
    const at = time + random.next() * roundMs;
    const source = random.pick(sources);
    field.plan({
      what: 'sign_in',
      time: at,
      owner: undefined,
      shape,
      source,
      secret: 'wrong',
      instance,
    });
  }
}

/** A careless tool tries a dozen passwords on many accounts at once, and locks them. */
export function lockMany(field: Field): void {
  const { random } = field;
  const time = field.busyMoment();
  const names = field.targets(time, between(random, 12, 60));
  run(field, {
    instance: field.instances.begin('lock-out-wave'),
    names,
    sources: [field.bot(), field.bot()],
    shape: field.guesser(makeDevice(random), time),
    rounds: Array.from({ length: between(random, 12, 20) }, (_, round) => time + round * 40_000),
    roundMs: 35_000,
    hitShare: 0,
  });
}

function run(field: Field, campaign: Campaign): void {
  const { random } = field;
  const { instance, names, sources, shape, rounds, roundMs, hitShare } = campaign;
  const found = new Set(
    names.filter(
      ({ login, factor }) =>
        login === 'password' && factor === undefined && random.chance(hitShare),
    ),
  );
  for (const [index, begins] of rounds.entries()) {
    const isLast = index === rounds.length - 1;
    for (const owner of names) {
      const time = begins + random.next() * roundMs;
      const secret = isLast && found.has(owner) ? 'right' : 'wrong';
      const source = random.pick(sources);
      field.plan({ what: 'sign_in', time, owner, shape, source, secret, instance });
    }
  }
}

function spaced(random: Random, from: number, count: number, apartMs: number): readonly number[] {
  return Array.from(
    { length: count },
    (_, index) => from + index * apartMs * within(random, 1, 1.1),
  );
}
