import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PriceBook } from '../prices/price-book.js';
import {
  aHolder,
  aPool,
  aPrice,
  daysAgo,
  sampleIntegration,
  sampleNow,
} from '../testing/samples.js';
import { changeOf } from './changes.js';
import { judgeIntegration, pricePools } from './integration-licences.js';
import type { HolderFacts, PoolFacts } from './licence-facts.js';
import { figuresOf } from './licence-figures.js';
import { poolOf, seatsHeldTwice } from './pools.js';
import { propose } from './proposal.js';
import { isUnused } from './unused.js';

const idle = {
  rule: 'inactive',
  kind: 'human',
  days: 100,
  ageDays: 1000,
  isAdministrator: false,
  coverageDays: 365,
  hasToken: false,
  tellsLastSignIn: true,
} as const;

describe('whether an account is unused', () => {
  it.each<[string, Partial<HolderFacts>, boolean]>([
    ['no sign-in for longer than the days', {}, true],
    ['a stored sign-in within the days', { seenSignInAt: daysAgo(89) }, false],
    ['a token that was used within the days', { tokenUsedAt: daysAgo(1) }, false],
    ['frozen, whenever it was used', { state: 'frozen', lastSignInAt: daysAgo(1) }, true],
    ['deactivated: its seat is free', { state: 'deactivated' }, false],
    ['never used', { lastSignInAt: null }, true],
    ['never used, but new', { lastSignInAt: null, createdAt: daysAgo(6) }, false],
  ])('%s', (_what, patch, expected) => {
    expect(isUnused(aHolder(patch), sampleNow, 90)).toBe(expected);
  });
});

describe('a proposal', () => {
  it.each([
    [{ days: 90 }, 'deactivate', 0.85],
    [{ days: 89 }, 'freeze first', 0.6],
    [{ days: 59 }, 'keep', 0],
    [{ rule: 'never-signed-in', days: 30 }, 'deactivate', 0.9],
    [{ rule: 'never-signed-in', days: 30, coverageDays: 100 }, 'deactivate', 0.85],
    [{ rule: 'frozen', days: 1 }, 'deactivate', 0.85],
    [{ tellsLastSignIn: false, coverageDays: 50 }, 'deactivate', 0.6],
  ] as const)('for %j is %s, %d sure', (patch, action, confidence) => {
    expect(propose({ ...idle, ...patch })).toEqual({ action, confidence, guards: [] });
  });

  it.each([{ isAdministrator: true }, { kind: 'service' }, { ageDays: 13 }])(
    'leaves %j to a person',
    (patch) => {
      const proposal = propose({ ...idle, ...patch });

      expect(proposal).toMatchObject({ action: 'keep', confidence: 0 });
      expect(proposal.guards).toHaveLength(1);
    },
  );
});

describe('a pool', () => {
  const input = {
    facts: aPool(),
    price: aPrice(),
    idle: 10,
    neverUsed: 3,
    reclaimable: 8,
    heldTwice: 0,
    now: sampleNow,
  };

  it('says what is idle, reclaimable now, and realisable at renewal', () => {
    expect(poolOf(input)).toMatchObject({
      idleSpend: 1000,
      reclaimableSpend: 800,
      unassigned: 40,
      unassignedSpend: 4000,
      buffer: 3,
      // 100 bought, 52 used after reclaiming, 3 spare.
      realisableAtRenewal: 45,
      renewalSaving: 54_000,
      avoidedPurchase: null,
    });
  });

  it('counts seats and no money where the price is not known', () => {
    expect(poolOf({ ...input, price: undefined })).toMatchObject({
      idle: 10,
      monthlyPrice: null,
      idleSpend: null,
      reclaimableSpend: null,
      renewalSaving: null,
    });
  });

  it('realises nothing of an unlimited pool', () => {
    expect(poolOf({ ...input, facts: aPool({ total: null }) })).toMatchObject({
      unassigned: null,
      realisableAtRenewal: null,
      renewalSaving: null,
    });
  });

  it('takes free seats out of the money', () => {
    const price = aPrice({ monthly: 10, freeSeats: 5 });

    expect(poolOf({ ...input, facts: aPool({ used: 8 }), price }).idleSpend).toBe(30);
    expect(poolOf({ ...input, facts: aPool({ used: 5 }), price })).toMatchObject({
      monthlyPrice: 0,
      idleSpend: 0,
    });
  });

  it('avoids purchases that somebody waits for, or that overdrawn seats ask for', () => {
    const price = aPrice({ requestedSeats: 3 });

    expect(poolOf({ ...input, price }).avoidedPurchase).toBe(300);
    expect(poolOf({ ...input, facts: aPool({ total: 55 }) }).avoidedPurchase).toBe(500);
  });

  it.each([
    [{ assigned: 60, deactivated: 2 }, 0, false],
    [{ assigned: 58, deactivated: 2 }, -2, true],
    [{ assigned: 50, deactivated: 2 }, -10, null],
    [{ assigned: 61, deactivated: 0 }, 1, null],
  ])('compares our count with the provider’s: %j', (counts, difference, countsDeactivated) => {
    expect(poolOf({ ...input, facts: aPool(counts) })).toMatchObject({
      difference,
      countsDeactivated,
    });
  });

  it('says when it ends within 90 days', () => {
    const ending = (expiresOn: string): boolean =>
      poolOf({ ...input, facts: aPool({ expiresOn }) }).isExpiring;

    expect([ending('2026-08-30'), ending('2026-08-31'), ending('2026-01-01')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('seats held twice', () => {
  it('are those beyond the first of one person, by number, name or mail address', () => {
    const holders = [
      aHolder({ accountId: '1', email: 'Ada@acme.example' }),
      aHolder({ accountId: '2', email: 'ada@acme.example ', licenceIds: ['L1', 'L2'] }),
      aHolder({ accountId: '3', email: 'ada@acme.example', state: 'deactivated' }),
      aHolder({ accountId: '4', email: 'ada@acme.example', employeeId: '7' }),
      aHolder({ accountId: '5', employeeId: '7' }),
      aHolder({ accountId: '6' }),
      aHolder({ accountId: '7' }),
    ];

    expect(seatsHeldTwice(holders)).toEqual(new Map([['L1', 2]]));
  });
});

describe('a cheaper licence', () => {
  const pools = new Map([
    [
      'L1',
      {
        facts: aPool(),
        price: aPrice({
          cheaper: [
            { key: 'BOT*', for: 'api-only' },
            { key: 'LITE', for: 'light-use' },
          ],
        }),
      },
    ],
    [
      'L2',
      {
        facts: aPool({ licenceId: 'L2', key: 'BOT_1', name: 'Bot' }),
        price: aPrice({ monthly: 10 }),
      },
    ],
    [
      'L3',
      {
        facts: aPool({ licenceId: 'L3', key: 'LITE', name: 'Lite' }),
        price: aPrice({ monthly: 25 }),
      },
    ],
  ]);
  const apiOnly = { activeDays: 4, isApiOnly: true };

  it('is proposed to whoever only comes by an API, and to whoever rarely comes', () => {
    expect(changeOf(aHolder(apiOnly), pools, 90)).toMatchObject({
      action: 'convert',
      to: 'Bot',
      monthlySaving: 90,
      confidence: 0.5,
    });
    expect(changeOf(aHolder({ activeDays: 3 }), pools, 90)).toMatchObject({
      action: 'downgrade',
      to: 'Lite',
      monthlySaving: 75,
      confidence: 0.3,
    });
  });

  it.each([
    { activeDays: 4 },
    { activeDays: 0 },
    { ...apiOnly, isAdministrator: true },
    { ...apiOnly, licenceId: 'L2' },
  ])('is not proposed to %j', (patch) => {
    expect(changeOf(aHolder(patch), pools, 90)).toBeUndefined();
  });
});

describe('an integration', () => {
  const book: PriceBook = {
    currency: 'USD',
    lists: new Map([
      [
        'i1',
        {
          scope: 'acme',
          origin: 'plugin',
          kind: 'list',
          list: {
            currency: 'USD',
            asOf: '2026-01-01',
            licences: [
              { key: 'FULL', prices: [{ monthly: 100 }], source: 'list' },
              { key: 'BOT', freeSeats: 2, prices: [{ monthly: 10 }], source: 'list' },
            ],
          },
        },
      ],
    ]),
  };
  const judged = (holders: readonly HolderFacts[], pools: readonly PoolFacts[]) =>
    judgeIntegration({
      integration: sampleIntegration,
      pools: pricePools(sampleIntegration, pools, book),
      holders,
      now: sampleNow,
      days: 90,
    });
  const bots = aPool({ licenceId: 'L2', key: 'BOT', used: 3, assigned: 3 });

  it('adds up to the same money by account and by licence', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ last: fc.integer({ min: 0, max: 200 }), bot: fc.boolean() }), {
          maxLength: 12,
        }),
        (people) => {
          const holders = people.map(({ last, bot }, index) =>
            aHolder({
              accountId: `a${index}`,
              lastSignInAt: daysAgo(last),
              licenceId: bot ? 'L2' : 'L1',
              licenceIds: [bot ? 'L2' : 'L1'],
            }),
          );

          const { accounts, pools, changes, bands } = judged(holders, [aPool(), bots]);

          const figures = figuresOf({ accounts, pools, changes });
          const byPool = pools.map(({ idleSpend }) => idleSpend ?? 0);
          expect(figures.idleSpend).toBe(byPool.reduce((sum, each) => sum + each, 0));
          expect(figures.reclaimableNow).toBeLessThanOrEqual(figures.idleSpend);
          expect(bands.find(({ days }) => days === 90)?.monthlySaving).toBe(figures.idleSpend);
          expect(bands.map(({ accounts: count }) => count)).toEqual(
            bands.map(({ accounts: count }) => count).toSorted((a, b) => b - a),
          );
        },
      ),
    );
  });

  it('counts list prices at 80 % of what is expected, and says that they are', () => {
    const { accounts, pools, changes, notes } = judged([aHolder()], [aPool()]);

    expect(figuresOf({ accounts, pools, changes })).toMatchObject({
      idleSpend: 100,
      reclaimableNow: 100,
      expected: 68,
      likely: 100,
      realisableAtRenewal: { on: null },
    });
    expect(notes.map(({ text }) => text)).toEqual([
      expect.stringContaining('List prices'),
      expect.stringContaining('renewal date is not known'),
    ]);
  });

  it('lists deactivated accounts that hold seats; money only where the provider counts them', () => {
    const off = aHolder({ state: 'deactivated' });

    const counted = judged([off], [aPool({ assigned: 59, deactivated: 1 })]);
    const ignored = judged([off], [aPool({ assigned: 60, deactivated: 1 })]);

    expect([counted.accounts, ignored.accounts]).toEqual([[], []]);
    expect(counted.deactivated).toMatchObject([{ licences: ['Full'], monthlySaving: 100 }]);
    expect(ignored.deactivated).toMatchObject([{ monthlySaving: 0 }]);
  });

  it('does not list who only holds what is free or not paid for', () => {
    const free = aHolder({ licenceId: 'L3', licenceIds: ['L3'] });
    const unpriced = aPool({ licenceId: 'L3', key: 'ODD' });

    expect(judged([free], []).accounts).toEqual([]);
    expect(judged([free], [unpriced]).accounts).toMatchObject([{ monthlySaving: null }]);
  });
});
