import type { Manifest } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sampleManifest } from '../plugins/testing/sample-manifest.js';
import { migrateConfig, migrateSecretName } from './migrate-config.js';

type Migrations = NonNullable<Manifest['config']['migrations']>;

function manifestWith(...migrations: Migrations): Manifest {
  const sample = sampleManifest();
  const config = { type: 'object', properties: {}, version: migrations.length + 1, migrations };
  return { ...sample, config } as unknown as Manifest;
}

const names = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor');
const configs = fc.dictionary(names, fc.jsonValue());
const step = fc.record(
  {
    rename: fc.dictionary(names, names),
    move: fc.dictionary(
      fc.constantFrom('/a', '/b/c', '/__proto__/x'),
      fc.constantFrom('/d', '/a/e', '/c'),
    ),
    map: fc.dictionary(names, fc.dictionary(fc.string(), fc.jsonValue())),
    default: fc.dictionary(names, fc.jsonValue()),
    remove: fc.array(names),
  },
  { requiredKeys: [] },
);

describe('migrateConfig', () => {
  it.each<[string, Omit<Migrations[number], 'to'>, object, object]>([
    ['renames', { rename: { host: 'url' } }, { host: 'x', other: 1 }, { url: 'x', other: 1 }],
    ['exchanges two names', { rename: { a: 'b', b: 'a' } }, { a: 1, b: 2 }, { a: 2, b: 1 }],
    [
      'moves in and out',
      { move: { '/a/b': '/c', '/d': '/e/f' } },
      { a: { b: 1 }, d: 2 },
      { a: {}, c: 1, e: { f: 2 } },
    ],
    [
      'maps values',
      { map: { region: { europe: 'eu', '1': 'one' } } },
      { region: 'europe' },
      { region: 'eu' },
    ],
    [
      'leaves values without a mapping',
      { map: { region: { europe: 'eu' } } },
      { region: 'asia' },
      { region: 'asia' },
    ],
    [
      'maps numbers by their text',
      { map: { level: { '1': 'low' } } },
      { level: 1 },
      { level: 'low' },
    ],
    ['puts a default where nothing is', { default: { a: 1, b: 2 } }, { a: 0 }, { a: 0, b: 2 }],
    ['removes', { remove: ['a'] }, { a: 1, b: 2 }, { b: 2 }],
    [
      'acts in a fixed order',
      { remove: ['c'], rename: { a: 'b' }, map: { b: { x: 'y' } }, default: { d: 1 } },
      { a: 'x', c: 1 },
      { b: 'y', d: 1 },
    ],
  ])('%s', (_name, migration, before, after) => {
    expect(migrateConfig(manifestWith({ to: 2, ...migration }), { ...before }, 1)).toEqual(after);
  });

  it('never changes the config that it was given, nor any prototype', () => {
    fc.assert(
      fc.property(configs, step, (config, migration) => {
        const before = structuredClone(config);

        migrateConfig(manifestWith({ to: 2, ...migration }), config, 1);

        expect(config).toEqual(before);
        expect(Object.getPrototypeOf({})).toBe(Object.prototype);
        expect(({} as Record<string, unknown>).x).toBeUndefined();
      }),
    );
  });

  it('leads to the same in one go as version by version', () => {
    fc.assert(
      fc.property(configs, step, step, (config, first, second) => {
        const both = manifestWith({ to: 2, ...first }, { to: 3, ...second });
        const onlyFirst = manifestWith({ to: 2, ...first });

        const inSteps = migrateConfig(both, migrateConfig(onlyFirst, config, 1), 2);

        expect(migrateConfig(both, config, 1)).toEqual(inSteps);
      }),
    );
  });

  it('does nothing to a config of the present version', () => {
    fc.assert(
      fc.property(configs, step, (config, migration) => {
        expect(migrateConfig(manifestWith({ to: 2, ...migration }), config, 2)).toBe(config);
      }),
    );
  });

  it('loses no value by renaming, and comes back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'x'), fc.jsonValue()), (config) => {
        const there = manifestWith({ to: 2, rename: { a: 'b', b: 'c', x: 'y' } });
        const back = manifestWith({ to: 2, rename: { b: 'a', c: 'b', y: 'x' } });

        expect(migrateConfig(back, migrateConfig(there, config, 1), 1)).toEqual(config);
      }),
    );
  });

  it('follows the name of a secret', () => {
    const manifest = manifestWith({ to: 2, rename: { key: 'apiKey' } }, { to: 3, remove: ['old'] });

    expect(migrateSecretName(manifest, 'key', 1)).toBe('apiKey');
    expect(migrateSecretName(manifest, 'old', 1)).toBeUndefined();
    expect(migrateSecretName(manifest, 'key', 2)).toBe('key');
  });
});
