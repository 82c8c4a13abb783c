import { hasCode } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkedHeaders, checkedMethod, reachableOrigins, resolveUrl } from './egress.js';

const base = 'https://acme.example.com/api';
const origins = new Set(['https://acme.example.com']);
const resolve = (url: string) => resolveUrl({ base, url }, origins);

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return hasCode(error, 'EGRESS_DENIED') ? error.code : 'another error';
  }
  return undefined;
}

describe('the egress check', () => {
  it.each([
    'http://acme.example.com/',
    'https://evil.example/',
    'https://acme.example.com.evil.example/',
    'https://acme.example.com:8443/',
    'https://acme.example.com:80/',
    'https://acme.example.com./',
    'https://user@acme.example.com/',
    'https://user:secret@acme.example.com/',
    'https://acme.example.com@evil.example/',
    'https://evil.example#@acme.example.com/',
    'https://evil.example?@acme.example.com/',
    'https://acme.example.com\\@evil.example/',
    'https:\\\\evil.example/',
    '//evil.example/',
    '\\\\evil.example/',
    '/\\evil.example/',
    'https:evil.example',
    'https:/evil.example',
    'https:///evil.example/',
    ' https://evil.example/',
    'ht\ntps://evil.example/',
    'https://acme.example.com\t.evil.example/',
    '\u0000https://evil.example/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1%25eth0]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'https://acme.localhost/',
    'https://ａｃｍｅ.example.com.evil.example/',
    'https://аcme.example.com/',
    'file:///etc/passwd',
    'ftp://acme.example.com/',
    'gopher://acme.example.com/',
    'data:text/plain,hello',
    'javascript:alert(1)',
    'blob:https://acme.example.com/1',
    'wss://acme.example.com/',
    'https://',
    'HTTPS://EVIL.EXAMPLE/',
  ])('refuses %j', (url) => {
    expect(codeOf(() => resolve(url))).toBe('EGRESS_DENIED');
  });

  it.each(['https://localhost:8443', 'https://127.0.0.1'])(
    'says which name to use for %j',
    (own) => {
      const manifest = { egress: [{ origin: '{config.url}', reason: 'Acme' }] };
      expect(() => reachableOrigins(manifest, { url: own })).toThrow(
        expect.objectContaining({
          hint: 'Use the host name by which other machines reach the product.',
        }),
      );
    },
  );

  it.each([
    ['/users', 'https://acme.example.com/api/users'],
    ['users', 'https://acme.example.com/api/users'],
    ['/@evil.example/', 'https://acme.example.com/api/@evil.example/'],
    ['https://ACME.example.com/x', 'https://acme.example.com/x'],
    ['https://acme.example.com:443/x', 'https://acme.example.com/x'],
    ['https://ａｃｍｅ.example.com/x', 'https://acme.example.com/x'],
    ['/x#fragment', 'https://acme.example.com/api/x'],
    ['/x?q=1', 'https://acme.example.com/api/x?q=1'],
  ])('lets %j through', (url, expected) => {
    expect(resolve(url).href).toBe(expected);
  });

  it('never leads away from the declared origins, whatever the plugin asks for', () => {
    const part = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '#',
      '?',
      'evil.example',
      'acme.example.com',
      '.',
      '%2f',
      '\t',
      '[::1]',
      '127.0.0.1',
      '443',
      ' ',
      'a',
    );
    const url = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(part, { maxLength: 9 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(url, (text) => {
        try {
          const { origin, username, password } = resolve(text);
          return origin === 'https://acme.example.com' && username + password === '';
        } catch (error) {
          return hasCode(error, 'EGRESS_DENIED');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('percent-encodes the query and keeps the one of the URL', () => {
    const url = resolveUrl({ base, url: '/q?a=1', query: { q: 'SELECT a FROM b&c=d+e' } }, origins);

    expect(url.search).toBe('?a=1&q=SELECT%20a%20FROM%20b%26c%3Dd%2Be');
  });

  it.each([
    'http://acme.example.com',
    'https://10.0.0.1',
    'https://user:secret@acme.example.com',
    'https://localhost:8443',
    'not an address',
  ])('refuses a config that makes %j an origin', (url) => {
    const egress = [{ origin: '{config.url}', reason: 'The API' }];

    expect(codeOf(() => reachableOrigins({ egress }, { url }))).toBe('EGRESS_DENIED');
  });

  it('does not miss an origin whose optional field is empty', () => {
    const egress = [
      { origin: '{config.url}', reason: 'The API' },
      { origin: 'https://{config.other}', reason: 'Another' },
    ];

    expect(reachableOrigins({ egress }, { url: 'https://acme.example.com', other: '' })).toEqual(
      origins,
    );
  });

  it('shows no password and no query of an address that it refuses', () => {
    const words = (() => {
      try {
        return resolve('https://user:hunter2@evil example/?token=abc').href;
      } catch (error) {
        return String(error);
      }
    })();

    expect(words).not.toContain('hunter2');
    expect(words).not.toContain('abc');
  });

  it.each([
    'Authorization',
    'HOST',
    'cookie',
    'Connection',
    'Transfer-Encoding',
    'Content-Length',
    'Proxy-Authorization',
    'TE',
    'Upgrade',
    'X-Api-Key',
    'bad name',
    '',
  ])('refuses the header %j', (name) => {
    expect(codeOf(() => checkedHeaders({ [name]: 'x' }, 'x-api-key'))).toBe('EGRESS_DENIED');
  });

  it('refuses a header value with a line break, and an unknown method', () => {
    expect(codeOf(() => checkedHeaders({ accept: 'a\r\nhost: evil' }, undefined))).toBe(
      'EGRESS_DENIED',
    );
    expect(codeOf(() => checkedMethod('CONNECT'))).toBe('EGRESS_DENIED');
    expect(checkedHeaders({ Accept: 'text/csv' }, undefined)).toEqual({ accept: 'text/csv' });
  });
});
