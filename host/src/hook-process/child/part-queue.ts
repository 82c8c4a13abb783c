/** What the sender of the parts is told. */
export interface PartQueueEvents {
  /** One part was read: there is room for one more. */
  taken(): void;
  /** The reader has stopped before the end. */
  dropped(): void;
}

/** Parts of one body between the channel and its one reader. Ends only when told that it is complete. */
export class PartQueue implements AsyncIterable<Uint8Array> {
  readonly #events: PartQueueEvents;
  readonly #parts: Uint8Array[] = [];
  #end: { readonly error?: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  /** `events` goes to whoever fills the queue. */
  constructor(events: PartQueueEvents) {
    this.#events = events;
  }

  /** Adds the next part. */
  add(part: Uint8Array): void {
    this.#parts.push(part);
    this.#changed.resolve();
  }

  /** There are no more parts, and none is missing. */
  complete(): void {
    this.#end ??= {};
    this.#changed.resolve();
  }

  /** The body broke off; told after the parts that came. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#changed.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let whole = false;
    try {
      for (;;) {
        const part = this.#parts.shift();
        if (part !== undefined) {
          yield part;
          this.#events.taken();
        } else if (this.#end !== undefined) {
          whole = true;
          if ('error' in this.#end) throw this.#end.error;
          return;
        } else {
          await this.#changed.promise;
          this.#changed = Promise.withResolvers();
        }
      }
    } finally {
      if (!whole) this.#events.dropped();
    }
  }
}
