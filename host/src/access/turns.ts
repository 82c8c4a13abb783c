/** Lets so many pieces of work run at once; the others wait for their turn, in no certain order. */
export class Turns {
  readonly #most: number;
  readonly #atWork = new Set<Promise<unknown>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Does the work when it is its turn. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#atWork.size >= this.#most) await Promise.race(this.#atWork);
    // Whoever waits is not told how the work of others ended.
    const done = work();
    const quiet = done.then(
      () => undefined,
      () => undefined,
    );
    this.#atWork.add(quiet);
    try {
      return await done;
    } finally {
      this.#atWork.delete(quiet);
    }
  }
}
