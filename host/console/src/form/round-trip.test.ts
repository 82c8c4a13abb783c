import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changeOf, fromForm, toForm } from './round-trip.js';
import { entered } from './testing/configs.js';
import { gallery } from './testing/gallery.js';

describe('a config that goes into a form and comes back', () => {
  it.each(Object.entries(gallery))('is the same: %s', (_, schema) => {
    fc.assert(
      fc.property(entered(schema), ({ config, secrets }) => {
        const form = { ...toForm(schema, config), ...secrets };

        expect(fromForm(schema, form)).toEqual({ config, secrets });
      }),
    );
  });

  it.each(Object.entries(gallery))('changes nothing when nothing is changed: %s', (_, schema) => {
    fc.assert(
      fc.property(entered(schema), ({ config }) => {
        const after = fromForm(schema, toForm(schema, config));

        expect(changeOf(config, after)).toEqual({ config: {}, secrets: {} });
      }),
    );
  });
});

describe('fromForm', () => {
  const schema = gallery['parts under conditions'] ?? {};

  it('leaves out what a condition hides', () => {
    const form = { isSandbox: true, sandboxName: 'uat', region: 'eu' };

    expect(fromForm(schema, form).config).toEqual({ isSandbox: true, sandboxName: 'uat' });
  });

  it('leaves out the values of the alternative that was left', () => {
    const alternatives = gallery['alternatives by a tag'] ?? {};
    const form = { auth: { kind: 'user', user: 'ada', keyId: 'k' } };

    expect(fromForm(alternatives, form).config).toEqual({ auth: { kind: 'user', user: 'ada' } });
  });

  it('keeps what no field declares, so that the host names it', () => {
    expect(fromForm(schema, { isSandbox: true, old: 1 }).config).toEqual({
      isSandbox: true,
      old: 1,
    });
  });

  it('leaves out empty texts and empty optional objects', () => {
    const nested = gallery['nested groups'] ?? {};

    expect(fromForm(nested, { proxy: { host: '', limits: {} }, note: '' }).config).toEqual({
      proxy: { limits: {} },
    });
  });

  it('keeps secrets apart from the config, those of an alternative too', () => {
    const top = gallery['alternatives at the top'] ?? {};

    expect(fromForm(top, { kind: 'cloud', token: 's3cret' })).toEqual({
      config: { kind: 'cloud' },
      secrets: { token: 's3cret' },
    });
  });
});

describe('changeOf', () => {
  it('names what differs, null for what is gone, and secrets only when entered', () => {
    const before = { url: 'a', days: 3, old: true };

    const change = changeOf(before, { config: { url: 'b', days: 3 }, secrets: {} });

    expect(change).toEqual({ config: { url: 'b', old: null }, secrets: {} });
  });
});
