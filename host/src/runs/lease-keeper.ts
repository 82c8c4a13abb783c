import { hasCode, RollcallError } from '@rollcall/core';

import type { Lease, LeaseStore } from './lease.js';

/** Time that only goes forward, in milliseconds: `performance.now`. Suspended machines may stop it. */
export type MonotonicMs = () => number;

/** What a keeper is made of. */
export interface LeaseKeeperOptions {
  readonly store: Pick<LeaseStore, 'renew'>;
  /** A lease that was just taken. */
  readonly lease: Lease;
  readonly monotonicMs: MonotonicMs;
}

/**
 * Renews a lease at a third of its period until it is disposed of. When it could not for two thirds,
 * by this machine's own clock, `signal` aborts with `LEASE_LOST`: before another worker can take the
 * lease, this one has stopped sending.
 */
export class LeaseKeeper implements Disposable {
  readonly lease: Lease;
  readonly #store: Pick<LeaseStore, 'renew'>;
  readonly #monotonicMs: MonotonicMs;
  readonly #lost = new AbortController();
  readonly #renewals: NodeJS.Timeout;
  #deadline: NodeJS.Timeout;
  #isDisposed = false;

  constructor({ store, lease, monotonicMs }: LeaseKeeperOptions) {
    this.lease = lease;
    this.#store = store;
    this.#monotonicMs = monotonicMs;
    this.#deadline = this.#armDeadline(this.#aliveMs);
    this.#renewals = setInterval(() => void this.#renew(), (lease.seconds * 1000) / 3);
  }

  /** Aborts when the lease is lost, or may be. Its reason is a `LEASE_LOST`. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** Stops renewing. The lease stays held until it is released or expires. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    clearInterval(this.#renewals);
    clearTimeout(this.#deadline);
  }

  get #aliveMs(): number {
    return (this.lease.seconds * 1000 * 2) / 3;
  }

  async #renew(): Promise<void> {
    // The period counts from before the request: its answer may be late.
    const askedMs = this.#monotonicMs();
    try {
      await this.#store.renew(this.lease);
    } catch (error) {
      if (hasCode(error, 'LEASE_LOST')) this.#lose(error);
      // Otherwise the database could not be asked; the deadline decides.
      return;
    }
    if (this.#isDisposed) return;
    clearTimeout(this.#deadline);
    this.#deadline = this.#armDeadline(askedMs + this.#aliveMs - this.#monotonicMs());
  }

  #armDeadline(inMs: number): NodeJS.Timeout {
    const message = `the lease on ${this.lease.integrationId} could not be renewed in time`;
    return setTimeout(
      () => this.#lose(new RollcallError('LEASE_LOST', message)),
      Math.max(0, inMs),
    );
  }

  #lose(error: RollcallError): void {
    if (this.#isDisposed) return;
    this[Symbol.dispose]();
    this.#lost.abort(error);
  }
}
