import { hasCode } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { isBypassed, proxyFor, proxySettings } from './proxy.js';

const target = new URL('https://api.example.com/x');

describe('the proxy', () => {
  it.each([
    ['*', true],
    ['api.example.com', true],
    ['example.com', true],
    ['.example.com', true],
    ['*.example.com', true],
    ['API.EXAMPLE.COM', true],
    ['other.com, example.com', true],
    ['other.com example.com:443', true],
    ['example.com:8443', false],
    ['ample.com', false],
    ['com', true],
    ['', false],
    ['localhost,127.0.0.1', false],
  ])('with NO_PROXY=%j is passed by: %j', (noProxy, expected) => {
    expect(isBypassed(target, noProxy)).toBe(expected);
  });

  it('of the integration comes before the machine’s, also where NO_PROXY names the host', () => {
    const settings = { httpsProxy: 'http://machine:3128', noProxy: '*' };

    expect(proxyFor(target, settings, undefined)).toBeUndefined();
    expect(proxyFor(target, settings, 'http://own:8080')?.host).toBe('own:8080');
    expect(proxyFor(target, { httpsProxy: 'machine:3128' }, undefined)?.host).toBe('machine:3128');
  });

  it('is read from either case of the variables', () => {
    expect(proxySettings({ HTTPS_PROXY: 'http://a', no_proxy: 'b' })).toEqual({
      httpsProxy: 'http://a',
      noProxy: 'b',
    });
    expect(proxySettings({ HTTPS_PROXY: 'http://a', https_proxy: 'http://b' }).httpsProxy).toBe(
      'http://b',
    );
  });

  it('that is no address is told without showing it', () => {
    try {
      proxyFor(target, {}, 'socks5://user:hunter2@host');
      expect.unreachable();
    } catch (error) {
      expect(hasCode(error, 'HTTP_PROXY')).toBe(true);
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
