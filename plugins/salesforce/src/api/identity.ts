import type { Http } from '@rollcall/core';

import { type Fault, faultOf } from './fault.js';
import { to18 } from './ids.js';
import { callOptions } from './query.js';
import { isRow, text } from './row.js';
import { apiRoot } from './version.js';

/** Whose session the integration uses. */
export interface Identity {
  /** Id of the run-as user; `undefined` when the org does not say. */
  readonly userId: string | undefined;
  /** The org’s own count of requests (`used/limit`), where the answer told it. */
  readonly usage: string | undefined;
}

const identityPattern = /\/id\/(00D\w{12,15})\/(005\w{12,15})/;

/**
 * Asks for the list of resources, which also names the identity URL of the session. One counted
 * request, which needs neither another scope nor a permission beyond the API.
 */
export async function readIdentity(
  http: Http,
  purpose: string,
): Promise<Identity | { readonly fault: Fault }> {
  const response = await http.request({ url: `${apiRoot}/`, headers: callOptions, purpose });
  const body = response.json();
  if (response.status !== 200) return { fault: faultOf(response.status, body) };
  const match = identityPattern.exec((isRow(body) ? text(body, 'identity') : null) ?? '');
  return {
    userId: match?.[2] === undefined ? undefined : to18(match[2]),
    usage: usageOf(response.headers['sforce-limit-info']),
  };
}

function usageOf(header: string | undefined): string | undefined {
  return /(?:^|[;,]\s*)api-usage=(\d+\/\d+)/.exec(header ?? '')?.[1];
}
