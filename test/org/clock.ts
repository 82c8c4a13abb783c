/** The time of the org. It stands still unless told otherwise, so tests decide what passes. */
export class OrgClock {
  #base: number;
  #startedAt: number | undefined;

  /** @param running whether time passes along with the real clock */
  constructor(start: number, running: boolean) {
    this.#base = start;
    if (running) this.run();
  }

  /** Epoch milliseconds. */
  now(): number {
    if (this.#startedAt === undefined) return this.#base;
    return this.#base + Math.floor(performance.now() - this.#startedAt);
  }

  /** Jumps to an instant, forwards or backwards. */
  set(instant: number | string | Date): void {
    const time = new Date(instant).getTime();
    if (Number.isNaN(time)) throw new Error(`not an instant: ${String(instant)}`);
    this.#base = time;
    if (this.#startedAt !== undefined) this.#startedAt = performance.now();
  }

  /** Moves on by this many milliseconds. */
  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  /** Lets time pass along with the real clock. */
  run(): void {
    this.#startedAt ??= performance.now();
  }

  /** Stops time where it is. */
  pause(): void {
    this.#base = this.now();
    this.#startedAt = undefined;
  }
}
