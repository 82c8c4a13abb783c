import { describe, expect, it } from 'vitest';

import type { IdleAccount, LicencePool } from '../../api/licences.js';
import { isUnpriced, readDays, seatsOf, splitPools, wantedAccounts } from './licence-view.js';

const pool: LicencePool = {
  integrationId: 'i1',
  licenceId: 'L1',
  name: 'Full',
  layer: 'base',
  total: 100,
  used: 60,
  assigned: 60,
  unassigned: 40,
  idle: 10,
  neverUsed: 0,
  frozen: 0,
  deactivated: 0,
  heldTwice: 0,
  expiresOn: null,
  isExpiring: false,
  monthlyPrice: 100,
  priceSource: null,
  idleSpend: 1000,
  unassignedSpend: 4000,
  reclaimable: 8,
  reclaimableSpend: 800,
  renewsOn: null,
};

const account: IdleAccount = {
  integrationId: 'i1',
  accountId: 'a1',
  username: 'ada@acme.example',
  displayName: 'Ada Lovelace',
  kind: 'human',
  state: 'active',
  licence: 'Full',
  licences: ['Full', 'Extra'],
  lastUse: null,
  days: 100,
  rule: 'inactive',
  reason: 'last sign-in 100 days ago',
  action: 'deactivate',
  confidence: 0.85,
  guards: [],
  monthlySaving: 100,
  isListPrice: false,
};

describe('the days of the address', () => {
  it.each([
    [undefined, 90],
    ['45', 45],
    ['1', 30],
    ['999', 180],
    ['45.5', 90],
    ['soon', 90],
  ])('%s are %d', (text, days) => {
    expect(readDays(text)).toBe(days);
  });
});

describe('pools', () => {
  const named = (name: string, patch: Partial<LicencePool>) => ({ ...pool, name, ...patch });

  it('are dearest first, those without a price among them, free ones apart', () => {
    const { paid, free } = splitPools([
      named('free', { monthlyPrice: 0, idleSpend: 0 }),
      named('unpriced', { monthlyPrice: null, idleSpend: null }),
      named('nobody holds it', { monthlyPrice: null, idleSpend: null, assigned: 0 }),
      named('dear', { idleSpend: 5000 }),
      named('cheap', { idleSpend: 5 }),
    ]);

    expect(paid.map(({ name }) => name)).toEqual(['dear', 'cheap', 'unpriced']);
    expect(free.map(({ name }) => name)).toEqual(['free', 'nobody holds it']);
  });

  it.each([
    [{}, { use: 50, idle: 10, rest: 40 }],
    [{ total: null }, { use: 50, idle: 10, rest: null }],
    [
      { used: null, assigned: 20 },
      { use: 10, idle: 10, rest: 80 },
    ],
    [{ used: 4 }, { use: 0, idle: 10, rest: 90 }],
    [{ total: 50 }, { use: 50, idle: 10, rest: 0 }],
  ])('with %j have seats %j', (patch, seats) => {
    expect(seatsOf({ ...pool, ...patch })).toEqual(seats);
  });
});

it('money is missing only where nobody has a price', () => {
  const step = {
    days: 90,
    idleSpend: 0,
    reclaimableNow: 0,
    realisableAtRenewal: { yearly: 0, on: null },
  };

  expect(isUnpriced({ ...step, humans: 2, services: 1, unpriced: 3 })).toBe(true);
  expect(isUnpriced({ ...step, humans: 2, services: 1, unpriced: 1 })).toBe(false);
  expect(isUnpriced({ ...step, humans: 0, services: 0, unpriced: 0 })).toBe(false);
});

describe('the reclaim list', () => {
  const machine: IdleAccount = {
    ...account,
    accountId: 'm1',
    username: 'sync',
    displayName: null,
    kind: 'service',
  };
  const all = { kind: 'human', text: '', pools: [], actions: [] };
  const namesOf = (filter: Parameters<typeof wantedAccounts>[1]) =>
    wantedAccounts({ accounts: [account, machine] }, filter).map(({ username }) => username);

  it.each([
    [all, ['ada@acme.example']],
    [{ ...all, kind: 'service' }, ['sync']],
    [{ ...all, text: ' LOVE' }, ['ada@acme.example']],
    [{ ...all, text: 'bert' }, []],
    [{ ...all, pools: ['Extra'] }, ['ada@acme.example']],
    [{ ...all, pools: ['Other'] }, []],
    [{ ...all, actions: ['keep'] }, []],
  ])('for %j is %j', (filter, names) => {
    expect(namesOf(filter)).toEqual(names);
  });
});
