import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** An account as the list has it. */
export type Account = Answer<'/accounts', 'get'>['accounts'][number];

/** An account with all that is known of it. */
export type WholeAccount = Answer<'/accounts/{integration}/{id}', 'get'>;

/** Which accounts are wanted. */
export interface AccountQuery {
  readonly integration?: string;
  readonly q?: string;
  readonly state?: string[];
  readonly kind?: string[];
  readonly hasFactor?: boolean;
  readonly administrator?: boolean;
  readonly unusedDays?: number;
  readonly gone?: boolean;
  readonly sort?: 'username' | 'lastSignIn';
}

const pageRows = 100;

/** Accounts in pages. Those of the question before stay until the first of this come. */
export function accountListQuery(query: AccountQuery) {
  return infiniteQueryOptions({
    queryKey: ['accounts', 'list', query],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: pageRows, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET('/accounts', { params: { query: { ...query, ...page } }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** One account, whole. */
export function accountQuery(integration: string, id: string) {
  return queryOptions({
    queryKey: ['accounts', 'one', integration, id],
    queryFn: (): Promise<WholeAccount> =>
      bodyOf(api.GET('/accounts/{integration}/{id}', { params: { path: { integration, id } } })),
  });
}
