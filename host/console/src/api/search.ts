import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, bodyOf } from './client.js';

const mostOfEach = 6;

/** Accounts by name, username or mail address, and findings by their title, a few of each. */
export function recordSearchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: async ({ signal }) => {
      const query = { q: text, limit: mostOfEach };
      const [{ accounts }, { findings }] = await Promise.all([
        bodyOf(api.GET('/accounts', { params: { query }, signal })),
        bodyOf(api.GET('/findings', { params: { query }, signal })),
      ]);
      return { accounts, findings };
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
