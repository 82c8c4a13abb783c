import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../db/testing/temporary-database.js';
import { storedBook as book, storeFacts } from '../testing/stored-facts.js';
import { readHolders } from './licence-facts.js';
import { licenceReport } from './licence-report.js';

const clock = new MemoryClock('2026-06-01T12:00:00.000Z');
const version = '1.0.0';

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await storeFacts(database);
});

afterAll(() => database.close());

describe('the report of unused licences', () => {
  it('lists accounts whose paid licence nobody uses, dearest first, and no one else', async () => {
    const report = await licenceReport(database.pool, clock, book, { version });

    expect(report.accounts.map(({ username, rule }) => [username, rule])).toEqual([
      ['frozen', 'frozen'],
      ['never', 'never-signed-in'],
      ['old', 'inactive'],
      ['bot', 'never-signed-in'],
    ]);
    expect(report.monthlySaving).toBe(535);
  });

  it('says for each what the evidence is', async () => {
    const report = await licenceReport(database.pool, clock, book, { version });

    const [frozen, never, old] = report.accounts;
    expect(frozen?.reason).toBe('frozen, but still holds its licence; last sign-in 1 day ago');
    expect(never?.reason).toBe(
      'never signed in since created on 2026-01-10; an application used its token 101 days ago',
    );
    expect(old).toMatchObject({
      reason: 'last sign-in 134 days ago, by OAuth',
      days: 134,
      lastSignIn: '2026-01-18T12:00:00.000Z',
      licence: 'Full',
      licences: ['Full', 'Extra'],
      monthlySaving: 175,
      evidence: { signInId: 's1' },
    });
  });

  it('keeps machines apart, and never lists Rollcall’s own account', async () => {
    const report = await licenceReport(database.pool, clock, book, { version });

    expect(report.humans).toEqual({ accounts: 3, monthlySaving: 525 });
    expect(report.services).toEqual({ accounts: 1, monthlySaving: 10 });
    expect(report.accounts.at(-1)).toMatchObject({ kind: 'service', action: 'keep' });
  });

  it('counts seats by licence, also where the price is not known', async () => {
    const report = await licenceReport(database.pool, clock, book, { version });

    expect(report.pools).toMatchObject([
      { name: 'Bot', used: 3, idle: 1, monthlyPrice: 10, idleSpend: 10 },
      { name: 'Free', total: null, monthlyPrice: 0 },
      { name: 'Full', total: 100, idle: 3, frozen: 1, monthlyPrice: 175, idleSpend: 525 },
      { name: 'Extra', layer: 'permission_set', idle: 1, monthlyPrice: null, idleSpend: null },
    ]);
  });

  it('looks for days of use only where a cheaper licence may do', async () => {
    const daysOf = async (replaceable: readonly string[]) => {
      const holders = await readHolders(database.pool, 'i1', {
        now: clock.now(),
        usedSince: new Date('2026-01-01T00:00:00Z'),
        replaceable,
      });
      return new Map(holders.map(({ accountId, activeDays }) => [accountId, activeDays]));
    };

    expect((await daysOf(['L1'])).get('a-used')).toBe(1);
    expect((await daysOf(['L1'])).get('a-bot')).toBeNull();
    expect((await daysOf([])).get('a-used')).toBeNull();
  });

  it('takes other days', async () => {
    const report = await licenceReport(database.pool, clock, book, { version, days: 5 });

    expect(report.accounts.map(({ username }) => username)).toEqual([
      'frozen',
      'never',
      'old',
      'seen',
      'used',
      'bot',
    ]);
  });

  it('says what is not proven', async () => {
    const report = await licenceReport(database.pool, clock, book, { version, days: 180 });

    expect(report.notes.slice(0, 2).map(({ text }) => text)).toEqual([
      'It is not proven that every account was visible: there may be more.',
      'Sign-ins are stored since 2026-01-18, less than the 180 days asked for.',
    ]);
  });

  it('says what it was made of, and what of it is missing', async () => {
    const { header } = await licenceReport(database.pool, clock, book, { version });

    expect(header).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      generatedAt: '2026-06-01T12:00:00.000Z',
      tool: 'Rollcall 1.0.0',
      tenants: [{ name: 'Production' }],
      datasets: [
        {
          stream: 's',
          rows: 11,
          status: 'partial',
          reason: 'it is not proven that every record was visible',
        },
        { stream: 'sign-ins', status: 'unavailable', reason: 'never collected' },
        { stream: 'tokens', rows: 0 },
      ],
      parameters: { days: 90, integration: 'all' },
      prices: [{ kind: 'list', currency: 'USD', asOf: '2026-01-01' }],
    });
  });

  it('has the same id for the same facts, whenever it is made', async () => {
    const later = new MemoryClock('2026-06-01T12:00:01.000Z');

    const [one, other] = await Promise.all(
      [clock, later].map((each) => licenceReport(database.pool, each, book, { version })),
    );

    expect(one?.header.id).toBe(other?.header.id);
  });

  it('is empty for an integration that holds nothing', async () => {
    const report = await licenceReport(database.pool, clock, book, {
      version,
      integrationId: 'other',
    });

    expect(report).toMatchObject({ accounts: [], pools: [], monthlySaving: 0, notes: [] });
  });
});
