import { type ErrorCode, RollcallError } from '@rollcall/core';

import { privateAddressCode } from './address.js';

/** A request that got no whole answer. */
export interface NetworkFailure {
  readonly error: RollcallError;
  /** Whether the provider may have got the request. */
  readonly mayHaveArrived: boolean;
  /** Whether the same may go better the next time. */
  readonly isPassing: boolean;
}

/** Whom the request was for, and which way it went. */
export interface Route {
  readonly host: string;
  /** Host of the proxy, where there is one. */
  readonly proxy: string | undefined;
}

const tlsCode =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS)/;
const refusedCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Says what a foreign error of the network means, in our words and codes. */
export function toNetworkFailure(cause: unknown, route: Route): NetworkFailure {
  const chain = causes(cause);
  const codes = chain.map(codeOf);
  const proxyStatus = chain.map(proxyStatusOf).find((status) => status !== undefined);
  if (proxyStatus !== undefined) return fromProxyStatus(proxyStatus, route, cause);
  const failure = (code: ErrorCode, message: string, facts: Facts) => ({
    error: new RollcallError(code, message, { ...facts, cause }),
    ...facts.fate,
  });
  const words = chain.map((error) => (error instanceof Error ? error.message : '')).find(Boolean);
  if (codes.includes(privateAddressCode)) {
    return failure('EGRESS_DENIED', `${route.host} resolves to a private address`, {
      hint: 'Only public addresses are reached directly. Check the address, or reach it through a proxy.',
      fate: never,
    });
  }
  const dns = codes.find((code) => code === 'ENOTFOUND' || code === 'EAI_AGAIN');
  if (dns !== undefined) {
    const name = route.proxy ?? route.host;
    const isProxy = route.proxy !== undefined;
    return failure(isProxy ? 'HTTP_PROXY' : 'HTTP_DNS', `the name ${name} cannot be resolved`, {
      fate: dns === 'EAI_AGAIN' ? again : never,
    });
  }
  if (codes.some((code) => tlsCode.test(code))) {
    return failure('HTTP_TLS', `no trusted connection to ${route.host}: ${words ?? 'TLS failed'}`, {
      fate: never,
    });
  }
  if (codes.some((code) => refusedCodes.has(code))) {
    const name = route.proxy ?? route.host;
    const code = route.proxy === undefined ? 'HTTP_UNAVAILABLE' : 'HTTP_PROXY';
    return failure(code, `no connection to ${name}: ${words ?? 'refused'}`, { fate: again });
  }
  if (codes.some((code) => code.startsWith('UND_ERR_PRX'))) {
    return failure('HTTP_PROXY', `the proxy ${route.proxy ?? ''} broke off`, { fate: again });
  }
  return failure('HTTP_UNAVAILABLE', `${route.host} gave no answer: ${words ?? 'broken off'}`, {
    fate: unsure,
  });
}

interface Facts {
  readonly hint?: string;
  readonly fate: Pick<NetworkFailure, 'mayHaveArrived' | 'isPassing'>;
}

const never = { mayHaveArrived: false, isPassing: false };
const again = { mayHaveArrived: false, isPassing: true };
const unsure = { mayHaveArrived: true, isPassing: true };

function fromProxyStatus(status: number, route: Route, cause: unknown): NetworkFailure {
  const { host } = route;
  const proxy = route.proxy ?? 'the proxy';
  if (status === 407) {
    const hint =
      'Give its user name and password in HTTPS_PROXY; the integration’s proxy option takes none.';
    const message = `the proxy ${proxy} asks for authentication (407)`;
    return { error: new RollcallError('HTTP_PROXY', message, { hint, cause }), ...never };
  }
  if ([502, 503, 504].includes(status)) {
    const hint = `Often the name ${host} does not exist, or the proxy cannot reach it. Check the address.`;
    const message = `the proxy ${proxy} could not reach ${host} (${status})`;
    return { error: new RollcallError('HTTP_DNS', message, { hint, cause }), ...again };
  }
  const hint = `Ask for ${host}:443 to be allowed at the proxy.`;
  const message = `the proxy ${proxy} refused the connection to ${host} (${status})`;
  return { error: new RollcallError('HTTP_PROXY', message, { hint, cause }), ...never };
}

function proxyStatusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const tunnel = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  if (tunnel !== undefined) return Number(tunnel);
  return error.message.includes('Proxy Authentication Required (407)') ? 407 : undefined;
}

function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  let next = error;
  while (next !== undefined && next !== null && chain.length < 8) {
    chain.push(next);
    if (next instanceof AggregateError) chain.push(...next.errors.slice(0, 4));
    next = next instanceof Error ? next.cause : undefined;
  }
  return chain;
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
