import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readUsageEndpoint, readUsageHeader } from './usage-header.js';

const header = { name: 'X-Usage', pattern: '(?:^|[;,]\\s*)api-usage=(?<used>\\d+)/(?<limit>\\d+)' };

describe('a usage header', () => {
  it.each([
    ['api-usage=18/5000', { used: 18, limit: 5_000 }],
    ['api-usage=25/5000; per-app-api-usage=17/250(appName=sample)', { used: 25, limit: 5_000 }],
    ['per-app-api-usage=17/250(appName=x); api-usage=25/5000', { used: 25, limit: 5_000 }],
    ['api-usage=110018/100000; api-bursts=1/750', { used: 110_018, limit: 100_000 }],
    ['api-usage=1/5000, api-usage=9/5000', { used: 9, limit: 5_000 }],
    ['api-usage=0/0', { used: 0, limit: 0 }],
  ])('%j is read', (value, expected) => {
    expect(readUsageHeader(header, value)).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    'api-usage=/5000',
    'api-usage=18',
    'per-app-api-usage=17/250',
    'api-usage=99999999999999999999/5000',
    'api-usage=1/99999999999999999999',
    `api-usage=1/5000${' '.repeat(5_000)}`,
  ])('%j is unreadable', (value) => {
    expect(readUsageHeader(header, value)).toBeUndefined();
  });

  it('may tell what is left instead of what is used', () => {
    const left = { name: 'x', pattern: 'left=(?P<remaining>-?\\d+) of (?P<limit>\\d+)' };

    expect(readUsageHeader(left, 'left=-3 of 100')).toEqual({ used: 103, limit: 100 });
    expect(readUsageHeader(left, 'left=200 of 100')).toBeUndefined();
  });

  it('whose pattern has no group for the usage is unreadable', () => {
    expect(readUsageHeader({ name: 'x', pattern: '(\\d+)/(?<limit>\\d+)' }, '1/2')).toBeUndefined();
  });

  it('never gives a number that cannot be right, whatever the header holds', () => {
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '9', '-', '.', 'e', ' ', '/'),
      maxLength: 25,
    });
    fc.assert(
      fc.property(digits, digits, (used, limit) => {
        const reading = readUsageHeader(header, `api-usage=${used}/${limit}`);
        return (
          reading === undefined ||
          (Number.isSafeInteger(reading.used) &&
            Number.isSafeInteger(reading.limit) &&
            reading.used >= 0 &&
            reading.limit >= 0)
        );
      }),
    );
  });
});

describe('a usage endpoint', () => {
  const endpoint = { url: '/limits', limit: '/Daily~1x/Max', remaining: '/Daily~1x/Remaining' };

  it('is read by pointers', () => {
    expect(readUsageEndpoint(endpoint, { 'Daily/x': { Max: 100, Remaining: 40 } })).toEqual({
      used: 60,
      limit: 100,
    });
  });

  it.each([
    null,
    [],
    {},
    'x',
    { 'Daily/x': { Max: '1e3', Remaining: 1 } },
    { 'Daily/x': { Max: 1.5, Remaining: 1 } },
    { 'Daily/x': { Max: 10 } },
  ])('%j tells nothing', (document) => {
    expect(readUsageEndpoint(endpoint, document)).toBeUndefined();
  });

  it('does not reach into prototypes', () => {
    expect(
      readUsageEndpoint(
        { url: '/', limit: '/constructor/length', used: '/constructor/length' },
        {},
      ),
    ).toBeUndefined();
  });
});
