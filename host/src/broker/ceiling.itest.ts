import { hasCode } from '@rollcall/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { QuotaLedger, type Refusal, type ReserveOutcome } from '../quota/ledger.js';
import type { BrokerSession } from './session.js';
import { type BrokerFixture, manifestWith, openFixture } from './testing/fixture.js';
import { json } from './testing/test-provider.js';

let fixture: BrokerFixture;
const never = new AbortController().signal;
const limit = 400;
const ceiling = 300;

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

beforeEach(async () => {
  fixture.provider.seen.length = 0;
  await fixture.database.pool.query(
    'TRUNCATE rollcall.quota, rollcall.quota_reservation, rollcall.quota_scope',
  );
});

/** A tenant that counts; others spend too, each after so many requests of ours. */
class Tenant {
  used: number;
  ours = 0;
  others = 0;

  constructor(used: number, everySoMany: number) {
    this.used = used;
    fixture.provider.answer = (request, response) => {
      if (request.path === '/oauth/token') return json(response, { access_token: 'abcdefgh' });
      this.ours += 1;
      this.used += 1;
      if (this.ours % everySoMany === 0) {
        this.used += 1;
        this.others += 1;
      }
      json(response, {}, { headers: { 'x-usage': `usage=${this.used}/${limit}` } });
    };
  }
}

/** Sees what is let through although an answer had told that there is no room. */
class WatchedLedger extends QuotaLedger {
  static told = 0;
  static violations = 0;

  override async reserve(...ask: Parameters<QuotaLedger['reserve']>): Promise<ReserveOutcome> {
    const { told } = WatchedLedger;
    const outcome = await super.reserve(...ask);
    if (outcome.kind === 'reserved' && told >= ceiling) WatchedLedger.violations += 1;
    return outcome;
  }

  override async settle(...ask: Parameters<QuotaLedger['settle']>): Promise<Refusal | undefined> {
    const refusal = await super.settle(...ask);
    for (const usage of ask[2].usage.values()) {
      if (typeof usage === 'object') WatchedLedger.told = Math.max(WatchedLedger.told, usage.used);
    }
    return refusal;
  }
}

/** Sends with so many requests at once until the ceiling stops it. */
async function sendUntilStopped(session: BrokerSession, atOnce: number): Promise<void> {
  const lane = async () => {
    while (session.stopped() === undefined) {
      await session.request({ url: '/data', purpose: 'rows' }, 1, never).catch((error) => {
        if (!hasCode(error, 'QUOTA_CEILING')) throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

describe('the ceiling', () => {
  it('is kept by two processes with 16 requests at once beside a noisy neighbour', async () => {
    const tenant = new Tenant(100, 3);
    const watched = () => fixture.broker({ ledger: new WatchedLedger(fixture.database.pool) });
    const sessions = [
      await fixture.session({ broker: watched() }),
      await fixture.session({ broker: watched() }),
    ];

    await Promise.all(sessions.map((session) => sendUntilStopped(session, 16)));

    expect(WatchedLedger.told).toBeGreaterThan(0);
    expect(WatchedLedger.violations).toBe(0);
    expect(tenant.used).toBeGreaterThan(ceiling - 60);
    // What others spend during the last round trip nobody could have known.
    expect(tenant.used).toBeLessThanOrEqual(ceiling + 32 / 3);
    expect(sessions.map((session) => session.receipt().rows ?? 0).reduce((a, b) => a + b)).toBe(
      tenant.ours,
    );
  });

  it('is reached exactly when nobody else spends', async () => {
    const tenant = new Tenant(250, Number.POSITIVE_INFINITY);
    const session = await fixture.session();

    await sendUntilStopped(session, 16);

    expect(tenant.used).toBe(ceiling);
    expect(session.stopped()).toMatchObject({
      code: 'QUOTA_CEILING',
      // What is known may be one behind: of answers that overlap the latest is not known.
      details: { limit: 400, ceiling: 300 },
    });
  });

  it('pauses the tenant for all integrations, without a token request, until the next day', async () => {
    const tenant = new Tenant(350, Number.POSITIVE_INFINITY);
    const first = await fixture.session();
    const second = await fixture.session();

    await sendUntilStopped(first, 1);
    const seen = fixture.provider.seen.length;
    const error = await second.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(tenant.ours).toBe(1);
    expect(hasCode(error, 'QUOTA_CEILING')).toBe(true);
    expect(fixture.provider.seen).toHaveLength(seen);
    const resumeAt = new Date(error.details.resumeAt);
    const midnight = new Date(fixture.clock.now());
    midnight.setUTCHours(24, 0, 0, 0);
    expect(resumeAt.getTime() - midnight.getTime()).toBeGreaterThanOrEqual(0);
    expect(resumeAt.getTime() - midnight.getTime()).toBeLessThan(15 * 60_000);
  });

  it('tries again with one request each full hour while a rolling window is still full', async () => {
    const tenant = new Tenant(350, Number.POSITIVE_INFINITY);
    await sendUntilStopped(await fixture.session(), 1);
    fixture.clock.advance(25 * 3_600_000);

    const again = await fixture.session();
    await sendUntilStopped(again, 4);
    const resumeAt = new Date(JSON.parse(JSON.stringify(again.stopped()?.details)).resumeAt);

    expect(tenant.ours).toBe(2);
    expect(resumeAt.getUTCMinutes()).toBe(0);
    expect(resumeAt.getTime() - fixture.clock.now().getTime()).toBeLessThanOrEqual(3_600_000);
  });

  it('counts a batch as what it carries, and refuses one that does not fit', async () => {
    const tenant = new Tenant(280, Number.POSITIVE_INFINITY);
    const session = await fixture.session();
    await session.request({ url: '/data' }, 1, never);

    const batch = {
      url: '/batch',
      method: 'POST',
      json: { requests: Array(25).fill({}) },
    } as const;
    const error = await session.request(batch, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'QUOTA_CEILING')).toBe(true);
    expect(tenant.ours).toBe(1);
  });

  it('takes the provider’s word that nothing is left', async () => {
    fixture.provider.answer = (request, response) => {
      if (request.path === '/oauth/token') return json(response, { access_token: 'abcdefgh' });
      json(response, [{ errorCode: 'LIMIT_EXCEEDED' }], { status: 403 });
    };
    const session = await fixture.session();

    const error = await session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);

    expect(hasCode(error, 'QUOTA_CEILING')).toBe(true);
    expect(session.stopped()?.code).toBe('QUOTA_CEILING');
  });

  it('keeps what was known by the origin when the tenant becomes known', async () => {
    new Tenant(290, Number.POSITIVE_INFINITY);
    const first = await fixture.session();
    await first.request({ url: '/data' }, 1, never);

    await first.bindTenant('T1');
    const second = await fixture.session({ tenantId: 'T1' });

    expect(await second.quotaView()).toMatchObject([{ scope: 'example:T1', used: 291, limit }]);
    const unbound = await fixture.session();
    expect(await unbound.quotaView()).toMatchObject([{ scope: 'example:T1', used: 291 }]);
  });

  it('goes on without a quota whose endpoint is forbidden', async () => {
    fixture.provider.answer = (request, response) => {
      const headers = { 'x-usage': 'usage=5/400' };
      if (request.path === '/oauth/token') return json(response, { access_token: 'abcdefgh' });
      if (request.path === '/limits') return json(response, {}, { status: 403, headers });
      json(response, {}, { headers });
    };
    const jobs = {
      name: 'jobs',
      title: 'Jobs',
      applies: '^POST /jobs$',
      usage: { endpoint: { url: '/limits', limit: '/jobs/max', remaining: '/jobs/left' } },
    };
    const session = await fixture.session({
      manifest: manifestWith({ quota: [...(manifestWith().quota ?? []), jobs] }),
    });

    const error = await session
      .request({ url: '/jobs', method: 'POST', json: {} }, 1, never)
      .catch((thrown) => thrown);
    const rest = await session.request({ url: '/data' }, 1, never);

    expect(hasCode(error, 'QUOTA_UNREADABLE')).toBe(true);
    expect(session.stopped()).toBeUndefined();
    expect(rest.status).toBe(200);
    expect((await session.quotaView())[1]).toMatchObject({ name: 'jobs', limit: 0, ceiling: 0 });
  });

  it('bears an answer without the usage while a reading of the last minute tells it', async () => {
    let headers: Record<string, string> = { 'x-usage': 'usage=5/400' };
    fixture.provider.answer = (request, response) => {
      if (request.path === '/oauth/token') return json(response, { access_token: 'abcdefgh' });
      json(response, {}, { headers });
    };
    const session = await fixture.session();
    await session.request({ url: '/data' }, 1, never);

    headers = {};
    const second = await session.request({ url: '/data' }, 1, never);
    const known = await session.quotaView();

    expect(second.status).toBe(200);
    expect(known).toMatchObject([{ used: 5, reserved: 1 }]);
  });
});
