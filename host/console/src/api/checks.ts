import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A check, and how it lately judged. */
export type Check = Answer<'/checks', 'get'>['checks'][number];

/** Every check, with results of one integration or of all. */
export function checksQuery(integration?: string) {
  return queryOptions({
    queryKey: ['checks', integration ?? null],
    queryFn: async (): Promise<readonly Check[]> => {
      const query = integration === undefined ? {} : { integration };
      return (await bodyOf(api.GET('/checks', { params: { query } }))).checks;
    },
  });
}
