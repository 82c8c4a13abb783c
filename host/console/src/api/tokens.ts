import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A token of the API, without the token itself. */
export type ApiToken = Answer<'/tokens', 'get'>['tokens'][number];

/** What a token may at most. */
export type Scope = ApiToken['scope'];

/** The own tokens; everybody's for an administrator. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async (): Promise<readonly ApiToken[]> => (await bodyOf(api.GET('/tokens', {}))).tokens,
});

/** Makes a token: the answer is the only time that it can be read. */
export function addToken(given: {
  readonly name: string;
  readonly scope: Scope;
  readonly expiresAt: string | null;
}): Promise<{ readonly token: string }> {
  return bodyOf(api.POST('/tokens', { body: given }));
}

/** Revokes a token at once. */
export async function removeToken(id: string): Promise<void> {
  await api.DELETE('/tokens/{id}', { params: { path: { id } } });
}
