import type { Clock } from '@rollcall/core';

import type { ClockReading } from '../protocol.js';

/** The host's and the provider's time, as the host told them last, carried on by a monotonic timer. */
export class ChannelClock implements Clock {
  readonly #monotonic: () => number;
  #reading: ClockReading;
  #readAt: number;

  /** `monotonic` gives milliseconds since any fixed instant. */
  constructor(reading: ClockReading, monotonic: () => number) {
    this.#monotonic = monotonic;
    this.#reading = reading;
    this.#readAt = monotonic();
  }

  /** Takes over what came with an answer. */
  set(reading: ClockReading): void {
    this.#reading = reading;
    this.#readAt = this.#monotonic();
  }

  now(): Date {
    return new Date(this.#millis());
  }

  providerNow(): Date {
    return new Date(this.#millis() + this.#reading.providerOffsetMs);
  }

  #millis(): number {
    return this.#reading.now + (this.#monotonic() - this.#readAt);
  }
}
