import { isGuess, isInteractive, type SignInEvent } from '../events/event.js';

/** A failed attempt that may have been a guess. */
export interface Guess {
  readonly id: string;
  readonly at: number;
  readonly host: string;
  readonly network: string;
  /** Whether the account had never signed in from its network. */
  readonly isStranger: boolean;
  /** Whether network and device are those of the owner. */
  readonly isAtHome: boolean;
  /** Whether device and country are those of the owner, or it came through a door that many use. */
  readonly isLikeOwner: boolean;
  /** Whether no person was at it. */
  readonly isByMachine: boolean;
}

/** Guesses by account, as they are stored. */
export type StoredGuesses = readonly (readonly [account: string, guesses: readonly Guess[]])[];

/** The guesses of the last day, by account: the latest of those that fail without end. */
export class RecentGuesses {
  readonly #byAccount: Map<string, Guess[]>;
  #sweptAt = 0;

  constructor(stored: StoredGuesses = []) {
    this.#byAccount = new Map(stored.map(([account, guesses]) => [account, [...guesses]]));
  }

  /** Those of an account, oldest first. */
  of(account: string): readonly Guess[] {
    return this.#byAccount.get(account) ?? none;
  }

  /** Takes a failed attempt in. */
  add(event: SignInEvent, seen: Pick<Guess, 'isStranger' | 'isAtHome' | 'isLikeOwner'>): void {
    const { account, id, at, source } = event;
    if (account === undefined || !isGuess(event)) return;
    if (at - this.#sweptAt > memoryMs) this.#sweep(at);
    const guesses = this.#byAccount.get(account) ?? [];
    this.#byAccount.set(account, guesses);
    const kept = guesses.findIndex((guess) => guess.at >= at - memoryMs);
    const dropped = kept < 0 ? guesses.length : Math.max(kept, guesses.length - limit + 1);
    if (dropped > 0) guesses.splice(0, dropped);
    guesses.push({
      id,
      at,
      host: source?.host ?? '',
      network: source?.network ?? '',
      ...seen,
      isByMachine: !isInteractive(event),
    });
  }

  save(): StoredGuesses {
    return [...this.#byAccount].map(([account, guesses]) => [account, [...guesses]]);
  }

  #sweep(at: number): void {
    for (const [account, guesses] of this.#byAccount) {
      if ((guesses.at(-1)?.at ?? 0) < at - memoryMs) this.#byAccount.delete(account);
    }
    this.#sweptAt = at;
  }
}

const memoryMs = 86_400_000;
const limit = 200;
const none: readonly Guess[] = [];
