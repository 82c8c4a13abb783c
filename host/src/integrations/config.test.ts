import type { Manifest } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sampleText } from '../plugins/testing/sample-manifest.js';
import { validateManifest } from '../plugins/validate.js';
import { configFaults } from './config.js';
import { secretOrigin, sensitiveFields } from './destinations.js';
import { prepareConfig } from './prepare-config.js';

function manifestOf(change?: (manifest: Record<string, unknown>) => void): Manifest {
  const { manifest, faults } = validateManifest(sampleText(change), 'plugin.json');
  expect(faults).toEqual([]);
  if (manifest === undefined) throw new Error('the sample is broken');
  return manifest;
}

const manifest = manifestOf();
const right = { url: 'https://acme.example.com', clientId: 'abc' };
const secrets = { clientSecret: 'top-secret-value' };

describe('configFaults', () => {
  it('accepts a form that is right', () => {
    expect(configFaults(manifest, right, secrets)).toEqual([]);
    expect(configFaults(manifest, right, {}, ['clientSecret'])).toEqual([]);
  });

  it.each([
    [{ ...right, url: undefined }, 'url', 'required', 'Enter "Address", for example https://acme'],
    [{ ...right, url: '' }, 'url', 'required', 'Enter "Address"'],
    [{ ...right, url: '  ' }, 'url', 'required', 'Enter "Address"'],
    [
      { ...right, url: 'http://acme.example.com' },
      'url',
      'pattern',
      'Enter the address of your directory.',
    ],
    [{ ...right, url: 'nonsense' }, 'url', 'pattern', 'Enter the address of your directory.'],
    [{ ...right, url: 7 }, 'url', 'type', 'Enter a text for "Address"'],
    [{ ...right, clientId: 'a' }, 'clientId', 'minLength', 'at least 3 characters'],
    [{ ...right, region: 'eur' }, 'region', 'enum', 'eu (Europe), us. Did you mean "eu"?'],
    [{ ...right, days: 0 }, 'days', 'minimum', 'from 1 to 180'],
    [{ ...right, days: '181' }, 'days', 'maximum', 'from 1 to 180'],
    [{ ...right, days: 'many' }, 'days', 'type', 'a whole number'],
    [{ ...right, days: 1.5 }, 'days', 'type', 'a whole number'],
    [{ ...right, regoin: 'eu' }, 'regoin', 'unknown', 'Did you mean "region"?'],
    [{ ...right, clientSecret: 'x' }, 'clientSecret', 'secret', 'is a secret'],
  ])('tells one mistake of %j once', (config, field, keyword, text) => {
    const faults = configFaults(manifest, config, field === 'clientSecret' ? {} : secrets);

    expect(faults).toEqual([
      { pointer: `/${field}`, field, keyword, message: expect.stringContaining(text) },
    ]);
    expect(faults[0]?.message).not.toMatch(/invalid|must match/i);
  });

  it.each([
    [{}, 'required', 'Enter "Client secret".'],
    [{ clientSecret: '' }, 'required', 'Enter "Client secret".'],
    [{ clientSecret: '********' }, 'mask', 'mask'],
    [{ ...secrets, clientId: 'abc' }, 'secret', 'no secret'],
    [{ ...secrets, clientSecet: 'top-secret-value' }, 'unknown', 'Did you mean "clientSecret"?'],
  ])('tells one mistake in the secrets once (%#)', (given, keyword, text) => {
    const faults = configFaults(manifest, right, given);

    expect(faults.map((fault) => fault.keyword)).toEqual([keyword]);
    expect(faults[0]?.message).toContain(text);
    expect(JSON.stringify(faults)).not.toContain('top-secret-value');
  });

  it('tells all mistakes in the order of the form', () => {
    const faults = configFaults(manifest, { days: 0, more: 1 }, {});

    expect(faults.map(({ field }) => field)).toEqual([
      'url',
      'clientId',
      'clientSecret',
      'days',
      'more',
    ]);
  });

  it.each([
    'https://acme.example.com/path',
    'https://a@b.example',
    'https://a.example?x',
    'ftp://a',
  ])('wants an https origin where requests go (%s)', (url) => {
    const open = manifestOf((sample) => {
      const config = sample.config as { properties: Record<string, unknown> };
      config.properties.url = { type: 'string', title: 'Address' };
    });

    const faults = configFaults(open, { ...right, url }, secrets);

    expect(faults.map(({ keyword }) => keyword)).toEqual(['egress']);
    expect(faults[0]?.message).toContain('https://');
  });

  it('does not let a part of a host lead elsewhere', () => {
    const open = manifestOf((sample) => {
      const config = sample.config as { properties: Record<string, unknown> };
      config.properties.url = { type: 'string', title: 'Name' };
      const origin = 'https://{config.url}.acme.example';
      sample.egress = [{ origin, reason: 'The API' }];
      sample.baseUrl = { from: 'config', value: origin };
      sample.auth = { type: 'bearer', token: '{config.clientSecret}' };
    });
    const keywords = (url: string) =>
      configFaults(open, { ...right, url }, secrets).map(({ keyword }) => keyword);

    expect(keywords('eu')).toEqual([]);
    for (const url of ['evil.com/', 'evil.com#', 'evil.com?', 'evil.com\\', 'a@evil.com/']) {
      expect(keywords(url)).toEqual(['egress']);
    }
  });

  it('checks only the alternative that was chosen', () => {
    const branch = (kind: string, extra: Record<string, unknown>) => ({
      type: 'object',
      additionalProperties: false,
      required: ['kind', ...Object.keys(extra)],
      properties: { kind: { const: kind }, ...extra },
    });
    const alternatives = manifestOf((sample) => {
      const config = sample.config as { properties: Record<string, unknown> };
      config.properties.source = {
        type: 'object',
        required: ['kind'],
        discriminator: { propertyName: 'kind' },
        oneOf: [
          branch('file', { path: { type: 'string', title: 'Path' } }),
          branch('queue', { name: { type: 'string' }, size: { type: 'integer' } }),
        ],
      };
    });
    const faults = (source: unknown) =>
      configFaults(alternatives, { ...right, source }, secrets).map(({ pointer, message }) => [
        pointer,
        message,
      ]);

    expect(faults({ kind: 'file', path: '/x' })).toEqual([]);
    expect(faults({ kind: 'file' })).toEqual([['/source/path', 'Enter "Path".']]);
    expect(faults({ kind: 'fil' })).toEqual([['/source/kind', 'Choose one of: file, queue.']]);
  });
});

describe('prepareConfig', () => {
  it('cleans in the order of the form, reads numbers, puts defaults in', () => {
    const prepared = prepareConfig(manifest, {
      config: { url: '  https://acme.example.com//  ', clientId: 'abc', days: '7' },
      secrets: { clientSecret: ' top secret\n' },
    });

    expect(prepared).toEqual({
      config: { url: 'https://acme.example.com', clientId: 'abc', days: 7, region: 'eu' },
      secrets: { clientSecret: 'topsecret' },
    });
  });

  it('cleans again what a later replacement left to an earlier one', () => {
    const { config } = prepareConfig(manifest, { config: { url: 'acme /' }, secrets: {} });

    expect(config.url).toBe('acme');
  });

  it('is done after once, for any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (url, clientSecret) => {
        const once = prepareConfig(manifest, { config: { url }, secrets: { clientSecret } });

        expect(prepareConfig(manifest, once)).toEqual(once);
      }),
    );
  });

  it('leaves texts without replacements as they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (clientId) => {
        const { config } = prepareConfig(manifest, { config: { clientId }, secrets: {} });

        expect(config.clientId).toBe(clientId.trim() === '' ? undefined : clientId);
      }),
    );
  });
});

describe('destinations', () => {
  it('binds secrets to the origins in the config', () => {
    expect(secretOrigin(manifest, right)).toBe('https://acme.example.com');
  });

  it('knows which fields would carry secrets off', () => {
    expect([...sensitiveFields(manifest)].sort()).toEqual(['clientId', 'url']);
  });
});
