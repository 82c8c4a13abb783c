import { describe, expect, it } from 'vitest';

import { keyCheck } from './envelope.js';
import { generateMasterKey, parseMasterKey } from './key.js';

describe('a master key', () => {
  it('is read from hex, base64 and base64url, with or without padding and a line end', () => {
    const key = generateMasterKey();

    for (const text of [
      key.toString('hex'),
      key.toString('hex').toUpperCase(),
      `${key.toString('base64')}\n`,
      key.toString('base64').replace('=', ''),
      key.toString('base64url'),
    ]) {
      expect(parseMasterKey(text)).toEqual(key);
    }
  });

  it('is refused when it is not 32 bytes, without being shown', () => {
    for (const text of [
      '',
      'a passphrase',
      'ab'.repeat(31),
      'A'.repeat(42),
      `${'A'.repeat(44)}=`,
    ]) {
      expect(() => parseMasterKey(text)).toThrow(expect.objectContaining({ code: 'KEY_MISMATCH' }));
    }
    expect(() => parseMasterKey('a passphrase')).not.toThrow(/a passphrase/);
  });

  it('is recognised by a check value that differs for every key', () => {
    const [one, other] = [generateMasterKey(), generateMasterKey()];

    expect(keyCheck(one)).toBe(keyCheck(Buffer.from(one)));
    expect(keyCheck(one)).not.toBe(keyCheck(other));
  });
});
