import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A span of a stream, compared with the provider's own count. */
export type Span = Answer<'/integrations/{id}/reconciliation', 'get'>['spans'][number];

/** Whether everything is stored that the provider has. */
export function reconciliationQuery(id: string) {
  return queryOptions({
    queryKey: ['reconciliation', id],
    queryFn: async (): Promise<readonly Span[]> =>
      (await bodyOf(api.GET('/integrations/{id}/reconciliation', { params: { path: { id } } })))
        .spans,
  });
}
