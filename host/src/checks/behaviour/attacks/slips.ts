import type { Guess } from '../memory/recent-guesses.js';

/**
 * Failed attempts that nobody made who guesses: an application that goes on with an old password at
 * fixed times, and an owner on a new network who tries what comes to mind.
 */
export function slipsAmong(guesses: readonly Guess[]): ReadonlySet<Guess> {
  const slips = new Set<Guess>();
  if (!guesses.some(({ isByMachine, isLikeOwner }) => isByMachine || isLikeOwner)) return slips;
  for (const own of Map.groupBy(guesses, ({ host }) => host).values()) {
    const byMachine = own.filter((guess) => guess.isByMachine);
    if (isOldPassword(byMachine)) for (const guess of byMachine) slips.add(guess);
    const byOwner = own.filter((guess) => guess.isLikeOwner && !guess.isByMachine);
    if (isByHand(byOwner)) for (const guess of byOwner) slips.add(guess);
  }
  return slips;
}

/** At least half a minute apart, and always as long: no tool guesses so slowly and so evenly. */
function isOldPassword(guesses: readonly Guess[]): boolean {
  const { mean, variation } = gapsOf(guesses);
  return guesses.length >= 4 && mean >= 30_000 && variation < 0.2;
}

/** People think between attempts, now longer and now shorter; tools are even, as far as few tell. */
export function isByHand(guesses: readonly Guess[]): boolean {
  return guesses.length < 3 || gapsOf(guesses).variation >= (guesses.length < 10 ? 0.25 : 0.35);
}

/** The mean of the times between attempts in milliseconds, and their coefficient of variation. */
function gapsOf(guesses: readonly Guess[]): { readonly mean: number; readonly variation: number } {
  const gaps = guesses.slice(1).map(({ at }, place) => at - (guesses[place]?.at ?? at));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
  const square = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / Math.max(1, gaps.length);
  return { mean, variation: mean === 0 ? 0 : Math.sqrt(square) / mean };
}
