/** What is stored of a quantile. */
export interface StoredQuantile {
  /** Counts of the bins that are not empty. */
  readonly counts: readonly (readonly [bin: number, count: number])[];
  readonly bound: number | null;
  readonly renewAt: number;
}

/** The value that all but a small share of what was met stays below, to a tenth. */
export class Quantile {
  readonly #counts: Map<number, number>;
  #total = 0;
  #bound: number;
  #renewAt: number;

  /** @param share of what was met that lies above */
  constructor(
    private readonly share: number,
    stored?: StoredQuantile,
  ) {
    this.#counts = new Map(stored?.counts);
    for (const count of this.#counts.values()) this.#total += count;
    this.#bound = stored?.bound ?? Number.POSITIVE_INFINITY;
    this.#renewAt = stored?.renewAt ?? fewest;
  }

  /** Infinite until enough was met. */
  get bound(): number {
    return this.#bound;
  }

  add(value: number): void {
    const bin = Math.floor(value * 10);
    this.#counts.set(bin, (this.#counts.get(bin) ?? 0) + 1);
    this.#total += 1;
    if (this.#total < this.#renewAt) return;
    this.#renewAt = Math.ceil(this.#total * 1.02);
    this.#bound = this.#boundNow();
  }

  save(): StoredQuantile {
    const bound = Number.isFinite(this.#bound) ? this.#bound : null;
    return { counts: [...this.#counts], bound, renewAt: this.#renewAt };
  }

  #boundNow(): number {
    let above = 0;
    for (const [bin, count] of [...this.#counts].sort(([a], [b]) => b - a)) {
      above += count;
      if (above > this.#total * this.share) return (bin + 1) / 10;
    }
    return this.#bound;
  }
}

const fewest = 1000;
