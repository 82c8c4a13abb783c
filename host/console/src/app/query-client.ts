import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { isProblem } from '../api/problem.js';
import { sessionKey } from '../api/session.js';

/**
 * The cache of answers. A session that ended shows the sign-in page from wherever it was noticed;
 * only what the network or the host broke is asked again.
 */
export function makeQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (isProblem(error) && error.status === 401) client.setQueryData(sessionKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < 2 && !(isProblem(error) && error.status < 500),
        retryDelay: (count) => Math.min(1_000 * 2 ** count, 10_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
