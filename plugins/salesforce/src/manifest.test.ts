import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readManifest, regex } from './fixtures/manifest.js';
import { eventStreams, snapshotStreams } from './streams/streams.js';
import { tenantStream } from './streams/tenant.js';
import { ownPermissions } from './tables/permissions.js';

const manifest = readManifest();
const url = manifest.config.properties.salesforceUrl;

function clean(value: string): string {
  const steps = url?.['x-ui']?.clean ?? [];
  return steps.reduce(
    (text, step) =>
      text.replace(new RegExp(regex(step.pattern), `${regex(step.pattern).flags}g`), step.replace),
    value,
  );
}

function accepts(value: string): boolean {
  return regex(String(url?.pattern)).test(clean(value));
}

function refusalOf(status: number, body: unknown) {
  const auth = manifest.auth;
  const refused = auth.type === 'oauth2-client-credentials' ? (auth.refused ?? []) : [];
  const text = JSON.stringify(body);
  return refused.find(
    (entry) =>
      (entry.status === undefined || entry.status === status) &&
      regex(entry.bodyPattern ?? '').test(text),
  );
}

describe('the Salesforce URL', () => {
  it.each([
    ['acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    [
      ' https://acme.lightning.force.com/lightning/page/home?a=1#b ',
      'https://acme.my.salesforce.com',
    ],
    ['http://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
    ['HTTPS://ACME.MY.SALESFORCE.COM', 'https://ACME.my.salesforce.com'],
    [
      'acme--uat.sandbox.my.salesforce-setup.com/lightning/setup',
      'https://acme--uat.sandbox.my.salesforce.com',
    ],
    ['https://acme.lightning.force.com.mcas.ms/x', 'https://acme.my.salesforce.com'],
    ['acme-dev-ed.develop.lightning.force.com', 'https://acme-dev-ed.develop.my.salesforce.com'],
    ['acme.lightning.crmforce.mil', 'https://acme.my.salesforce.mil'],
    ['acme.setup.sfcrmproducts.cn', 'https://acme.my.sfcrmproducts.cn'],
    ['acme.my.salesforce.com:443', 'https://acme.my.salesforce.com'],
  ])('turns %s into the My Domain URL', (typed, wanted) => {
    expect(clean(typed)).toBe(wanted);
    expect(accepts(typed)).toBe(true);
  });

  it.each([
    'login.salesforce.com',
    'https://test.salesforce.com',
    'na139.salesforce.com',
    'acme.force.com',
    'acme.my.site.com',
    'https://acme--c.vf.force.com',
    'https://10.0.0.1',
    'https://user:word@acme.my.salesforce.com',
    'https://acme.my.salesforce.com@evil.example',
    'https://acme.my.salesforce.com.evil.example',
    'https://evil.example/acme.my.salesforce.com',
    'https://evil.example\\.my.salesforce.com',
    'acme.my.salesforce.com:8443',
    'ftp://acme.my.salesforce.com',
  ])('refuses %s', (typed) => {
    expect(accepts(typed)).toBe(false);
  });
});

describe('refusals', () => {
  it.each([
    ['invalid_grant', 'request not supported on this domain', 'my-domain'],
    ['invalid_grant', 'No client credentials user enabled', 'run-as'],
    ['invalid_grant', 'client credentials flow not enabled', 'app'],
    ['unsupported_grant_type', 'grant type not supported', 'app'],
    ['invalid_grant', 'no valid scopes defined', 'app'],
    ['invalid_client_id', 'client identifier invalid', 'credentials'],
    ['invalid_client', 'invalid client credentials', 'credentials'],
    ['invalid_client', 'app must be installed into org', 'app'],
    ['app_not_found', 'External client app is not installed in this org', 'app'],
    ['invalid_grant', 'ip restricted', 'run-as'],
    ['invalid_app_access', 'user is not admin approved to access this app', 'run-as'],
    ['invalid_grant', 'inactive user', 'user'],
    ['inactive_org', 'org is locked, closed, or suspended', 'my-domain'],
    ['invalid_request', 'missing required parameter: client_id', 'credentials'],
  ])('points %s, “%s”, to the step %s', (error, description, step) => {
    expect(refusalOf(400, { error, error_description: description })?.setupStep).toBe(step);
  });

  it('leaves what nobody has seen before to the host, which shows both words', () => {
    const body = { error: 'invalid_grant', error_description: 'something new' };

    expect(refusalOf(400, body)).toBeUndefined();
  });

  it('does not take a sign-in’s status for a refusal', () => {
    expect(
      refusalOf(200, { records: [{ Status: 'ip restricted' }, { Status: 'Restricted time' }] }),
    ).toBeUndefined();
  });

  it('gives every refusal a page to open, and only missing API access its own steps', () => {
    const auth = manifest.auth;
    const refused = auth.type === 'oauth2-client-credentials' ? (auth.refused ?? []) : [];
    const steps = new Set(manifest.setup?.map((step) => step.id));

    for (const entry of refused) expect(steps.has(entry.setupStep ?? '')).toBe(true);
    const apiSteps = refused.filter((entry) =>
      /edition|permission-set/.test(entry.setupStep ?? ''),
    );
    expect(apiSteps.every((entry) => entry.bodyPattern?.startsWith('API_'))).toBe(true);
  });
});

describe('the daily quota', () => {
  const quota = manifest.quota?.[0];

  it.each([
    ['api-usage=18/5000', '18', '5000'],
    ['api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app)', '25', '5000'],
    ['per-app-api-usage=17/250(appName=x); api-usage=25/5000', '25', '5000'],
    ['api-usage=110018/100000; api-bursts=1/750', '110018', '100000'],
  ])('reads %s', (header, used, limit) => {
    const match = regex(quota?.usage.header?.pattern ?? '').exec(header);

    expect(match?.groups).toMatchObject({ used, limit });
  });

  it.each([
    ['GET /services/data/', false],
    ['POST /services/oauth2/token', false],
    ['GET /services/oauth2/userinfo', false],
    ['GET /services/data/v66.0/', true],
    ['GET /services/data/v66.0/query', true],
    ['POST /services/data/v66.0/composite', true],
  ])('counts %s: %s', (request, counted) => {
    expect(regex(quota?.applies ?? '').test(request)).toBe(counted);
  });
});

it('declares the streams that the connector knows', () => {
  expect(manifest.streams.map((stream) => stream.name).sort()).toEqual(
    [tenantStream, ...[...snapshotStreams, ...eventStreams].map((stream) => stream.name)].sort(),
  );
});

it('ships the permission set that the guide shows, and it cannot write', () => {
  const file = new URL('../Rollcall_Integration.permissionset-meta.xml', import.meta.url);
  const xml = readFileSync(file, 'utf8');
  const step = manifest.setup?.find((entry) => entry.id === 'permission-set');

  expect(step?.copy?.some((entry) => entry.value === xml)).toBe(true);
  expect(step?.body).toContain('Rollcall_Integration.permissionset-meta.xml');
  const names = [...xml.matchAll(/<name>(\w+)<\/name>/g)].map((match) => match[1] ?? '');
  expect(names.filter((name) => /^(Manage|Modify|Customize|Author)/.test(name))).toEqual([]);
  expect(names.every((name) => ownPermissions.some((known) => known === name))).toBe(true);
});
