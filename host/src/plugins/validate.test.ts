import { describe, expect, it } from 'vitest';

import { configMistakes } from './testing/config-mistakes.js';
import { manifestMistakes } from './testing/manifest-mistakes.js';
import type { Mistake } from './testing/mistake.js';
import { sampleText } from './testing/sample-manifest.js';
import { validateManifest } from './validate.js';

function broken({ name, from, to }: Mistake): string {
  if (name === 'secret outside of credentials') {
    return sampleText((manifest) => {
      const [quota] = manifest.quota as Record<string, unknown>[];
      Object.assign(quota ?? {}, { scope: '{config.clientSecret}' });
    });
  }
  const text = sampleText();
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

describe('validateManifest', () => {
  it('accepts the sample', () => {
    const { manifest, faults } = validateManifest(sampleText(), 'plugin.json');

    expect(faults).toEqual([]);
    expect(manifest?.id).toBe('acme-directory');
  });

  it.each([...manifestMistakes, ...configMistakes])(
    'tells "$name" once, where it is',
    (mistake) => {
      const text = broken(mistake);

      const { manifest, faults } = validateManifest(text, 'plugin.json');

      expect(manifest).toBeUndefined();
      expect(faults.map(({ pointer, message }) => ({ pointer, message }))).toEqual([
        { pointer: mistake.pointer, message: expect.any(String) },
      ]);
      const [fault] = faults;
      expect(text.split('\n')[(fault?.line ?? 0) - 1]).toContain(mistake.line);
      expect(fault?.expected).not.toBe('');
      expect(fault?.suggestion).toBe(mistake.suggestion);
    },
  );

  it('tells several mistakes at once, in the order of the text', () => {
    const text = sampleText()
      .replace('"publisher"', '"publsher"')
      .replace('"sign_in"', '"signin"')
      .replace('"minimum"', '"minimun"');

    const { faults } = validateManifest(text, 'plugin.json');

    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/publsher',
      '/config/properties/days/minimun',
      '/streams/1/entity',
    ]);
  });

  it.each(['', '[]', 'null', '"x"', '{}', `${'['.repeat(100_000)}`])('survives %.20j', (text) => {
    const { manifest, faults } = validateManifest(text, 'plugin.json');

    expect(manifest).toBeUndefined();
    expect(faults.length).toBeGreaterThan(0);
  });

  it('wants closed alternatives with a discriminator', () => {
    const branch = (kind: string) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: kind } },
    });
    const text = sampleText((manifest) => {
      const config = manifest.config as { properties: Record<string, unknown> };
      config.properties.source = {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        required: ['kind'],
        oneOf: [{ ...branch('a'), additionalProperties: false }, branch('b')],
      };
    });

    const { faults } = validateManifest(text, 'plugin.json');

    expect(faults.map(({ pointer }) => pointer)).toEqual(['/config/properties/source/oneOf/1']);
  });
});
