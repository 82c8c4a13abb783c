import { RollcallError } from '@rollcall/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Lease } from './lease.js';
import { LeaseKeeper } from './lease-keeper.js';

const lease: Lease = { integrationId: 'i', epoch: 1, holder: 'me', runId: 'r', seconds: 30 };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function keep(renew: () => Promise<void>): LeaseKeeper {
  return new LeaseKeeper({ store: { renew }, lease, monotonicMs: () => performance.now() });
}

describe('a lease keeper', () => {
  it('renews at a third of the period and keeps the lease', async () => {
    const renewedAt: number[] = [];
    const startMs = performance.now();
    using keeper = keep(async () => {
      renewedAt.push(performance.now() - startMs);
    });

    await vi.advanceTimersByTimeAsync(61_000);

    expect(renewedAt).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    expect(keeper.signal.aborted).toBe(false);
  });

  it('aborts when the database could not be asked for two thirds of the period', async () => {
    using keeper = keep(() => Promise.reject(new Error('no connection')));

    await vi.advanceTimersByTimeAsync(19_999);
    const before = keeper.signal.aborted;
    await vi.advanceTimersByTimeAsync(1);

    expect(before).toBe(false);
    expect(keeper.signal.reason).toMatchObject({ code: 'LEASE_LOST' });
  });

  it('aborts when the database does not answer', async () => {
    using keeper = keep(() => new Promise(() => undefined));

    await vi.advanceTimersByTimeAsync(20_000);

    expect(keeper.signal.aborted).toBe(true);
  });

  it('aborts at once when another worker took the lease', async () => {
    using keeper = keep(() => Promise.reject(new RollcallError('LEASE_LOST', 'taken')));

    await vi.advanceTimersByTimeAsync(10_000);

    expect(keeper.signal.reason).toMatchObject({ code: 'LEASE_LOST', message: 'taken' });
  });

  it('does nothing more when it is disposed of', async () => {
    let renewals = 0;
    const keeper = keep(async () => {
      renewals += 1;
    });

    keeper[Symbol.dispose]();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(renewals).toBe(0);
    expect(keeper.signal.aborted).toBe(false);
  });
});
