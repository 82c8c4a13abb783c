import { type ConnectivityCheck, RollcallError } from '@rollcall/core';
import { MemoryClock, testConnector } from '@rollcall/core/testing';
import { describe, expect, it } from 'vitest';

import { SalesforceConnector } from '../connector.js';
import { readManifest } from '../fixtures/manifest.js';
import { smallCompany } from '../fixtures/small-company.js';
import { runAsId, TinyOrg, type TinyOrgOptions } from '../fixtures/tiny-org.js';

const now = '2026-11-01T10:00:00.000Z';
const config = { salesforceUrl: 'https://acme.my.salesforce.com', consumerKey: '3MVG9key' };
const streams = readManifest().streams.map((stream) => stream.name);
const permissions = [
  'ApiUserOnly',
  'ViewSetup',
  'ManageUsers',
  'TwoFactorApi',
  'CustomizeApplication',
];

function company(options: TinyOrgOptions = {}): TinyOrg {
  return new TinyOrg({ tables: smallCompany(20, 50, now), permissions, ...options });
}

async function test(org: TinyOrg, clock = new MemoryClock(now)) {
  const checks = await testConnector(SalesforceConnector, {
    config,
    http: org.http,
    clock,
    streams,
  });
  return new Map(checks.map((check): [string, ConnectivityCheck] => [check.id, check]));
}

describe('testConnectivity', () => {
  it('passes every check of an org that was set up by the guide, with at most seven requests', async () => {
    const org = company();

    const checks = await test(org);

    expect([...checks.values()].filter((check) => check.status !== 'passed')).toEqual([]);
    expect(org.counted).toBeLessThanOrEqual(7);
  });

  it('fails the address when the host cannot be found, and skips the rest', async () => {
    const org = company();
    org.http.on('GET', '/services/data/', () => {
      throw new RollcallError('HTTP_DNS', 'acme.my.salesforce.com cannot be resolved');
    });

    const checks = await test(org);

    expect(checks.get('url')).toMatchObject({ status: 'failed', setupStep: 'my-domain' });
    expect([...checks.values()].filter((check) => check.status === 'failed')).toHaveLength(1);
    expect(checks.get('token')?.status).toBe('skipped');
  });

  it('fails the sign-in alone when the token is refused', async () => {
    const org = company();
    org.http.on('GET', '/services/data/v66.0/', () => {
      throw new RollcallError('AUTH_REFUSED', 'The app has no run-as user', {
        setupStep: 'run-as',
      });
    });

    const checks = await test(org);

    expect(checks.get('token')).toMatchObject({ status: 'failed', setupStep: 'run-as' });
    expect([...checks.values()].filter((check) => check.status === 'failed')).toHaveLength(1);
    expect(checks.get('objects')?.status).toBe('skipped');
  });

  it('tells a missing API access from a refused token', async () => {
    const org = company();
    const json = [
      { errorCode: 'API_CURRENTLY_DISABLED', message: 'API is disabled for this User' },
    ];
    org.http.on('GET', '/services/data/v66.0/', { status: 403, json });

    const checks = await test(org);

    expect(checks.get('token')?.status).toBe('passed');
    expect(checks.get('api-enabled')).toMatchObject({
      status: 'failed',
      hint: expect.stringContaining('API Enabled'),
      setupStep: 'permission-set',
    });
  });

  it('warns when an object cannot be read, with the box to tick and what is left out', async () => {
    const checks = await test(company({ unreadable: ['UserRole', 'UserLogin'] }));

    expect(checks.get('objects')?.status).toBe('warning');
    expect(checks.get('object-user-role')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('roles'),
      hint: expect.stringContaining('View Roles and Role Hierarchy'),
    });
    expect(checks.get('object-user-login')?.detail).toContain('frozen or locked');
  });

  it('fails when users cannot be read', async () => {
    const checks = await test(company({ unreadable: ['User'] }));

    expect(checks.get('objects')?.status).toBe('failed');
  });

  it('warns when only its own sign-ins are visible', async () => {
    const tables = smallCompany(20, 50, now);
    const own = (tables.LoginHistory ?? []).filter((row) => row.UserId === runAsId);

    const checks = await test(
      new TinyOrg({
        tables: { ...tables, LoginHistory: own },
        permissions: ['ApiUserOnly', 'ViewSetup'],
      }),
    );

    expect(checks.get('sign-ins')).toMatchObject({
      status: 'warning',
      hint: expect.stringContaining('Monitor Login History'),
      setupStep: 'permission-set',
    });
  });

  it('warns of missing, and of too many permissions', async () => {
    const checks = await test(company({ permissions: ['ModifyAllData', 'ManageInternalUsers'] }));

    expect(checks.get('api-only-user')?.status).toBe('warning');
    expect(checks.get('view-setup')?.status).toBe('warning');
    expect(checks.get('manage-users')?.hint).toContain('Manage External Users');
    expect(checks.get('privileges')?.detail).toContain('Modify All Data');
  });

  it('stays within seven requests when the org knows few permissions', async () => {
    const hidden = ['ManagePartners', 'ViewRoles', 'ManageRoles', 'AuthorApex', 'ViewAllUsers'].map(
      (name) => `UserPermissionAccess.Permissions${name}`,
    );
    const org = company({ hidden });

    await test(org);

    expect(org.counted).toBeLessThanOrEqual(7);
  });

  it('names what only the own rows would be shown of, and objects that are not listed', async () => {
    const unreadable = ['VerificationHistory', 'TwoFactorMethodsInfo'];
    const org = company({ permissions: ['ApiUserOnly', 'ViewSetup', 'ViewAllUsers'], unreadable });

    const checks = await test(org);

    expect(checks.get('own-app-grants')?.hint).toContain('Customize Application');
    expect(checks.get('own-sessions')?.hint).toContain('Manage Users');
    expect(checks.get('object-verification-history')?.detail).toContain('factor-events');
    expect(checks.get('object-two-factor-methods-info')?.hint).toContain('Multi-Factor');
    expect(org.counted).toBeLessThanOrEqual(7);
  });

  it('warns of a clock that is wrong', async () => {
    const checks = await test(company(), new MemoryClock(now, 300_000));

    expect(checks.get('clock')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('behind'),
    });
  });
});
