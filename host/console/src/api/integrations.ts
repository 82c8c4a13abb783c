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
