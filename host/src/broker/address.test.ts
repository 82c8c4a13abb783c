import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guardedLookup, isPublicAddress, privateAddressCode } from './address.js';

describe('isPublicAddress', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'not an address',
    '',
  ])('refuses %j', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '172.32.0.1',
    '192.169.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
  ])('takes %j', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('refuses every spelling of an IPv4 address mapped into IPv6 when it is private', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, (b, c, d) => {
        const hex = `${((10 << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        expect(isPublicAddress(`::ffff:${hex}`)).toBe(false);
        expect(isPublicAddress(`::FFFF:10.${b}.${c}.${d}`)).toBe(false);
      }),
    );
  });
});

describe('guardedLookup', () => {
  const answering = (...addresses: string[]) =>
    guardedLookup(((_name: string, _options: object, done: (error: null, found: object) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as never);
  const ask = (lookup: ReturnType<typeof guardedLookup>, all: boolean) =>
    new Promise((resolve) => {
      lookup('name.example', { all }, (error, found) => resolve(error ?? found));
    });

  it('leaves out private addresses behind a public name', async () => {
    expect(await ask(answering('127.0.0.1', '1.1.1.1'), false)).toBe('1.1.1.1');
    expect(await ask(answering('10.0.0.1', '1.1.1.1'), true)).toEqual([
      { address: '1.1.1.1', family: 4 },
    ]);
  });

  it('fails when nothing public is left', async () => {
    expect(await ask(answering('127.0.0.1', '::1'), true)).toMatchObject({
      code: privateAddressCode,
    });
  });
});
