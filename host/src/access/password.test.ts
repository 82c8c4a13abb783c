import { describe, expect, it } from 'vitest';

import { assertPassword, hashOfNobody, hashPassword, isPassword } from './password.js';

const password = 'four words without sense';

describe('a password', () => {
  it('is known again by its hash, which never repeats', async () => {
    const first = await hashPassword(password);
    const second = await hashPassword(password);

    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword(password, first)).toBe(true);
    expect(await isPassword(`${password}.`, first)).toBe(false);
  });

  it('is the same however a keyboard composes its letters', async () => {
    const hash = await hashPassword('caf\u00e9 caf\u00e9 caf\u00e9');

    expect(await isPassword('cafe\u0301 cafe\u0301 cafe\u0301', hash)).toBe(true);
  });

  it('is never that of nobody', async () => {
    expect(await isPassword('', hashOfNobody)).toBe(false);
    expect(await isPassword(password, hashOfNobody)).toBe(false);
    expect(await isPassword(password, 'no hash')).toBe(false);
  });

  it.each([
    ['short', 'user@example.com', 'at least 12'],
    ['ababababababab', 'user@example.com', 'different'],
    ['user.one-2026!', 'user.one@example.com', 'e-mail'],
    ['x'.repeat(257), 'user@example.com', 'at most 256'],
  ])('such as %s is refused', (given, login, why) => {
    expect(() => assertPassword(given, login)).toThrow(why);
  });

  it.each([password, 'ünïcödé gärtên', 'Tr0ub4dor&3-horse'])('such as %s is taken', (given) => {
    expect(() => assertPassword(given, 'user@example.com')).not.toThrow();
  });
});
