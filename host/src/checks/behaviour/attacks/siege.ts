import type { Guess } from '../memory/recent-guesses.js';
import { slipsAmong } from './slips.js';

/** How many guesses on one account are too many. */
export interface SiegeLimits {
  readonly in10Minutes: number;
  readonly inAnHour: number;
  readonly inADay: number;
}

/** Guesses on one account that belong together. */
export interface Siege {
  readonly account: string;
  readonly from: number;
  to: number;
  count: number;
  /** When it is judged; null once it was. */
  due: number | null;
  /** The first 200. */
  readonly guesses: Guess[];
}

/**
 * The guesses that are too many, when the latest makes them so. At the owner's own desk, and on the
 * owner's own device elsewhere, it takes three times as many: people do forget what they typed for years.
 */
export function tooMany(guesses: readonly Guess[], limits: SiegeLimits): readonly Guess[] {
  if (guesses.length < smallest(limits)) return [];
  const at = guesses.at(-1)?.at ?? 0;
  const since = (minutes: number) => guesses.filter((guess) => guess.at >= at - minutes * minuteMs);
  const slips = slipsAmong(since(1440));
  const isNoProgram = (guess: Guess) =>
    !guess.isByMachine || (guess.isStranger && !slips.has(guess));
  const hour = since(60).filter(isNoProgram);
  const weigh = (weighed: readonly Guess[]) =>
    weighed.reduce((sum, guess) => sum + (guess.isAtHome || slips.has(guess) ? 1 : 3), 0) / 3;
  if (weigh(hour) >= limits.inAnHour) return hour;
  if (weigh(hour.filter((guess) => guess.at >= at - 10 * minuteMs)) >= limits.in10Minutes) {
    return hour;
  }
  const strangers = since(1440).filter((guess) => guess.isStranger && !slips.has(guess));
  if (strangers.length >= limits.inADay) return strangers;
  const half = hour.filter((guess) => guess.at >= at - 30 * minuteMs && guess.isStranger);
  const isFromMany = new Set(half.map(({ network }) => network)).size >= 5;
  return isFromMany && half.length >= limits.in10Minutes ? half : [];
}

/** A siege that begins with guesses made until now. */
export function beginSiege(account: string, guesses: readonly Guess[]): Siege {
  const from = guesses[0]?.at ?? 0;
  const siege: Siege = { account, from, to: from, count: 0, due: from, guesses: [] };
  for (const guess of guesses) continueSiege(siege, guess);
  return siege;
}

/** Adds a guess; it is judged after a quarter of an hour without one, at the latest after an hour. */
export function continueSiege(siege: Siege, guess: Guess): void {
  siege.to = guess.at;
  siege.count += 1;
  if (siege.guesses.length < guessLimit) siege.guesses.push(guess);
  if (siege.due === null) return;
  siege.due = Math.max(guess.at, Math.min(guess.at + 15 * minuteMs, siege.from + 60 * minuteMs));
}

/** The guesses that strangers made, where they alone are enough; else all. */
export function mainGuesses({ guesses }: Siege, fewest: number): readonly Guess[] {
  const strangers = guesses.filter(isByStranger);
  return strangers.length >= fewest ? strangers : guesses;
}

function isByStranger({ isStranger }: Guess): boolean {
  return isStranger;
}

function smallest({ in10Minutes, inAnHour, inADay }: SiegeLimits): number {
  return Math.min(in10Minutes, inAnHour, inADay);
}

const minuteMs = 60_000;
const guessLimit = 200;
