import { describe, expect, it } from 'vitest';

import { bareValue, labelOf, toggled, without } from './filter.js';

const filter = {
  name: 'country',
  title: 'Country',
  options: [{ value: 'DE', label: 'Germany' }],
  labelOf: (value: string) => `country ${value}`,
};

describe('values of a filter', () => {
  it('come and go', () => {
    expect(toggled(['FR'], 'DE')).toEqual(['FR', 'DE']);
    expect(toggled(['FR', 'DE'], 'DE')).toEqual(['FR']);
  });

  it('are wanted instead of unwanted', () => {
    expect(toggled(['!DE'], 'DE')).toEqual(['DE']);
  });

  it('are unwanted beside others that are, and end what was wanted', () => {
    expect(without(['!FR'], 'DE')).toEqual(['!FR', '!DE']);
    expect(without(['DE', 'FR'], 'DE')).toEqual(['!DE']);
  });

  it('are named by the options, else by the filter', () => {
    expect(labelOf(filter, '!DE')).toBe('Germany');
    expect(labelOf(filter, 'FR')).toBe('country FR');
    expect(bareValue('!FR')).toBe('FR');
  });
});
