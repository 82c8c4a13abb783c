import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../db/testing/temporary-database.js';
import type { FindingDraft, Judgement } from '../check.js';
import { type FactRow, storeFacts } from '../testing/fact-rows.js';
import { runBehaviour } from './run-behaviour.js';

const dayMs = 86_400_000;
const beginning = Date.UTC(2026, 2, 2);
const names = ['ada', 'bob', 'cy', 'di', 'eve', 'fay', 'gus', 'hal'];

let database: TemporaryDatabase;
let integrations = 0;
let integrationId = '';

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
});

afterAll(() => database.close());

beforeEach(async () => {
  integrations += 1;
  integrationId = `i${integrations}`;
  await addTestIntegration(database, integrationId);
});

function signIn(day: number, accountId: string, more: Readonly<Record<string, unknown>> = {}) {
  const time = new Date(beginning + day * dayMs).toISOString();
  const row = { accountId, outcome: 'success', channel: 'ui', method: 'password', country: 'DE' };
  return { time, ...row, sourceIp: '198.51.100.7', browser: 'Chrome 130', ...more };
}

/** Thirty days of work, a visit from Brazil on day 20.5 and a spray on day 25.2. */
function history(): readonly FactRow[] {
  const work = names.flatMap((name) =>
    Array.from({ length: 30 }, (_, day) => signIn(day + 0.4, name)),
  );
  const visit = [0, 0.1].map((later) =>
    signIn(20.5 + later, 'ada', { country: 'BR', sourceIp: '203.0.113.9' }),
  );
  const spray = Array.from({ length: 24 }, (_, place) =>
    signIn(25.2 + place / 1440, names[place % 8] ?? '', {
      outcome: 'failure',
      statusDetail: 'Invalid Password',
      sourceIp: '192.0.2.66',
    }),
  );
  return [...work, ...visit, ...spray]
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .map((row, place) => ({ id: `s${String(place).padStart(4, '0')}`, ...row }));
}

type Found = Map<string, FindingDraft>;

/** Stores what happened until a day and judges it then. */
async function runOn(day: number, rows: readonly FactRow[], found: Found = new Map()) {
  const now = new Date(beginning + day * dayMs);
  await storeFacts(database.pool, integrationId, { sign_in: rows }, now);
  const { pool } = database;
  const judgements = await runBehaviour({ pool, integrationId, now, thresholds: new Map() });
  addTo(found, judgements);
  return judgements;
}

function addTo(found: Found, judgements: ReadonlyMap<string, Judgement>): void {
  for (const [check, judgement] of judgements) {
    if (judgement.status === 'unavailable') continue;
    for (const draft of judgement.findings) {
      found.set(`${check} ${draft.subject} ${draft.bucket}`, draft);
    }
  }
}

const between = (rows: readonly FactRow[], from: number, to: number) =>
  rows.filter(({ time }) => {
    const day = (Date.parse(String(time)) - beginning) / dayMs;
    return day >= from && day < to;
  });

describe('runBehaviour', () => {
  it('finds the same day by day as at once', async () => {
    const rows = history();
    const atOnce: Found = new Map();
    await runOn(30, rows, atOnce);

    integrationId += 'daily';
    await addTestIntegration(database, integrationId);
    const daily: Found = new Map();
    for (let day = 0; day < 30; day += 1) {
      await runOn(day + 1, between(rows, day, day + 1), daily);
    }

    expect([...atOnce.keys()].map((key) => key.split(' ')[0])).toContain('password-spray');
    expect([...atOnce.keys()].map((key) => key.split(' ')[0])).toContain('new-country');
    expect(daily).toEqual(atOnce);
  });

  it('finds nothing again that it has settled', async () => {
    await runOn(30, history());

    const judgements = await runOn(30.1, []);

    expect(judgements.get('password-spray')).toEqual({ status: 'pass', findings: [] });
  });

  it('judges rows that came days late as if they had come in time', async () => {
    const rows = history();
    const isLate = ({ country }: FactRow) => country === 'BR';
    const found: Found = new Map();
    for (let day = 0; day < 23; day += 1) {
      await runOn(
        day + 1,
        between(rows, day, day + 1).filter((row) => !isLate(row)),
        found,
      );
    }
    expect([...found.keys()]).toEqual([]);

    await runOn(23.1, rows.filter(isLate), found);

    expect([...found.keys()]).toEqual([expect.stringContaining('new-country ada')]);
  });

  it('finds the same again when what it found could not be stored', async () => {
    const now = new Date(beginning + 30 * dayMs);
    const { pool } = database;
    const options = { pool, integrationId, now, thresholds: new Map() };
    await storeFacts(pool, integrationId, { sign_in: history() }, now);
    const store = () => Promise.reject(new Error('no space'));
    await expect(runBehaviour({ ...options, store })).rejects.toThrow('no space');

    const again = await runBehaviour(options);

    expect(again.get('password-spray')?.status).toBe('fail');
  });

  it('begins anew when a threshold has changed', async () => {
    await runOn(30, history());
    const now = new Date(beginning + 30.1 * dayMs);
    const thresholds = new Map([['new-country', { minDays: 21 }]]);
    const { pool } = database;

    const judgements = await runBehaviour({ pool, integrationId, now, thresholds });

    expect(judgements.get('password-spray')?.status).toBe('fail');
    expect(judgements.get('new-country')?.status).toBe('pass');
  });

  it('cannot judge what was never collected', async () => {
    const judgements = await runOn(1, []);

    expect([...judgements.values()].every(({ status }) => status === 'unavailable')).toBe(true);
  });

  it('reads a live session that is elsewhere than its sign-in', async () => {
    const now = new Date(beginning + 12 * dayMs);
    const rows = history().slice(0, 80);
    const session = {
      id: 'x1',
      accountId: 'ada',
      signInId: rows[0]?.id,
      sourceIp: '203.0.113.200',
    };
    await storeFacts(database.pool, integrationId, { session: [session] }, now);

    const judgements = await runOn(12, rows);

    expect(judgements.get('session-moved')).toMatchObject({
      status: 'fail',
      findings: [{ subject: 'ada', severity: 'medium' }],
    });
  });
});
