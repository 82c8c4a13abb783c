import type { Random } from '../../org/random.js';
import { between, poisson } from '../chance.js';
import type { Absence } from './person.js';

const longLeaveShare = 0.035;
const seasonalShare = 0.015;
const idleShare = 0.06;
const neverShare = 0.025;

/** Holidays, illness, leave; and those who stopped or never began, whose accounts stay. */
export function absencesOf(random: Random, days: number): readonly Absence[] {
  if (random.chance(neverShare)) return [{ first: -10_000, last: Number.POSITIVE_INFINITY }];
  if (random.chance(idleShare)) {
    const stopped = between(random, -300, days);
    return [...ordinary(random, days), { first: stopped, last: Number.POSITIVE_INFINITY }];
  }
  if (random.chance(seasonalShare)) {
    const begins = between(random, 0, days);
    return [
      { first: 0, last: begins - 1 },
      { first: begins + between(random, 50, 100), last: Number.POSITIVE_INFINITY },
    ];
  }
  return ordinary(random, days);
}

function ordinary(random: Random, days: number): Absence[] {
  const years = days / 365;
  const holidays = Array.from({ length: poisson(random, 3 * years) }, () =>
    span(random, days, between(random, 3, 16)),
  );
  const illness = Array.from({ length: poisson(random, 2.5 * years) }, () =>
    span(random, days, between(random, 1, 5)),
  );
  const leave = random.chance(longLeaveShare * years)
    ? [span(random, days, between(random, 40, 240))]
    : [];
  return [...holidays, ...illness, ...leave];
}

function span(random: Random, days: number, length: number): Absence {
  const first = between(random, 0, days - 1);
  return { first, last: first + length - 1 };
}
