import { describe, expect, it } from 'vitest';

import { planOrg } from '../options.js';
import { TestCaller } from '../testing/caller.js';
import { Truth } from '../truth.js';
import { seedOrg } from './seed-org.js';

const digest = (seed: number): string => {
  const { data } = seedOrg(planOrg({ seed, users: 40, signIns: 200 }));
  return JSON.stringify(['User', 'PermissionSetAssignment'].map((name) => data.rows(name).all()));
};

describe('seedOrg', () => {
  it('makes the same org from the same seed, and another from another', () => {
    expect(digest(3)).toBe(digest(3));
    expect(digest(3)).not.toBe(digest(4));
  });

  it('has somebody of every kind, even in a small org', () => {
    const { org } = new TestCaller({ users: 16 });
    const standings = new Set(org.people.map(({ standing }) => standing));

    expect(standings).toEqual(
      new Set(['working', 'system', 'never', 'frozen', 'deactivated', 'dormant']),
    );
  });

  it('agrees with itself: references resolve, last logins match the history, licences add up', () => {
    const caller = new TestCaller({ users: 400, signIns: 4000 });
    const { data, people } = caller.org;
    const truth = new Truth(caller.org);
    const userIds = truth.ids('User');
    const last = new Map<unknown, string>();
    for (const row of truth.rows('LoginHistory')) {
      expect(userIds).toContain(row.UserId);
      if (row.Status === 'Success') {
        const time = String(row.LoginTime);
        if (time > (last.get(row.UserId) ?? '')) last.set(row.UserId, time);
      }
    }
    for (const user of truth.rows('User')) {
      if (last.has(user.Id)) expect(user.LastLoginDate).toBe(last.get(user.Id));
      expect(data.rows('Profile').get(String(user.ProfileId))).toBeDefined();
    }
    const used = truth.rows('UserLicense').reduce((sum, row) => sum + Number(row.UsedLicenses), 0);
    expect(used).toBe(people.filter(({ standing }) => standing !== 'deactivated').length);
  });

  it('puts many sign-ins into one second, and orders ids apart from time', () => {
    const { org } = new TestCaller({ signIns: 3000 });
    const rows = new Truth(org).rows('LoginHistory');
    const perSecond = Map.groupBy(rows, ({ LoginTime }) => LoginTime);
    const ids = rows.map(({ Id }) => String(Id));

    expect(Math.max(...[...perSecond.values()].map((group) => group.length))).toBeGreaterThan(30);
    expect(ids).not.toEqual([...ids].sort());
  });
});
