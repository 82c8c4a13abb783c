import type { Manifest } from '@rollcall/core';
import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import { FindingService } from '../findings/service.js';
import type { FindingDraft, Judgement, SetCheck } from './check.js';
import { readCheckResults } from './check-results.js';
import { CheckEngine, type CheckSubject } from './engine.js';

const stream = (name: string, mode: 'snapshot' | 'incremental', entity: 'account' | 'factor') => ({
  name,
  title: name,
  entity,
  primaryKey: ['id'],
  mode,
});
const manifest = {
  streams: [stream('accounts', 'snapshot', 'account'), stream('factors', 'snapshot', 'factor')],
} as const satisfies Pick<Manifest, 'streams'>;

const described = {
  version: 1,
  title: 'Frozen',
  question: 'Who is frozen?',
  category: 'lifecycle',
  fields: [],
  severityRule: 'always medium',
  explanation: 'Frozen.',
  remediation: 'Thaw.',
  references: {},
  closes: 'absent',
} as const;

/** Every frozen account. */
const frozen: SetCheck = {
  ...described,
  id: 'account-frozen',
  entities: ['account'],
  thresholds: { atLeast: { default: 1, unit: 'accounts', description: 'From', min: 1, max: 9 } },
  judge: async ({ pool, integrationId, now, thresholds }): Promise<Judgement> => {
    const { rows } = await pool.query<{ id: string; username: string }>(
      `SELECT id, username FROM facts.accounts
       WHERE integration_id = $1 AND state = 'frozen' AND gone_at IS NULL ORDER BY id`,
      [integrationId],
    );
    const findings = rows.map(
      ({ id, username }): FindingDraft => ({
        subject: id,
        severity: 'medium',
        title: `${username} is frozen`,
        accounts: [id],
        evidence: { records: [{ entity: 'account', id }], facts: { username } },
        firstAt: now,
        lastAt: now,
      }),
    );
    const isFail = findings.length >= (thresholds.atLeast ?? 1);
    return { status: isFail ? 'fail' : 'pass', findings: isFail ? findings : [] };
  },
};
const unreadable: SetCheck = { ...frozen, id: 'factor-weak', entities: ['account', 'factor'] };
const byName: SetCheck = { ...frozen, id: 'account-mail', fields: ['account.username'] };
const byManager: SetCheck = { ...frozen, id: 'account-manager', fields: ['account.managerId'] };
const broken: SetCheck = {
  ...frozen,
  id: 'broken',
  judge: async () => {
    throw new Error('division by zero');
  },
};

let database: TemporaryDatabase;
let clock: MemoryClock;
let serial = 0;
let integrationId = '';

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
});
afterAll(() => database.close());

beforeEach(async () => {
  serial += 1;
  integrationId = `i${serial}`;
  clock = new MemoryClock();
  await addTestIntegration(database, integrationId);
  await account('a1', 'frozen');
  await account('a2', 'active');
  await read('accounts', 'all');
});

async function account(id: string, state: string, goneAt: Date | null = null): Promise<void> {
  await database.pool.query(
    `INSERT INTO facts.accounts (integration_id, id, username, state, stream, content_hash,
       first_seen, last_seen, gone_at)
     VALUES ($1, $2, $2 || '@acme.example', $3, 'accounts', '', $4, $4, $5)
     ON CONFLICT (integration_id, id) DO UPDATE SET state = $3, gone_at = $5`,
    [integrationId, id, state, clock.now(), goneAt],
  );
}

async function read(name: string, visibility: string, outcome = 'done'): Promise<void> {
  await database.pool.query(
    `INSERT INTO rollcall.stream_state (integration_id, stream, visibility, outcome, done_at,
       last_complete_at, reason, updated_at) VALUES ($1, $2, $3, $4, $5, $5, 'no right', $5)
     ON CONFLICT (integration_id, stream) DO UPDATE SET visibility = $3, outcome = $4, done_at = $5,
       last_complete_at = $5`,
    [integrationId, name, visibility, outcome, clock.now()],
  );
}

type Options = Record<string, Record<string, boolean | number>>;

function engineOf(setChecks: readonly SetCheck[]): CheckEngine {
  return new CheckEngine({
    pool: database.pool,
    clock,
    setChecks,
    behaviour: { checks: [], run: async () => undefined },
    sleep: async () => undefined,
    redact: (text) => text,
    log: { warn: () => undefined },
  });
}

function subjectOf(options: Options): CheckSubject {
  return {
    integrationId,
    pluginId: 'acme',
    tenantId: `t${serial}`,
    manifest: manifest as unknown as Manifest,
    streams: undefined,
    options,
  };
}

async function check(
  options: Options = {},
  setChecks: readonly SetCheck[] = [frozen, unreadable, broken],
) {
  const signal = new AbortController().signal;
  await engineOf(setChecks).run(subjectOf(options), { signal, wait: true });
  const results = await readCheckResults(database.pool, integrationId);
  return Object.fromEntries(results.map((each) => [each.check, each]));
}

const service = () => new FindingService(database.pool, clock);
async function listed() {
  const { findings } = await service().list({ integrationId }, { limit: 100 });
  return findings;
}

describe('the engine', () => {
  it('stores what a check found, once, however often it runs', async () => {
    const results = await check();
    clock.advance(1000);
    await check();

    const [finding, ...others] = await listed();
    expect(results['account-frozen']).toMatchObject({ status: 'fail', findings: 1 });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      check: 'account-frozen',
      status: 'new',
      title: 'a1@acme.example is frozen',
      accounts: ['a1'],
      timesSeen: 2,
      lastSeen: clock.now(),
    });
  });

  it('leaves a tenant alone that another process checks, unless it has to wait', async () => {
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow: SetCheck = {
      ...frozen,
      judge: async () => {
        begun.resolve();
        await held.promise;
        return { status: 'pass', findings: [] };
      },
    };
    const first = check({}, [slow]);
    await begun.promise;

    const second = await engineOf([frozen]).run(subjectOf({}), {
      signal: new AbortController().signal,
      wait: false,
    });
    held.resolve();

    expect(second).toBeUndefined();
    expect(await first).toMatchObject({ 'account-frozen': { status: 'pass' } });
  });

  it('never takes missing facts or a broken check for a pass', async () => {
    await read('factors', 'all', 'skipped');

    const results = await check();

    expect(results['factor-weak']).toMatchObject({ status: 'unavailable' });
    expect(results['factor-weak']?.reason).toContain('(stream factors) was skipped. No right.');
    expect(results.broken).toMatchObject({ status: 'unavailable' });
  });

  it('cannot judge by a field that no record has', async () => {
    const results = await check({}, [byName, byManager]);

    expect(results['account-mail']).toMatchObject({ status: 'fail', findings: 1 });
    expect(results['account-manager']).toMatchObject({ status: 'unavailable' });
    expect(results['account-manager']?.reason).toContain('has the field managerId');
  });

  it('resolves what is gone only when every record was visible', async () => {
    await check();
    await account('a1', 'active');
    await read('accounts', 'own');
    await check();
    expect(await listed()).toMatchObject([{ status: 'new' }]);

    await read('accounts', 'all');
    await check();

    expect(await listed()).toMatchObject([{ status: 'resolved' }]);
  });

  it('follows thresholds, and leaves findings of a check that is off as they are', async () => {
    await check({ 'account-frozen': { atLeast: 2 } });
    expect(await listed()).toEqual([]);
    await check();
    await account('a1', 'active');

    const results = await check({ 'account-frozen': { enabled: false } });

    expect(results['account-frozen']).toMatchObject({ status: 'unavailable' });
    expect(await listed()).toMatchObject([{ status: 'new' }]);
  });

  it('keeps evidence and history when the facts are deleted', async () => {
    await check();
    await database.pool.query('DELETE FROM facts.accounts WHERE integration_id = $1', [
      integrationId,
    ]);

    const [finding] = await listed();
    const detail = await service().get(finding?.id.slice(0, 8) ?? '');

    expect(detail.evidence.facts).toEqual({ username: 'a1@acme.example' });
    expect(detail.records).toMatchObject([
      { entity: 'account', id: 'a1', record: { username: 'a1@acme.example', state: 'frozen' } },
    ]);
    expect(detail.history).toMatchObject([{ type: 'found', to: 'new' }]);
  });

  it('lets people decide, and opens what was muted when its time has come', async () => {
    await check();
    const [finding] = await listed();
    const id = finding?.id ?? '';
    const until = new Date(clock.now().getTime() + 86_400_000);
    await service().act([id], { action: 'mute', until, reason: 'holidays' }, 'ada');
    expect(await listed()).toMatchObject([{ status: 'muted', reason: 'holidays' }]);

    clock.advance(86_400_000);

    expect(await listed()).toMatchObject([{ status: 'open', mutedUntil: undefined }]);
    await expect(
      service().act([id], { action: 'close', disposition: 'accepted-risk' }, 'ada'),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await service().act([id], { action: 'close', disposition: 'expected' }, 'ada');
    await check();
    expect(await listed()).toMatchObject([{ status: 'closed', disposition: 'expected' }]);
    expect((await service().get(id)).history.map(({ type }) => type)).toEqual([
      'found',
      'muted',
      'mute-ended',
      'closed',
    ]);
  });
});
