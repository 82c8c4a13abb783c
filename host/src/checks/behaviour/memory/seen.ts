/** A value that was met, and when. */
export interface Sight<V> {
  readonly value: V;
  first: number;
  last: number;
  count: number;
}

/** A sight as it is stored. */
export type StoredSight<V> = readonly [value: V, first: number, last: number, count: number];

/** Which values were met lately: a few, the longest unmet leaves first. */
export class Seen<V extends string | number> {
  readonly #sights: Sight<V>[];

  /** @param limit most values kept */
  constructor(
    private readonly limit: number,
    stored: readonly StoredSight<V>[] = [],
  ) {
    this.#sights = stored.map(([value, first, last, count]) => ({ value, first, last, count }));
  }

  get size(): number {
    return this.#sights.length;
  }

  get sights(): readonly Readonly<Sight<V>>[] {
    return this.#sights;
  }

  /** When and how often it was met; undefined when never, or not for 90 days. */
  find(value: V, at: number): Readonly<Sight<V>> | undefined {
    const sight = this.#find(value);
    return sight !== undefined && sight.last >= at - memoryMs ? sight : undefined;
  }

  add(value: V, at: number): void {
    const sight = this.#find(value);
    if (sight === undefined) {
      if (this.#sights.length === this.limit) this.#forgetOne();
      this.#sights.push({ value, first: at, last: at, count: 1 });
      return;
    }
    const isForgotten = sight.last < at - memoryMs;
    sight.first = isForgotten ? at : sight.first;
    sight.count = isForgotten ? 1 : sight.count + 1;
    sight.last = at;
  }

  save(): readonly StoredSight<V>[] {
    return this.#sights.map(({ value, first, last, count }) => [value, first, last, count]);
  }

  #find(value: V): Sight<V> | undefined {
    for (const sight of this.#sights) if (sight.value === value) return sight;
    return undefined;
  }

  #forgetOne(): void {
    let oldest = 0;
    for (let place = 1; place < this.#sights.length; place += 1) {
      if ((this.#sights[place]?.last ?? 0) < (this.#sights[oldest]?.last ?? 0)) oldest = place;
    }
    this.#sights.splice(oldest, 1);
  }
}

/** A season: who comes back after it is new again. */
const memoryMs = 90 * 86_400_000;
