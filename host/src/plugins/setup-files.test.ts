import type { Manifest } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { setupFile } from './setup-files.js';

const copy = [
  { label: 'Callback', value: 'https://localhost/' },
  { label: 'Set', value: '<set/>', file: 'reader.xml' },
];
const manifest = {
  ...{ id: 'example', name: 'Example', version: '1.0.0', apiVersion: '^1.0.0', entry: 'index.js' },
  ...{ publisher: 'Example', description: 'Example', license: 'MIT', auth: { type: 'none' } },
  ...{ config: { type: 'object' }, egress: [], streams: [], hooks: {} },
  setup: [{ id: 'set', title: 'Set', body: 'Deploy it.', copy }],
} as unknown as Manifest; // only the guide is looked at

describe('a file of a setup guide', () => {
  it('is found by its name', () => {
    expect(setupFile(manifest, 'reader.xml')).toBe('<set/>');
  });

  it.each(['raeder.xml', 'Callback', '../plugin.json'])(
    'is not found, and the names that there are said: %s',
    (name) => {
      expect(() => setupFile(manifest, name)).toThrow(
        expect.objectContaining({
          code: 'NOT_FOUND',
          hint: expect.stringContaining('reader.xml'),
        }),
      );
    },
  );

  it('is not found where there are none', () => {
    expect(() => setupFile({ ...manifest, setup: [] }, 'x')).toThrow(
      expect.objectContaining({ hint: 'It offers no files.' }),
    );
  });
});
