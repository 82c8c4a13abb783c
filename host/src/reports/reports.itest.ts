import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { accessReport } from './access/access-report.js';
import { findingReport } from './findings/finding-report.js';
import { licenceReport } from './licences/licence-report.js';
import type { PriceBook } from './prices/price-book.js';
import { signInReport } from './sign-ins/sign-in-report.js';

const clock = new MemoryClock('2026-06-01T12:00:00.000Z');
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
            { key: 'FULL', prices: [{ edition: 'Big Edition', monthly: 175 }], source: 'list' },
            { key: 'FREE*', prices: [{ monthly: 0 }], source: 'list' },
            { key: 'BOT', freeSeats: 1, prices: [{ monthly: 10 }], source: 'list' },
          ],
        },
      },
    ],
  ]),
};
const version = '1.0.0';
const streams = [
  { name: 's', title: 'Accounts', entity: 'account', mode: 'snapshot' },
  {
    name: 'sign-ins',
    title: 'Sign-ins',
    entity: 'sign_in',
    mode: 'incremental',
    retention: '184d',
  },
  { name: 'tokens', title: 'Tokens', entity: 'app_grant', mode: 'snapshot' },
];

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-reports-'));
  database = await openDatabase({ source: { home: join(folder, 'home'), runtimeDir: folder } });
  await migrate(database.db);
  await database.pool.query(facts);
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const own = `'s', NULL, '\\x00', '2026-06-01T00:00:00Z', '2026-06-01T06:00:00Z', NULL`;
const ownColumns = 'stream, pass, content_hash, first_seen, last_seen, gone_at';

const facts = `
INSERT INTO rollcall.plugin (digest, plugin_id, version, manifest, source, installed_at, active)
VALUES ('d', 'acme', '1.0.0', '${JSON.stringify({ streams })}', 'bundled', '2026-01-01', true);
INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options,
  paused, created_at, updated_at)
VALUES ('i1', 'acme', 'd', 'Production', '{}', 1, '{}', false, '2026-01-01', '2026-01-01');
INSERT INTO facts.tenants (integration_id, id, name, edition, ${ownColumns})
VALUES ('i1', 't1', 'Acme', 'Big Edition', ${own});
INSERT INTO facts.licence_pools (integration_id, id, name, key, layer, total, used, ${ownColumns}) VALUES
 ('i1', 'L1', 'Full', 'FULL', 'base', 100, 60, ${own}),
 ('i1', 'L2', 'Free', 'FREE_X', 'base', NULL, 10, ${own}),
 ('i1', 'L3', 'Bot', 'BOT', 'base', 5, 3, ${own}),
 ('i1', 'L4', 'Extra', 'EXTRA', 'permission_set', 10, 2, ${own});
INSERT INTO facts.accounts (integration_id, id, username, state, kind, created_at, last_sign_in_at,
  licence_id, is_collector, ${ownColumns}) VALUES
 ('i1', 'a-never', 'never', 'active', 'human', '2026-01-10', NULL, 'L1', NULL, ${own}),
 ('i1', 'a-new', 'new', 'active', 'human', '2026-05-30', NULL, 'L1', NULL, ${own}),
 ('i1', 'a-old', 'old', 'active', 'human', '2025-01-10', '2026-01-18T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-used', 'used', 'active', 'human', '2025-01-10', '2026-05-18T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-seen', 'seen', 'active', 'human', '2025-01-10', '2026-01-18T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-frozen', 'frozen', 'frozen', 'human', '2025-01-10', '2026-05-31T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-gone', 'off', 'deactivated', 'human', '2025-01-10', NULL, 'L1', NULL, ${own}),
 ('i1', 'a-free', 'free', 'active', 'human', '2025-01-10', NULL, 'L2', NULL, ${own}),
 ('i1', 'a-bot', 'bot', 'active', 'service', '2025-01-10', NULL, 'L3', NULL, ${own}),
 ('i1', 'a-us', 'rollcall', 'active', 'service', '2025-01-10', NULL, 'L3', true, ${own}),
 ('i1', 'a-system', 'system', 'active', 'system', '2025-01-10', NULL, 'L1', NULL, ${own});
INSERT INTO facts.licence_assignments (integration_id, id, account_id, licence_id, layer, ${ownColumns}) VALUES
 ('i1', 'a-old:L1', 'a-old', 'L1', 'base', ${own}),
 ('i1', 'a-old:L4', 'a-old', 'L4', 'permission_set', ${own});
INSERT INTO facts.app_grants (integration_id, id, account_id, app_name, last_used_at, ${ownColumns}) VALUES
 ('i1', 'g1', 'a-never', 'Loader', '2026-02-20T12:00:00Z', ${own});
INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, ${ownColumns}) VALUES
 ('i1', 'R1', 'Admin', 'profile', '{data.modify_all}', ${own});
INSERT INTO facts.role_assignments (integration_id, id, account_id, role_id, via, active, ${ownColumns}) VALUES
 ('i1', 'a-seen:R1', 'a-seen', 'R1', 'profile', true, ${own});
INSERT INTO rollcall.stream_state (integration_id, stream, outcome, updated_at) VALUES
 ('i1', 's', 'done', '2026-06-01');
INSERT INTO facts.factor_events (integration_id, id, time, account_id, sign_in_id, outcome, ${ownColumns}) VALUES
 ('i1', 'f1', '2026-05-20T12:00:00Z', 'a-seen', 's2', 'success', ${own}),
 ('i1', 'f0', '2026-04-01T12:00:00Z', 'a-seen', NULL, 'success', ${own});
INSERT INTO facts.audit_events (integration_id, id, time, actor_id, action, delegate, ${ownColumns}) VALUES
 ('i1', 'e1', '2026-05-20T12:00:00Z', 'a-seen', 'changed', NULL, ${own}),
 ('i1', 'e2', '2026-05-20T12:00:00Z', 'a-seen', 'changed', 'other', ${own});
INSERT INTO facts.sign_ins (integration_id, id, time, account_id, outcome, status_detail, method, country,
  application, tls_protocol, is_collector, ${ownColumns}) VALUES
 ('i1', 's1', '2026-01-18T12:00:00Z', 'a-old', 'success', NULL, 'oauth', 'DE', 'Loader', 'TLS 1.3', NULL, ${own}),
 ('i1', 's2', '2026-05-20T12:00:00Z', 'a-seen', 'success', NULL, 'sso', 'DE', 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's3', '2026-05-20T23:59:59.999Z', 'a-used', 'failure', 'Invalid Password', 'password', 'FR', 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's4', '2026-05-21T00:00:00Z', 'a-used', 'failure', 'Invalid Password', 'password', NULL, 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's6', '2026-05-22T00:00:00Z', 'a-used', 'success', NULL, 'password', 'DE', 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's5', '2026-05-21T00:00:00Z', 'a-us', 'success', NULL, 'api_password', 'DE', 'Loader', 'TLS 1.1', true, ${own});
UPDATE facts.sign_ins SET source_ip = CASE id WHEN 's5' THEN '203.0.113.7' WHEN 's6' THEN '2001:db8:1:2::3'
  WHEN 's1' THEN 'the provider' ELSE '198.51.100.9' END;
`;

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
