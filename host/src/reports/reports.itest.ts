import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { accessReport } from './access/access-report.js';
import { findingReport } from './findings/finding-report.js';
import { signInReport } from './sign-ins/sign-in-report.js';
import { storeFacts } from './testing/stored-facts.js';

const clock = new MemoryClock('2026-06-01T12:00:00.000Z');
const version = '1.0.0';

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await storeFacts(database);
});

afterAll(() => database.close());

describe('the report of sign-ins', () => {
  it('counts by every dimension', async () => {
    const report = await signInReport(database.pool, clock, { version });

    expect(report).toMatchObject({
      signIns: 6,
      failures: 2,
      accounts: 4,
      byRollcall: 1,
      firstAt: '2026-01-18T12:00:00.000Z',
      outcomes: [
        { value: 'success', signIns: 4 },
        { value: 'failure', signIns: 2, failures: 2 },
      ],
      countries: [
        { value: 'DE', signIns: 4 },
        { value: null, signIns: 1 },
        { value: 'FR', signIns: 1, failures: 1 },
      ],
      networks: [
        { value: '198.51.100.0/24', signIns: 3 },
        { value: '2001:db8:1::/48', signIns: 1 },
        { value: '203.0.113.0/24', signIns: 1 },
        { value: 'the provider', signIns: 1 },
      ],
      kinds: [
        { value: 'human', signIns: 5 },
        { value: 'service', signIns: 1 },
      ],
      months: [
        { value: '2026-01', signIns: 1 },
        { value: '2026-05', signIns: 5, failures: 2 },
      ],
      failureReasons: [{ reason: 'Invalid Password', failures: 2 }],
      mostFailures: [{ username: 'used', failures: 2, lastAt: '2026-05-21T00:00:00.000Z' }],
      legacy: [{ username: 'rollcall', signIns: 1 }],
    });
  });

  it('says of people’s sign-ins whether there was a second factor, and where it is not known', async () => {
    const { mfa } = await signInReport(database.pool, clock, { version });

    expect(mfa).toEqual({
      signIns: 3,
      yes: 1,
      no: 1,
      unknown: 1,
      sso: 1,
      byMethod: [
        { method: 'oauth', yes: 0, no: 0, unknown: 1 },
        { method: 'password', yes: 0, no: 1, unknown: 0 },
        { method: 'sso', yes: 1, no: 0, unknown: 0 },
      ],
    });
  });

  it('shows machines with their networks, and what administrators did', async () => {
    const report = await signInReport(database.pool, clock, { version });

    expect(report.services).toMatchObject([
      { username: 'rollcall', signIns: 1, networks: ['203.0.113.0/24'], applications: ['Loader'] },
    ]);
    expect(report.privileged).toMatchObject([
      { username: 'seen', signIns: 1, changes: 2, delegatedChanges: 1, networkCount: 1 },
    ]);
  });

  it('says that nobody compared what is stored with the provider', async () => {
    const { completeness } = await signInReport(database.pool, clock, { version });

    expect(completeness).toMatchObject([
      { stream: 'sign-ins', retention: '184d', status: 'not compared', spans: [] },
    ]);
  });

  it('names the spans of the period in which the provider has another number', async () => {
    await database.pool.query(`INSERT INTO rollcall.reconciliation
      (integration_id, stream, from_at, to_at, stored, provider, checked_at, status) VALUES
      ('i1', 'sign-ins', '2026-04-01', '2026-05-01', 7, 7, '2026-06-01', 'complete'),
      ('i1', 'sign-ins', '2026-05-01', '2026-06-01', 5, 6, '2026-06-01', 'gap')`);
    const statuses = async (to: string) =>
      (await signInReport(database.pool, clock, { version, to: new Date(to) })).completeness.map(
        ({ status, compared, spans }) => [status, compared.stored, compared.provider, spans.length],
      );

    expect(await statuses('2026-05-01')).toEqual([['complete', 7, 7, 1]]);
    expect(await statuses('2026-05-02')).toEqual([['gap', 12, 13, 2]]);
  });

  it('counts from the first instant on, and before the last', async () => {
    const report = await signInReport(database.pool, clock, {
      version,
      from: new Date('2026-05-20T23:59:59.999Z'),
      to: new Date('2026-05-21T00:00:00Z'),
    });

    expect(report).toMatchObject({ signIns: 1, days: [{ value: '2026-05-20', failures: 1 }] });
  });

  it('is all zeros where there is nothing', async () => {
    const report = await signInReport(database.pool, clock, { version, integrationId: 'other' });

    expect(report).toMatchObject({ signIns: 0, accounts: 0, firstAt: null, days: [], legacy: [] });
  });
});

describe('the report of access', () => {
  it('lists who holds what, by which way, and who gave it', async () => {
    const report = await accessReport(database.pool, clock, { version });

    expect(report.capabilities).toMatchObject([
      { capability: 'data.modify_all', title: 'Modify all data', holders: 1, humans: 1 },
    ]);
    expect(report.holders).toMatchObject([
      {
        line: 'i1:a-seen:data.modify_all',
        username: 'seen',
        paths: [{ role: 'Admin', via: 'profile', since: null }],
      },
    ]);
    expect(report.difference).toBeNull();
  });

  it('compares two moments from when assignments were seen and gone', async () => {
    const from = new Date('2026-06-01T06:00:00Z');
    await database.pool.query(`INSERT INTO facts.role_assignments
      (integration_id, id, account_id, role_id, via, active, stream, pass, content_hash, first_seen, last_seen, gone_at)
      VALUES ('i1', 'x1', 'a-old', 'R1', 'direct', true, 's', 1, '\\x00', '2026-06-01T08:00:00Z', '2026-06-01T08:00:00Z', NULL),
       ('i1', 'x2', 'a-used', 'R1', 'direct', true, 's', 1, '\\x00', '2026-06-01T00:00:00Z', '2026-06-01T06:00:00Z', '2026-06-01T09:00:00Z')`);

    const { difference } = await accessReport(database.pool, clock, { version, from });

    expect(difference?.added.map(({ username }) => username)).toEqual(['old']);
    expect(difference?.removed.map(({ username }) => username)).toEqual(['used']);
  });
});

describe('the report of findings', () => {
  it('has those that were open in the period, with who ended them', async () => {
    const insert = (id: string, status: string, statusAt: string) =>
      `('${id}', 'i1', 'account-inactive', 1, false, 's', 'high', '${status}', '${statusAt}', 'T', '{a-old}', '{}',
        '2026-05-01', '2026-05-01', '2026-05-01', '2026-05-02', 1)`;
    await database.pool.query(`INSERT INTO rollcall.finding (id, integration_id, check_id, check_version, is_episode,
        subject, severity, status, status_at, title, accounts, evidence, first_at, last_at, first_seen, last_seen, times_seen)
      VALUES ${insert('f1', 'closed', '2026-05-03')}, ${insert('f2', 'open', '2026-05-01')};
      INSERT INTO rollcall.finding_event (finding_id, at, type, actor, to_status, severity)
      VALUES ('f1', '2026-05-03', 'close', 'grace', 'closed', 'high')`);
    const inMay = await findingReport(database.pool, clock, {
      version,
      to: new Date('2026-05-31'),
    });
    const later = await findingReport(database.pool, clock, {
      version,
      from: new Date('2026-05-20'),
    });

    expect(inMay.findings.map(({ id }) => id)).toEqual(['f1', 'f2']);
    expect(inMay.findings[0]).toMatchObject({ endedBy: 'grace', hoursToEnd: 48 });
    expect(later.findings.map(({ id }) => id)).toEqual(['f2']);
  });
});
