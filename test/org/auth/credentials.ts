import type { OrgRequest } from '../net/request.js';

/** Who a token endpoint request says it is. Basic credentials win over those of the form. */
export interface ClientCredentials {
  readonly id: string | null;
  readonly secret: string | null;
}

/** The form fields of a request. */
export function readForm(request: OrgRequest): URLSearchParams {
  return new URLSearchParams(request.body);
}

/** Reads the client credentials from the header or the form. */
export function readCredentials(request: OrgRequest, form: URLSearchParams): ClientCredentials {
  const [, encoded] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined)
    return { id: form.get('client_id'), secret: form.get('client_secret') };
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
}

/** The token of an `Authorization: Bearer` or `OAuth` header. */
export function readBearer(request: OrgRequest): string | undefined {
  const [, token] = /^(?:Bearer|OAuth) (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return token;
}
