import { describe, expect, it } from 'vitest';

import { customRange, instantOf, localInput, namedRange, readRange } from './time-range.js';

const now = new Date('2026-11-30T12:00:00Z');
const urlOf = (values: Record<string, string>) => ({ get: (name: string) => values[name] });

describe('readRange', () => {
  it('is the last 30 days without any', () => {
    expect(readRange(urlOf({}), now)).toEqual({
      name: '30d',
      from: new Date('2026-10-31T12:00:00Z'),
      to: undefined,
    });
  });

  it('reads a name', () => {
    expect(readRange(urlOf({ range: '24h' }), now).from).toEqual(new Date('2026-11-29T12:00:00Z'));
  });

  it('takes two ends before a name', () => {
    const url = urlOf({ range: '24h', from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' });

    expect(readRange(url, now)).toEqual({
      name: undefined,
      from: new Date('2026-11-01T00:00:00Z'),
      to: new Date('2026-11-02T00:00:00Z'),
    });
  });

  it.each([
    [{ from: 'soon' }],
    [{ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }],
    [{ range: '5y' }],
  ])('falls back where %j makes no sense', (values) => {
    expect(readRange(urlOf(values), now).name).toBe('30d');
  });
});

describe('the address of a range', () => {
  it('has no ends for one that ends now, and no name for the usual one', () => {
    expect(namedRange('7d')).toEqual({ range: '7d', from: undefined, to: undefined });
    expect(namedRange('30d')).toEqual({ range: undefined, from: undefined, to: undefined });
  });

  it('is read as it was written', () => {
    const range = customRange(new Date('2026-11-01T00:00:00Z'), undefined);

    expect(range).toMatchObject({ from: '2026-11-01T00:00:00.000Z', to: undefined });
  });
});

it('a field of a local time gives the instant that it shows', () => {
  expect(instantOf(localInput(now))).toEqual(now);
  expect(instantOf('')).toBeUndefined();
});
