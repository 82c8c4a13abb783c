import type { Manifest } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { sampleText } from '../plugins/testing/sample-manifest.js';
import { validateManifest } from '../plugins/validate.js';
import { planDraft } from './plan-draft.js';

function sample(): Manifest {
  const { manifest } = validateManifest(sampleText(), 'plugin.json');
  if (manifest === undefined) throw new Error('the sample is broken');
  return manifest;
}

const manifest = sample();
const config = { url: 'https://acme.example.com', clientId: 'abc', region: 'eu', days: 30 };
const stored = { config, options: { ceiling: 50 }, secretNames: ['clientSecret'] };

describe('planDraft', () => {
  it('takes a whole form for a new integration', () => {
    const secrets = { clientSecret: 'new' };

    const plan = planDraft(manifest, { config, secrets, options: { ceiling: '60 %' } }, undefined);

    expect(plan).toEqual({ config, options: { ceiling: 60 }, secrets, kept: [] });
  });

  it('keeps the secrets of the integration that it edits', () => {
    const plan = planDraft(manifest, { config: { days: 7 }, secrets: {}, options: {} }, stored);

    expect(plan).toEqual({
      config: { ...config, days: 7 },
      options: { ceiling: 50 },
      secrets: {},
      kept: ['clientSecret'],
    });
  });

  it('uses an entered secret instead of the stored one', () => {
    const secrets = { clientSecret: 'new' };

    const plan = planDraft(manifest, { config: {}, secrets, options: {} }, stored);

    expect(plan).toMatchObject({ secrets, kept: [] });
  });

  it.each([
    ['a new form without its secret', {}, undefined, 'CONFIG_INVALID'],
    ['a removed secret', { clientSecret: null }, stored, 'CONFIG_INVALID'],
    ['a mask', { clientSecret: '*****' }, undefined, 'CONFIG_INVALID'],
  ])('refuses %s', (_, secrets, state, code) => {
    expect(() => planDraft(manifest, { config, secrets, options: {} }, state)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('does not lead stored secrets to another address', () => {
    const form = { config: { url: 'https://other.example.com' }, secrets: {}, options: {} };

    expect(() => planDraft(manifest, form, stored)).toThrow(
      expect.objectContaining({ code: 'SECRET_REENTER' }),
    );
  });
});
