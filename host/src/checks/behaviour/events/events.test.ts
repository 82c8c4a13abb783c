import { describe, expect, it } from 'vitest';

import { deviceOf } from './device.js';
import { failureReasonOf } from './failure-reason.js';
import { parseSource } from './source.js';

describe('parseSource', () => {
  it('reads the network and the block of an address of version 4', () => {
    expect(parseSource(' 198.51.100.7')).toEqual({
      address: '198.51.100.7',
      host: '198.51.100.7',
      network: '198.51.100.0/24',
      block: '198.51.0.0/16',
    });
  });

  it('takes one household of version 6 as one host, however its address is written', () => {
    const source = parseSource('2001:0DB8:1:2::3');

    expect(source).toMatchObject({
      host: '2001:db8:1:2::/64',
      network: '2001:db8:1::/48',
      block: '2001:db8::/32',
    });
    expect(parseSource('2001:db8:1:2:ffff:0:0:1')?.host).toBe(source?.host);
    expect(parseSource('::1')?.host).toBe('0:0:0:0::/64');
  });

  it('reads an address of version 4 in one of version 6', () => {
    expect(parseSource('::ffff:198.51.100.7')?.host).toBe('198.51.100.7');
  });

  it('gives nothing for a provider’s own word', () => {
    expect(parseSource('Internal IP')).toBeUndefined();
    expect(parseSource('300.1.1.1')).toBeUndefined();
  });
});

describe('failureReasonOf', () => {
  it.each([
    ['Invalid Password', 'credentials'],
    ['LOGIN_ERROR_INVALID_PASSWORD', 'credentials'],
    ['Password Lockout', 'locked'],
    ['User is Inactive', 'disabled'],
    ['User Is Frozen', 'disabled'],
    ['Failed: Computer activation required', 'factor'],
    ['Restricted IP', 'policy'],
    ['Failed: Mobile License Required', 'policy'],
    ['Failed: Assertion Expired', 'policy'],
    ['', 'unknown'],
    ['something new', 'unknown'],
  ])('takes %j as %s', (words, reason) => {
    expect(failureReasonOf(words)).toBe(reason);
  });
});

describe('deviceOf', () => {
  it('is the same after an update', () => {
    expect(deviceOf('Chrome 130', 'Windows 10')).toBe('chrome on windows');
    expect(deviceOf('Chrome/131.0.2', 'Windows 11')).toBe('chrome on windows');
  });

  it('is what is told, when only one part is', () => {
    expect(deviceOf('Unknown', 'Mac OSX')).toBe('mac osx');
    expect(deviceOf('Unknown', 'N/A')).toBeUndefined();
    expect(deviceOf(undefined, undefined)).toBeUndefined();
  });
});
