import { Random } from '../org/random.js';

/** A source of chance of its own for one concern: drawing more from one moves no other. */
export function chanceOf(seed: number, concern: string): Random {
  let mixed = seed | 0;
  for (const letter of concern) {
    mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return new Random(mixed ^ (mixed >>> 15));
}

/** Normally distributed around 0 with deviation 1 (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Log-normally distributed with this median. */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random));
}

/** How long until the next of events that happen at random. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random.next()) * mean;
}

/** How many events of this mean happen (Knuth; the normal approximation for large means). */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}

/** A whole number from the first to the last, both included. */
export function between(random: Random, first: number, last: number): number {
  return first + random.int(last - first + 1);
}

/** A number from the lower up to the upper. */
export function within(random: Random, lower: number, upper: number): number {
  return lower + random.next() * (upper - lower);
}

/** Several different elements; all of them when there are no more. */
export function sample<T>(random: Random, list: readonly T[], count: number): T[] {
  const left = [...list];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) {
    const index = random.int(left.length);
    const [one] = left.splice(index, 1);
    if (one !== undefined) taken.push(one);
  }
  return taken;
}

/** Picks one of pairs of weight and value. */
export function pickByWeight<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new Error('nothing to pick from');
  return last[1];
}
