import type { Manifest } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { sampleText } from '../plugins/testing/sample-manifest.js';
import { validateManifest } from '../plugins/validate.js';
import { planAdoption } from './adopt.js';
import { planEdit } from './edit.js';
import { checkedName, newIntegrationId } from './naming.js';
import { mergeOptions, optionFaults } from './options.js';

function manifestOf(change?: (manifest: Record<string, unknown>) => void): Manifest {
  const { manifest } = validateManifest(sampleText(change), 'plugin.json');
  if (manifest === undefined) throw new Error('the sample is broken');
  return manifest;
}

const manifest = manifestOf();
const config = { url: 'https://acme.example.com', clientId: 'abc', region: 'eu', days: 30 };
const state = { config, options: { ceiling: 50 }, secretNames: ['clientSecret'] };

describe('planEdit', () => {
  it('keeps what is not named', () => {
    const edit = planEdit(manifest, state, { config: { days: 7 } });

    expect(edit).toEqual({
      config: { ...config, days: 7 },
      options: { ceiling: 50 },
      secrets: {},
      deleted: [],
      touchesConnection: true,
    });
    expect(planEdit(manifest, state, { options: { raw: false } }).touchesConnection).toBe(false);
  });

  it.each(['url', 'clientId'])('wants the secrets again when %s changes', (name) => {
    const patch = { config: { [name]: 'https://other.example.com' } };

    expect(() => planEdit(manifest, state, patch)).toThrow(
      expect.objectContaining({
        code: 'SECRET_REENTER',
        details: { changed: [name], secrets: ['clientSecret'] },
      }),
    );
    const edit = planEdit(manifest, state, { ...patch, secrets: { clientSecret: 'new' } });
    expect(edit.secrets).toEqual({ clientSecret: 'new' });
  });

  it('does not want them for the same value, written otherwise', () => {
    const patch = { config: { url: ' https://acme.example.com/ ' } };

    expect(planEdit(manifest, state, patch).touchesConnection).toBe(false);
  });

  it.each([null, '', '*****'])('does not take %j for a secret', (value) => {
    const patch = { secrets: { clientSecret: value } };

    expect(() => planEdit(manifest, state, patch)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  it('deletes a secret that is not required', () => {
    const optional = manifestOf((sample) => {
      const form = sample.config as { required: string[] };
      form.required = ['url', 'clientId'];
    });

    expect(planEdit(optional, state, { secrets: { clientSecret: null } }).deleted).toEqual([
      'clientSecret',
    ]);
  });

  it('puts the default back when a field is removed', () => {
    expect(
      planEdit(manifest, { ...state, config: { ...config, days: 3 } }, { config: { days: null } })
        .config,
    ).toEqual(config);
  });
});

describe('options', () => {
  it('reads texts as the command line gives them', () => {
    const merged = mergeOptions(
      manifest,
      { schedule: { accounts: '1d' }, raw: true },
      { ceiling: '60%', 'schedule.sign-ins': '1h', streams: 'accounts, badges', raw: null },
    );

    expect(merged).toEqual({
      ceiling: 60,
      schedule: { accounts: '1d', 'sign-ins': '1h' },
      streams: ['accounts', 'badges'],
    });
    expect(optionFaults(manifest, merged)).toEqual([]);
  });

  it('reaches the thresholds of one check and leaves its others', () => {
    const present = { checks: { 'account-inactive': { enabled: true, days: 9 } } };
    const key = 'checks.account-inactive.days';

    const merged = mergeOptions(manifest, present, { [key]: '40' });

    expect(merged).toEqual({ checks: { 'account-inactive': { enabled: true, days: 40 } } });
    expect(mergeOptions(manifest, merged, { checks: { 'account-inactive': null } })).toEqual({});
  });

  it('removes inside of an option', () => {
    const present = { schedule: { accounts: '1d', badges: '2d' } };

    const merged = mergeOptions(manifest, present, { 'schedule.accounts': null });

    expect(merged).toEqual({ schedule: { badges: '2d' } });
    expect(mergeOptions(manifest, merged, { schedule: { badges: null } })).toEqual({});
  });

  it.each([
    [{ ceiling: 96 }, 'ceiling', '1 to 95'],
    [{ ceiling: 0 }, 'ceiling', '1 to 95'],
    [{ ceiling: 'high' }, 'ceiling', 'a whole number'],
    [{ timezone: 'Europe/Berln' }, 'timezone', 'Europe/Berlin'],
    [{ timezone: '+02:00' }, 'timezone', 'time zone'],
    [{ schedule: { account: '1d' } }, 'schedule.account', 'Did you mean "accounts"?'],
    [{ schedule: { accounts: 'daily' } }, 'schedule.accounts', '6h'],
    [{ streams: ['acounts'] }, 'streams.0', 'Did you mean "accounts"?'],
    [{ streams: [] }, 'streams', 'at least 1'],
    [{ retention: { session: '1d' } }, 'retention.session', 'no field'],
    [{ retention: { sign_in: '0d' } }, 'retention.sign_in', 'whole number'],
    [{ raw: 'maybe' }, 'raw', 'true or false'],
    [{ proxy: 'http://user:pass@proxy:1' }, 'proxy', 'HTTPS_PROXY'],
    [{ 'checks.acount-inactive.days': 9 }, 'checks.acount-inactive', '"account-inactive"'],
    [{ 'checks.account-inactive.dys': 9 }, 'checks.account-inactive.dys', '"days"'],
    [{ 'checks.account-inactive.days': 'x' }, 'checks.account-inactive.days', 'number'],
    [{ cieling: 50 }, 'cieling', 'Did you mean "ceiling"?'],
  ])('tells the mistake in %j once', (options, field, text) => {
    const faults = optionFaults(manifest, mergeOptions(manifest, {}, options));

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ field, message: expect.stringContaining(text) });
    expect(faults[0]?.message).not.toContain('pass@');
  });
});

describe('planAdoption', () => {
  const movable = { config, configVersion: 2, secretNames: ['clientSecret'] };

  it('moves within a major version, through the migrations', () => {
    const next = manifestOf((sample) => {
      sample.version = '1.3.0';
      const form = sample.config as Record<string, unknown> & { migrations: object[] };
      form.version = 3;
      form.migrations.push({ to: 3, map: { region: { eu: 'us' } } });
    });

    expect(planAdoption(manifest, next, movable)).toEqual({
      config: { ...config, region: 'us' },
      configVersion: 3,
    });
  });

  it.each<[string, (sample: Record<string, unknown>) => void]>([
    ['another major version', (sample) => Object.assign(sample, { version: '2.0.0' })],
    [
      'other origins',
      (sample) =>
        Object.assign(sample, {
          egress: [...(sample.egress as object[]), { origin: 'https://more.example', reason: 'x' }],
        }),
    ],
    [
      'a new required field',
      (sample) => {
        const form = sample.config as { required: string[]; properties: Record<string, unknown> };
        form.properties.more = { type: 'string' };
        form.required.push('more');
      },
    ],
  ])('stays for %s', (_name, change) => {
    expect(planAdoption(manifest, manifestOf(change), movable)).toBeUndefined();
  });
});

describe('naming', () => {
  const random = (count: number) => new Uint8Array(count).fill(10);

  it.each([
    ['Acme production', 'acme-production-kkkk'],
    ['  Größe & Co. (EU) ', 'gro-e-co-eu-kkkk'],
    ['日本', 'acme-directory-kkkk'],
  ])('makes a readable id of %s', (name, id) => {
    expect(newIntegrationId(name, 'acme-directory', random)).toBe(id);
  });

  it.each(['', '   ', 'a\nb', 'x'.repeat(81), 'a\u202eb'])('refuses the name %j', (name) => {
    expect(() => checkedName(name)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
