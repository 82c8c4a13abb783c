import { describe, expect, it } from 'vitest';

import { keptOf, keptWords, timesWith } from './retention.js';

describe('keptWords', () => {
  it.each([
    ['1d', '1 day'],
    ['90d', '90 days'],
    ['365d', '1 year'],
    ['730d', '2 years'],
    ['36h', '36h'],
  ])('says %s as %s', (time, words) => {
    expect(keptWords(time)).toBe(words);
  });
});

describe('timesWith', () => {
  it('offers what is set, too', () => {
    expect(timesWith('36h')[0]).toBe('36h');
    expect(timesWith('90d')).toEqual(timesWith(undefined));
  });
});

describe('keptOf', () => {
  it('is what the options say of the entity', () => {
    const options = { retention: { sign_in: '90d' } };

    expect([keptOf(options, 'sign_in'), keptOf(options, 'account')]).toEqual(['90d', undefined]);
    expect(keptOf({}, 'sign_in')).toBeUndefined();
  });
});
