import type { Clock } from '../services/clock.js';

/** A clock that stands still until a test moves it. */
export class MemoryClock implements Clock {
  #now: number;
  #providerOffsetMs: number;

  /** `now` is an ISO 8601 instant; `providerOffsetMs` is the provider's time minus the host's. */
  constructor(now = '2026-06-01T12:00:00.000Z', providerOffsetMs = 0) {
    this.#now = Date.parse(now);
    this.#providerOffsetMs = providerOffsetMs;
  }

  now(): Date {
    return new Date(this.#now);
  }

  providerNow(): Date {
    return new Date(this.#now + this.#providerOffsetMs);
  }

  /** Moves both times forward. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Sets the host's time; the provider's keeps its distance. */
  set(now: string): void {
    this.#now = Date.parse(now);
  }

  /** Sets how far the provider's clock is from the host's, in milliseconds. */
  setProviderOffset(milliseconds: number): void {
    this.#providerOffsetMs = milliseconds;
  }
}
