import { type EntityName, entities, type PlanMessage } from '@rollcall/core';
import { checkResume, MemoryClock, MemorySink, runConnector } from '@rollcall/core/testing';
import { describe, expect, it } from 'vitest';

import { SalesforceConnector } from './connector.js';
import { readManifest } from './fixtures/manifest.js';
import { smallCompany } from './fixtures/small-company.js';
import { TinyBulk } from './fixtures/tiny-bulk.js';
import { orgId, runAsId, TinyOrg, type TinyOrgOptions } from './fixtures/tiny-org.js';

const now = '2026-11-01T10:00:00.000Z';
const config = { salesforceUrl: 'https://acme.my.salesforce.com', consumerKey: '3MVG9key' };
const manifest = readManifest();
const streams = manifest.streams.map((stream) => stream.name);
const entitiesOf = Object.fromEntries(
  manifest.streams.flatMap(({ name, entity }) =>
    isEntity(entity) ? [[name, entities[entity]]] : [],
  ),
);
const permissions = [
  'ViewSetup',
  'ManageUsers',
  'ViewRoles',
  'TwoFactorApi',
  'CustomizeApplication',
];

function isEntity(name: string): name is EntityName {
  return name in entities;
}

async function collect(org: TinyOrg, sink = new MemorySink(), names = streams) {
  const clock = new MemoryClock(now);
  const options = {
    config,
    http: org.http,
    clock,
    streams: names,
    entities: entitiesOf,
    cursors: { ...sink.cursors },
  };
  const run = await runConnector(SalesforceConnector, options);
  for (const message of run.messages) sink.apply(message);
  return { run, sink };
}

function company(people: number, signIns: number, options: TinyOrgOptions = {}): TinyOrg {
  return new TinyOrg({ tables: smallCompany(people, signIns, now), permissions, ...options });
}

type Collected = Awaited<ReturnType<typeof collect>>['run'];

function planIn({ messages }: Collected): PlanMessage {
  const plan = messages.find((message) => message.type === 'plan');
  if (plan?.type !== 'plan') throw new Error('no plan was told');
  return plan;
}

function plannedOf(run: Collected): number {
  return Object.values(planIn(run).streams).reduce((sum, { requests }) => sum + requests, 0);
}

function noteOf(run: Collected): string | undefined {
  return planIn(run).streams['sign-ins']?.note;
}

describe('collect', () => {
  it('reads every stream of a small company', async () => {
    const { sink } = await collect(company(20, 50));

    expect(sink.records('accounts')).toHaveLength(20);
    expect(sink.records('sign-ins')).toHaveLength(50);
    expect(sink.records('licence-assignments').map((record) => record.id)).toContain(
      `${orgId('005', 1)}:${orgId('100', 1)}`,
    );
    expect(
      sink
        .records('roles')
        .map((record) => record.kind)
        .sort(),
    ).toEqual(['hierarchy_role', 'permission_set', 'permission_set_group', 'profile']);
    expect(sink.failures).toEqual({});
    expect(sink.skipped).toEqual({});
  });

  it('tells the tenant and the plan before the first batch', async () => {
    const { run } = await collect(company(20, 50));

    expect(run.messages.slice(0, 3).map((message) => message.type)).toEqual([
      'tenant',
      'plan',
      'batch',
    ]);
    expect(run.messages[1]).toMatchObject({
      streams: { accounts: { records: 20 }, 'sign-ins': { records: 50, requests: 1 } },
    });
  });

  it.each([
    [20, 50],
    [500, 20_000],
    [700, 9000],
    [5000, 39_000],
  ])(
    'says beforehand what %i people and %i sign-ins cost, within 10 %',
    async (people, signIns) => {
      const org = company(people, signIns);
      const first = await collect(org);
      const spent = org.counted;

      const again = await collect(org, first.sink);

      expect(Math.abs(plannedOf(first.run) - spent) / spent).toBeLessThanOrEqual(0.1);
      expect(plannedOf(again.run)).toBe(org.counted - spent);
    },
    60_000,
  );

  it('says what would cost more than is planned, where only the org’s answers tell', async () => {
    const composites = await collect(company(20, 20_000));
    const large = company(20, 45_000);
    new TinyBulk(large, { pageRows: 10_000 });
    const jobs = await collect(large);

    expect(noteOf(composites.run)).toBe('about 11 requests if composites are short');
    expect(noteOf(jobs.run)).toMatch(/^about \d+ requests if the org refuses Bulk$/);
  }, 60_000);

  it('collects 500 people and 20,000 sign-ins again with at most ten requests', async () => {
    const org = company(500, 20_000);
    const { sink } = await collect(org);
    const first = org.counted;

    await collect(org, sink);

    expect(sink.records('sign-ins')).toHaveLength(20_000);
    expect(first).toBeLessThanOrEqual(24);
    expect(org.counted - first).toBeLessThanOrEqual(7);
  }, 60_000);

  it('stays within ten requests when composites give short pages', async () => {
    const pageSize = (isComposite: boolean) => (isComposite ? 200 : 2000);
    const org = company(500, 100, { pageSize });
    const { sink } = await collect(org);
    const first = org.counted;

    await collect(org, sink);

    expect(sink.records('accounts')).toHaveLength(500);
    expect(org.counted - first).toBeLessThanOrEqual(10);
  });

  it('gives accounts without knowing who is frozen when UserLogin cannot be read', async () => {
    const { sink } = await collect(company(20, 0, { unreadable: ['UserLogin'] }));

    expect(sink.records('accounts')).toHaveLength(20);
    expect(sink.skipped).toEqual({});
  });

  it('knows who is frozen and whose seat is free', async () => {
    const { sink } = await collect(company(20, 0));

    const stateOf = new Map(sink.records('accounts').map((record) => [record.id, record.state]));
    expect(stateOf.get(orgId('005', 3))).toBe('frozen');
    expect(stateOf.get(orgId('005', 7))).toBe('deactivated');
    expect(
      sink.records('licence-assignments').some((record) => record.accountId === orgId('005', 7)),
    ).toBe(false);
  });

  it('skips what may not be read, names the box to tick, and goes on', async () => {
    const org = company(20, 30, { unreadable: ['UserRole', 'LoginHistory'] });
    const { run, sink } = await collect(org);

    expect(
      run.messages.find((message) => message.type === 'skipped' && message.stream === 'roles'),
    ).toMatchObject({
      hint: expect.stringContaining('View Roles and Role Hierarchy'),
      setupStep: 'permission-set',
    });
    expect(sink.skipped).toHaveProperty('sign-ins');
    expect(sink.records('roles').length).toBeGreaterThan(0);
    expect(sink.records('accounts')).toHaveLength(20);
  });

  it('leaves fields out that the user may not see, and does not ask for them again', async () => {
    const org = company(20, 30, { hidden: ['User.EmployeeNumber', 'LoginHistory.LoginGeoId'] });
    const { sink } = await collect(org);
    const first = org.counted;

    await collect(org, sink);

    expect(sink.records('accounts')).toHaveLength(20);
    expect(sink.records('sign-ins')).toHaveLength(30);
    expect(org.counted - first).toBeLessThan(first - 2);
  });

  it('skips licences when none is visible, which no org is without', async () => {
    const tables = { ...smallCompany(20, 0, now), UserLicense: [] };
    const { sink } = await collect(company(20, 0, { tables }));

    expect(sink.skipped).toHaveProperty('licence-pools');
  });

  it('claims to see everything only with the permission that proves it', async () => {
    const proven = await collect(company(20, 0));
    const unproven = await collect(company(20, 0, { permissions: [] }));

    const visibility = (run: typeof proven.run) =>
      run.messages.flatMap((message) =>
        message.type === 'snapshotComplete' && message.stream === 'accounts'
          ? message.visibility
          : [],
      );
    expect(visibility(proven.run)).toEqual(['all']);
    expect(visibility(unproven.run)).toEqual(['unknown']);
  });

  it('fails one stream when the org gives up on it, and reads the others', async () => {
    const org = company(20, 30, {
      timesOut: (query) => query.object === 'User' && query.fields[0] === 'Id',
    });
    const { sink } = await collect(org);

    expect(sink.failures.accounts?.code).toBe('QUERY_TIMEOUT');
    expect(sink.records('roles').length).toBeGreaterThan(0);
    expect(sink.records('sign-ins')).toHaveLength(30);
  });

  it('gives each of the other objects the ids that stay the same', async () => {
    const { sink } = await collect(company(20, 5));

    const idsOf = (stream: string) => sink.records(stream).map((record) => record.id);
    expect(idsOf('groups')).toEqual([orgId('00G', 1)]);
    expect(idsOf('group-members')).toEqual([orgId('011', 1)]);
    expect(idsOf('sessions')).toEqual([orgId('0Ak', 1)]);
    expect(idsOf('factors')).toEqual([`${orgId('005', 1)}:methods`]);
    expect(idsOf('apps')).toEqual([orgId('0H4', 1)]);
    expect(idsOf('app-grants')).toEqual([
      `${orgId('005', 1)}:Slack:2026-10-01T00:00:00.000Z`,
      orgId('0CQ', 2),
    ]);
    expect(idsOf('factor-events')).toEqual([orgId('0SH', 1)]);
    expect(idsOf('audit-events')).toEqual([orgId('0Ym', 1)]);
    expect(idsOf('licence-pools')).toContain('UserPermissionsMarketingUser');
    expect(idsOf('licence-assignments')).toContain(
      `${orgId('005', 1)}:UserPermissionsMarketingUser`,
    );
  });

  it('counts who holds a feature licence, by active accounts', async () => {
    const { sink } = await collect(company(20, 0));

    const pools = sink.records('licence-pools');
    expect(pools.find((pool) => pool.id === 'UserPermissionsMarketingUser')).toMatchObject({
      layer: 'feature',
      total: null,
      used: 1,
    });
  });

  it('widens the account that a change was made to, and keeps who acted as somebody', async () => {
    const { sink } = await collect(company(20, 0));

    expect(sink.records('audit-events')[0]).toMatchObject({
      targetId: '00530000009M943AAC',
      delegate: 'admin@acme.test',
    });
  });

  it('reads tokens past the end of what one query gives', async () => {
    const tables = smallCompany(20, 0, now);
    const tokens = Array.from({ length: 5200 }, (_, place) => ({
      Id: null,
      UserId: orgId('005', place % 19),
      AppName: `App ${place}`,
      CreatedDate: '2026-10-01T00:00:00.000+0000',
    }));
    const org = company(20, 0, { tables: { ...tables, OauthToken: tokens }, cap: 2500 });

    const { sink } = await collect(org);

    expect(new Set(sink.records('app-grants').map((record) => record.id)).size).toBe(5200);
    expect(org.selected('OauthToken')).not.toContain('AccessToken');
  });

  it('skips what shows nothing but its own rows, and reads it from the beginning when that ends', async () => {
    const tables = smallCompany(20, 40, now);
    const all = tables.LoginHistory ?? [];
    const own = all.filter((row) => row.UserId === runAsId);
    const narrow = company(20, 0, {
      tables: { ...tables, LoginHistory: own },
      permissions: ['ViewSetup', 'ViewAllUsers'],
    });

    const { sink } = await collect(narrow);
    const { sink: wide } = await collect(company(20, 40), sink);

    expect(Object.keys(sink.skipped)).toEqual(expect.arrayContaining(['sign-ins', 'sessions']));
    expect(wide.records('sign-ins')).toHaveLength(40);
  });

  it('resumes after every message without losing a record', async () => {
    const pageSize = () => 7;
    const kills = await checkResume(SalesforceConnector, {
      http: () => company(20, 40, { pageSize }).http,
      clock: new MemoryClock(now),
      config,
      streams,
    });

    expect(kills).toBeGreaterThan(10);
  });
});
