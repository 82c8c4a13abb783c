import type { OrgClock } from './clock.js';

const WINDOW_MS = 86_400_000;
const BUCKET_MS = 60_000;

/** Counts API requests over a rolling 24 hours of the org's clock, by minute. */
export class Usage {
  readonly #buckets = new Map<number, number>();

  constructor(
    private readonly clock: OrgClock,
    public limit: number,
    public isSoft: boolean,
  ) {}

  /** Requests of the last 24 hours, those of other apps included. */
  get used(): number {
    const oldest = this.clock.now() - WINDOW_MS;
    let sum = 0;
    for (const [start, count] of this.#buckets) {
      if (start + BUCKET_MS <= oldest) this.#buckets.delete(start);
      else sum += count;
    }
    return sum;
  }

  /** Makes the usage this number, by requests that happened just now. */
  set used(count: number) {
    this.#buckets.clear();
    this.spendByOthers(count);
  }

  /** Whether one more request would be served. */
  isExhausted(): boolean {
    return !this.isSoft && this.used >= this.limit;
  }

  /** Counts requests, ours or anybody's. @param at when they happened; now by default */
  spendByOthers(count: number, at: number = this.clock.now()): void {
    const start = at - (at % BUCKET_MS);
    this.#buckets.set(start, (this.#buckets.get(start) ?? 0) + count);
  }
}
