import createClient, { type Middleware } from 'openapi-fetch';

import type { Paths } from './paths.generated.js';
import { problemOf, unreachable } from './problem.js';

let csrfToken = '';

/** Remembers the token that the session gave; every change carries it. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** The token that a change carries; empty before a session. */
export function presentCsrfToken(): string {
  return csrfToken;
}

const guardChanges: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return response;
  },
  onError({ error }) {
    throw unreachable(error);
  },
};

/** The HTTP API, typed by its OpenAPI document. A refusal is thrown as a `Problem`. */
export const api = createClient<Paths>({ baseUrl: '/api/v1', credentials: 'same-origin' });
api.use(guardChanges);

/** The body of an answer of `api`; refusals have been thrown before. */
export async function bodyOf<Body>(
  answer: Promise<{ readonly data?: Body; readonly response: Response }>,
): Promise<Body> {
  const { data } = await answer;
  if (data === undefined) throw new Error('an answer without a body was asked for its body');
  return data;
}

/** What an operation of the API answers, by path and method. */
export type Answer<
  Path extends keyof Paths,
  Method extends keyof Paths[Path],
> = Paths[Path][Method] extends { responses: infer Responses }
  ? Responses extends { 200: { content: { 'application/json': infer Body } } }
    ? Body
    : Responses extends { 202: { content: { 'application/json': infer Body } } }
      ? Body
      : never
  : never;
