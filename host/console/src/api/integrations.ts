import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A configured instance of a plugin. */
export type Integration = Answer<'/integrations', 'get'>['integrations'][number];

/** Every integration. */
export const integrationsQuery = queryOptions({
  queryKey: ['integrations'],
  queryFn: () => allIntegrations(),
  refetchInterval: 15_000,
});

async function allIntegrations(): Promise<readonly Integration[]> {
  const query = { limit: 500 };
  return (await bodyOf(api.GET('/integrations', { params: { query } }))).integrations;
}

/** What an integration is made of. */
export interface NewIntegration {
  readonly plugin: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Makes an integration. A name that is taken is a `Problem` with `NAME_TAKEN`. */
export async function addIntegration(given: NewIntegration): Promise<{ readonly id: string }> {
  const body = { ...given, config: { ...given.config }, secrets: { ...given.secrets } };
  const answer = await api.POST('/integrations', { body });
  if (!answer.data) throw new Error('an integration was made without an answer');
  return answer.data;
}
