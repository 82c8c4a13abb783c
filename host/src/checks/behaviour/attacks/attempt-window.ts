import type { Attempt, Hit } from './attack.js';

/** A good sign-in from an address that is watched. */
export interface Success extends Hit {
  /** Whether the account had not signed in from that network before today. */
  readonly isStranger: boolean;
}

/** Attempts from one address, as they are stored. */
export interface StoredWindow {
  readonly host: string;
  readonly attempts: readonly (readonly [id: string, at: number, account: string | null])[];
  readonly successes: readonly Success[];
}

/** Attempts from one address on accounts that are strangers there, during the last day. */
export class AttemptWindow {
  #attempts: Attempt[] = [];
  #successes: Success[] = [];
  /** Attempts by account. */
  readonly #day = new Map<string, number>();

  constructor(
    readonly host: string,
    stored?: StoredWindow,
  ) {
    for (const [id, at, account] of stored?.attempts ?? []) {
      this.add({ id, at, account: account ?? undefined, host });
    }
    this.#successes = [...(stored?.successes ?? [])];
  }

  get lastAt(): number {
    return this.#attempts.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  }

  /** Distinct accounts of the day. */
  get accounts(): number {
    return this.#day.size;
  }

  get attempts(): readonly Attempt[] {
    return this.#attempts;
  }

  get successes(): readonly Success[] {
    return this.#successes;
  }

  add(attempt: Attempt): void {
    this.#expire(attempt.at);
    this.#attempts.push(attempt);
    const key = attempt.account ?? attempt.id;
    this.#day.set(key, (this.#day.get(key) ?? 0) + 1);
  }

  addSuccess(success: Success): void {
    this.#successes.push(success);
    if (this.#successes.length > successLimit) this.#successes.shift();
  }

  /** Attempts since an instant. */
  since(at: number): readonly Attempt[] {
    let from = this.#attempts.length;
    while (from > 0 && (this.#attempts[from - 1]?.at ?? 0) >= at) from -= 1;
    return this.#attempts.slice(from);
  }

  save(): StoredWindow {
    return {
      host: this.host,
      attempts: this.#attempts.map(({ id, at, account }) => [id, at, account ?? null]),
      successes: [...this.#successes],
    };
  }

  #expire(at: number): void {
    const first = this.#attempts[0];
    const isFull = this.#attempts.length >= attemptLimit;
    if (first === undefined || (first.at >= at - dayMs && !isFull)) return;
    const keepFrom = this.#attempts.findIndex((attempt) => attempt.at >= at - dayMs);
    const dropped = keepFrom < 0 ? this.#attempts.length : Math.max(keepFrom, isFull ? 1 : 0);
    for (const attempt of this.#attempts.splice(0, dropped)) this.#forget(attempt);
    this.#successes = this.#successes.filter((success) => success.at >= at - dayMs);
  }

  #forget({ account, id }: Attempt): void {
    const key = account ?? id;
    const count = this.#day.get(key) ?? 0;
    if (count <= 1) this.#day.delete(key);
    else this.#day.set(key, count - 1);
  }
}

const dayMs = 86_400_000;
const attemptLimit = 4096;
const successLimit = 512;
