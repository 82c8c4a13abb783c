import { describe, expect, it } from 'vitest';

import { Mutations } from './mutations.js';
import { recordsOf, TestCaller } from './testing/caller.js';
import { Truth } from './truth.js';

describe('Mutations', () => {
  it('lets a sign-in arrive late, in its place by time', async () => {
    const caller = new TestCaller();
    const mutate = new Mutations(caller.org);
    const userId = caller.org.people[0]?.id ?? '';
    const [id] = mutate.addSignIns([
      { userId, time: '2026-07-01T12:00:00Z', origin: { countryIso: 'KP' } },
    ]);

    const rows = recordsOf(
      await caller.query(
        'SELECT Id, CountryIso FROM LoginHistory WHERE LoginTime = 2026-07-01T12:00:00Z',
      ),
    );
    const all = await caller.queryAll('SELECT LoginTime FROM LoginHistory ORDER BY LoginTime');

    expect(rows).toContainEqual(expect.objectContaining({ Id: id, CountryIso: 'KP' }));
    expect(all.map(({ LoginTime }) => LoginTime)).toEqual(
      all.map(({ LoginTime }) => String(LoginTime)).sort(),
    );
  });

  it('moves the stamps of a row it changes', async () => {
    const caller = new TestCaller();
    const id = caller.org.people[9]?.id ?? '';
    caller.org.clock.set('2026-12-24T18:00:00.700Z');
    new Mutations(caller.org).deactivateUser(id);

    const [row] = recordsOf(
      await caller.query(
        'SELECT Id, IsActive FROM User WHERE SystemModstamp >= 2026-12-24T18:00:00Z',
      ),
    );

    expect(row).toMatchObject({ Id: id, IsActive: false });
  });

  it('deletes assignments without a trace, also from a query being read', async () => {
    const caller = new TestCaller({ users: 300 });
    const truth = new Truth(caller.org);
    const first = await caller.query('SELECT Id FROM PermissionSetAssignment ORDER BY Id', {
      'sforce-query-options': 'batchSize=200',
    });
    const { nextRecordsUrl, totalSize } = first.body as {
      nextRecordsUrl: string;
      totalSize: number;
    };
    const seen = new Set(recordsOf(first).map(({ Id }) => Id));
    const doomed = [...truth.ids('PermissionSetAssignment')].find((id) => !seen.has(id)) ?? '';
    new Mutations(caller.org).delete('PermissionSetAssignment', doomed);

    const rest: unknown[] = [];
    for (let next: string | undefined = nextRecordsUrl; next !== undefined; ) {
      const page = await caller.get(next);
      rest.push(...recordsOf(page).map(({ Id }) => Id));
      next = (page.body as { nextRecordsUrl?: string }).nextRecordsUrl;
    }

    expect(rest).not.toContain(doomed);
    expect(rest).toHaveLength(totalSize - 200 - 1);
  });

  it('adds users who never signed in', () => {
    const caller = new TestCaller();
    const truth = new Truth(caller.org);
    const before = truth.neverSignedIn();

    const id = new Mutations(caller.org).addUser({ LastName: 'Late' });

    expect(truth.neverSignedIn()).toEqual([...before, id]);
  });
});
