import { describe, expect, it } from 'vitest';

import { toNetworkFailure } from './network-error.js';

const direct = { host: 'api.example.com', proxy: undefined };
const proxied = { host: 'api.example.com', proxy: 'proxy:3128' };
const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('toNetworkFailure', () => {
  it.each([
    ['ENOTFOUND', direct, 'HTTP_DNS', false, false],
    ['EAI_AGAIN', direct, 'HTTP_DNS', false, true],
    ['ENOTFOUND', proxied, 'HTTP_PROXY', false, false],
    ['ECONNREFUSED', direct, 'HTTP_UNAVAILABLE', false, true],
    ['ECONNREFUSED', proxied, 'HTTP_PROXY', false, true],
    ['UND_ERR_CONNECT_TIMEOUT', direct, 'HTTP_UNAVAILABLE', false, true],
    ['SELF_SIGNED_CERT_IN_CHAIN', direct, 'HTTP_TLS', false, false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', direct, 'HTTP_TLS', false, false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', direct, 'HTTP_TLS', false, false],
    ['CERT_HAS_EXPIRED', proxied, 'HTTP_TLS', false, false],
    ['ECONNRESET', direct, 'HTTP_UNAVAILABLE', true, true],
    ['UND_ERR_HEADERS_TIMEOUT', direct, 'HTTP_UNAVAILABLE', true, true],
  ] as const)('tells %s (%j) as %s', (code, route, expected, mayHaveArrived, isPassing) => {
    const failure = toNetworkFailure(
      new TypeError('fetch failed', { cause: withCode(code) }),
      route,
    );

    expect(failure).toMatchObject({ error: { code: expected }, mayHaveArrived, isPassing });
  });

  it.each([
    [407, 'HTTP_PROXY'],
    [403, 'HTTP_PROXY'],
    [502, 'HTTP_DNS'],
    [503, 'HTTP_DNS'],
  ])('tells a proxy that answers %i as %s and names the host', (status, code) => {
    const cause = new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`);
    const { error, mayHaveArrived } = toNetworkFailure(cause, proxied);

    expect(error.code).toBe(code);
    expect(error.message + error.hint).toContain(status === 407 ? '407' : 'api.example.com');
    expect(mayHaveArrived).toBe(false);
  });
});
