import { type ManifestAuth, type Refusal, RollcallError } from '@rollcall/core';

import { atPointer } from '../quota/json-pointer.js';
import { renderTemplate, type TemplateValues } from '../secrets/template.js';
import { excerpt, matches, type SeenAnswer } from './answer.js';
import type { AccessToken } from './token-store.js';

/** The manifest's OAuth 2.0 client credentials. */
export type ClientCredentials = Extract<ManifestAuth, { type: 'oauth2-client-credentials' }>;

/** A token request as RFC 6749, section 4.4, has it. */
export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes the request for a new token from the config and the secrets. */
export function tokenRequest(auth: ClientCredentials, values: TemplateValues): TokenRequest {
  const clientId = renderTemplate(auth.clientId, values);
  const clientSecret = renderTemplate(auth.clientSecret, values);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (auth.scopes !== undefined && auth.scopes.length > 0) form.set('scope', auth.scopes.join(' '));
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (auth.clientAuthentication === 'basic') {
    // Section 2.3.1: both are form-encoded before they are joined.
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  return { url: renderTemplate(auth.tokenUrl, values), headers, body: form.toString() };
}

/** Whether the token endpoint is out of order rather than refusing: worth another try. */
function isTransient(answer: SeenAnswer): boolean {
  if (answer.status >= 500 || [408, 420, 429].includes(answer.status)) return true;
  return parseObject(answer.body) === undefined;
}

/**
 * Reads a token answer.
 * @throws `AUTH_REFUSED` with the manifest's words, or the provider's; `HTTP_UNAVAILABLE` and
 *   `HTTP_NOT_JSON` when the endpoint is out of order
 */
export function readTokenAnswer(
  auth: ClientCredentials,
  answer: SeenAnswer,
  options: { readonly host: string; readonly baseUrlPointer: string | undefined },
): AccessToken {
  const document = parseObject(answer.body);
  const isError = answer.status >= 400 || document === undefined || 'error' in document;
  const refusal = isError ? refusalFor(auth.refused, answer) : undefined;
  if (refusal !== undefined) throw refusal;
  if (isTransient(answer)) throw outOfOrder(answer, options.host);
  if (answer.status >= 400 || document === undefined || isError)
    throw unknownRefusal(answer, document);
  const accessToken = atPointer(document, '/access_token');
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new RollcallError('AUTH_REFUSED', `${options.host} answered without an access token`);
  }
  const { baseUrlPointer } = options;
  const baseUrl = baseUrlPointer === undefined ? undefined : atPointer(document, baseUrlPointer);
  if (baseUrlPointer !== undefined && typeof baseUrl !== 'string') {
    const message = `${options.host} gave a token, but no address at ${baseUrlPointer}`;
    throw new RollcallError('AUTH_REFUSED', message);
  }
  return { accessToken, baseUrl: typeof baseUrl === 'string' ? baseUrl : undefined };
}

/** The manifest's refusal that the answer matches, as an error. */
export function refusalFor(
  refusals: readonly Refusal[] | undefined,
  answer: SeenAnswer,
): RollcallError | undefined {
  const refusal = refusals?.find((candidate) => matches(candidate, answer));
  if (refusal === undefined) return undefined;
  return new RollcallError('AUTH_REFUSED', refusal.message, {
    hint: refusal.hint,
    setupStep: refusal.setupStep,
  });
}

function unknownRefusal(answer: SeenAnswer, document: object | undefined): RollcallError {
  const word = (pointer: string) => {
    const value = atPointer(document, pointer);
    return typeof value === 'string' && value !== '' ? value.slice(0, 300) : undefined;
  };
  const words = [word('/error'), word('/error_description')].filter((text) => text !== undefined);
  const said = words.length > 0 ? words.join(': ') : excerpt(answer.body);
  return new RollcallError('AUTH_REFUSED', `no token (${answer.status}): ${said}`);
}

function outOfOrder(answer: SeenAnswer, host: string): RollcallError {
  if (answer.status >= 500 || [408, 420, 429].includes(answer.status)) {
    const message = `${host} gave no token: ${answer.status} ${excerpt(answer.body)}`.trim();
    return new RollcallError('HTTP_UNAVAILABLE', message);
  }
  const message = `${host} answered ${answer.status} with a page instead of a token: ${excerpt(answer.body)}`;
  return new RollcallError('HTTP_NOT_JSON', message, {
    hint: 'Often the host name is wrong, or a proxy or maintenance page answers. Check the address.',
  });
}

function parseObject(body: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // Not JSON: the caller says so with what came instead.
    return undefined;
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
