import { type HttpRequest, RollcallError } from '@rollcall/core';

import { acceptedEncodings } from './body.js';
import { checkedHeaders, checkedMethod, resolveUrl } from './egress.js';
import type { PreparedRequest } from './session-options.js';

/** What a request is checked against. */
export interface PrepareFacts {
  readonly base: string | undefined;
  readonly origins: ReadonlySet<string>;
  /** A header that carries a key. */
  readonly reservedHeader: string | undefined;
  readonly mode: 'whole' | 'stream';
  readonly usageOf?: string | undefined;
}

const defaultTimeoutMs = 120_000;
const longestTimeoutMs = 600_000;

/**
 * The egress check: a request as it may be sent, or an error.
 * @throws `EGRESS_DENIED`
 */
export function prepare(asked: HttpRequest, facts: PrepareFacts): PreparedRequest {
  const { base, origins, reservedHeader, mode, usageOf } = facts;
  if (asked.json !== undefined && asked.body !== undefined) {
    throw new RollcallError('HOOK_PROTOCOL', 'a request has both json and body');
  }
  const expectsJson = (asked.expect ?? (mode === 'whole' ? 'json' : 'any')) === 'json';
  const body = asked.json === undefined ? asked.body : JSON.stringify(asked.json);
  const headers = checkedHeaders(asked.headers, reservedHeader);
  if (asked.json !== undefined) headers['content-type'] ??= 'application/json';
  if (expectsJson) headers.accept ??= 'application/json';
  headers['accept-encoding'] = acceptedEncodings;
  headers['user-agent'] ??= 'rollcall';
  return {
    url: resolveUrl({ base, url: asked.url, query: asked.query }, origins),
    asked,
    method: checkedMethod(asked.method),
    headers,
    body,
    json: asked.json ?? parsed(asked.body),
    isAuthenticated: asked.authenticate !== false,
    timeoutMs: Math.min(Math.max(asked.timeoutMs ?? defaultTimeoutMs, 1), longestTimeoutMs),
    expectsJson,
    usageOf,
  };
}

function parsed(body: string | undefined): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: no cost rule can look into it.
    return undefined;
  }
}
