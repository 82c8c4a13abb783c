import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { signIn } from '../testing/history.js';
import { distanceKm } from '../travel/distance.js';
import { Quantile } from './quantile.js';
import { Seen } from './seen.js';
import { TenantHistory } from './tenant-history.js';

const day = 86_400_000;

describe('Seen', () => {
  it('lets the longest unmet go first', () => {
    const seen = new Seen<string>(2);
    seen.add('a', 1);
    seen.add('b', 2);
    seen.add('a', 3);
    seen.add('c', 4);

    expect(seen.sights.map(({ value }) => value)).toEqual(['a', 'c']);
  });

  it('forgets after a season, and then counts anew', () => {
    const seen = new Seen<string>(2);
    seen.add('a', 0);
    expect(seen.find('a', 90 * day)).toBeDefined();
    expect(seen.find('a', 90 * day + 1)).toBeUndefined();
    seen.add('a', 91 * day);

    expect(seen.find('a', 91 * day)).toMatchObject({ first: 91 * day, count: 1 });
  });
});

describe('Quantile', () => {
  it('bounds all but the share that it is given', () => {
    const quantile = new Quantile(0.01);
    for (let value = 0; value < 10_000; value += 1) quantile.add((value * 7919) % 1000);

    expect(quantile.bound).toBeGreaterThan(985);
    expect(quantile.bound).toBeLessThan(995);
  });

  it('bounds nothing before enough was met', () => {
    const quantile = new Quantile(0.01);
    quantile.add(1);

    expect(quantile.bound).toBe(Number.POSITIVE_INFINITY);
  });

  it('goes on as if it had never been stored', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 20, noNaN: true })), fc.nat(), (some, cut) => {
        const values = Array.from(
          { length: 2000 },
          (_, place) => some[place % some.length] ?? place % 17,
        );
        const whole = new Quantile(0.01);
        for (const value of values) whole.add(value);
        const first = new Quantile(0.01);
        const end = cut % values.length;
        for (const value of values.slice(0, end)) first.add(value);
        const second = new Quantile(0.01, JSON.parse(JSON.stringify(first.save())));
        for (const value of values.slice(end)) second.add(value);

        expect(second.bound).toBe(whole.bound);
      }),
      { numRuns: 20 },
    );
  });
});

describe('distanceKm', () => {
  it('measures along the surface', () => {
    const berlin = { latitude: 52.52, longitude: 13.405 };
    const paris = { latitude: 48.857, longitude: 2.352 };

    expect(distanceKm(berlin, paris)).toBeCloseTo(878, -1);
    expect(distanceKm(berlin, berlin)).toBe(0);
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(
      20_015,
      -1,
    );
  });
});

describe('a network', () => {
  const network = '198.51.100.0/24';
  const visit = (tenant: TenantHistory, account: string, minute: number) =>
    tenant.add(signIn({ account, minute }), false);
  const at = (minute: number) => signIn({ minute }).at;

  it('is a door when three come back on other days', () => {
    const tenant = new TenantHistory();
    for (const account of ['a', 'b', 'c']) {
      visit(tenant, account, 0);
      expect(tenant.isShared(network, at(1))).toBe(false);
      visit(tenant, account, 1440);
    }

    expect(tenant.isShared(network, at(1441))).toBe(true);
    expect(tenant.isShared(network, at(1441 + 31 * 1440))).toBe(false);
  });

  it('is a door when a crowd comes at once', () => {
    const tenant = new TenantHistory();
    for (let each = 0; each < 9; each += 1) visit(tenant, `a${each}`, each);
    expect(tenant.isShared(network, at(10))).toBe(false);

    visit(tenant, 'a9', 9);

    expect(tenant.isShared(network, at(10))).toBe(true);
  });

  it('is none when an attacker takes a few accounts there', () => {
    const tenant = new TenantHistory();
    for (let each = 0; each < 6; each += 1) visit(tenant, `a${each}`, each * 60);

    expect(tenant.isShared(network, at(600))).toBe(false);
  });

  it('is a portal when three of its people are elsewhere at the same time', () => {
    const tenant = new TenantHistory();
    for (const account of ['a', 'b', 'c']) {
      visit(tenant, account, 0);
      expect(tenant.isPortal(network, at(1))).toBe(false);
      tenant.noteJump(network, { account, partner: `home of ${account}`, at: at(1) });
    }

    expect(tenant.isPortal(network, at(2))).toBe(true);
    expect(tenant.isPortal(network, at(31 * 1440))).toBe(false);
  });

  it('is no portal when all its people are on the same other one: that is the portal', () => {
    const tenant = new TenantHistory();
    for (const account of ['a', 'b', 'c', 'd']) {
      tenant.noteJump(network, { account, partner: 'the VPN', at: at(1) });
    }

    expect(tenant.isPortal(network, at(2))).toBe(false);
    expect(tenant.areLinked(network, 'the VPN', at(2))).toBe(true);
    expect(tenant.areLinked('the VPN', network, at(2))).toBe(true);
    expect(tenant.areLinked(network, 'elsewhere', at(2))).toBe(false);
  });

  it('is no portal when one of its people is in many places', () => {
    const tenant = new TenantHistory();
    for (const partner of ['one', 'two', 'three']) {
      tenant.noteJump(network, { account: 'a', partner, at: at(1) });
    }

    expect(tenant.isPortal(network, at(2))).toBe(false);
  });

  it('is a door when three come who bring their own devices', () => {
    const tenant = new TenantHistory();
    const come = (account: string) => tenant.add(signIn({ account, minute: 0 }), true);
    for (const account of ['a', 'b']) come(account);
    expect(tenant.isShared(network, at(1))).toBe(false);

    come('c');

    expect(tenant.isShared(network, at(1))).toBe(true);
  });
});
