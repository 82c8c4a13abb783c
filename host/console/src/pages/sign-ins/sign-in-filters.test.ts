import { describe, expect, it } from 'vitest';

import { addressValue, fromKey, keyOf, queryOf, valueLabel } from './sign-in-filters.js';

const range = { from: new Date('2026-11-01T00:00:00Z'), to: undefined };

function urlOf(text: string) {
  const params = new URLSearchParams(text);
  return {
    get: (name: string) => params.get(name) ?? undefined,
    all: (name: string) => params.getAll(name),
  };
}

describe('what the address asks for', () => {
  it('is the time range when nothing else is set', () => {
    expect(queryOf(urlOf('q=+'), range)).toEqual({ from: '2026-11-01T00:00:00.000Z' });
  });

  it('has every filter, wanted and unwanted', () => {
    const url = urlOf('q=ada&integration=i1&country=DE&country=!FR&mfa=no&account=!a1');

    expect(queryOf(url, { ...range, to: new Date('2026-11-02T00:00:00Z') })).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
      q: 'ada',
      integration: 'i1',
      country: ['DE', '!FR'],
      mfa: ['no'],
      account: ['!a1'],
    });
  });

  it('has an empty value for what is not told', () => {
    expect(queryOf(urlOf('country=~&application=!~'), range)).toMatchObject({
      country: [''],
      application: ['!'],
    });
  });
});

describe('values', () => {
  it.each([
    ['country', 'DE', 'Germany'],
    ['country', 'Atlantis', 'Atlantis'],
    ['method', 'api_password', 'API password'],
    ['outcome', 'failure', 'Failed'],
    ['application', 'Data loader', 'Data loader'],
    ['network', addressValue(null), 'Not told'],
  ] as const)('%s %s is called %s', (field, value, label) => {
    expect(valueLabel(field, value)).toBe(label);
  });
});

it('a sign-in is found by its name in the address, also where ids have slashes', () => {
  expect(fromKey(keyOf({ integrationId: 'i1', id: 'a/b' }))).toEqual({
    integration: 'i1',
    id: 'a/b',
  });
});
