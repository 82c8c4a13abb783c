import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** What a provider allows, and how much of it is used by everyone. */
export type Quota = Answer<'/quota', 'get'>['quotas'][number];

/** The quotas of an integration; its main one is first. */
export function quotaQuery(integration: string) {
  return queryOptions({
    queryKey: ['quota', integration],
    queryFn: async (): Promise<readonly Quota[]> =>
      (await bodyOf(api.GET('/quota', { params: { query: { integration } } }))).quotas,
    refetchInterval: 30_000,
  });
}
