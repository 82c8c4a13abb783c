import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A sign-in as the list has it. */
export type SignIn = Answer<'/sign-ins', 'get'>['signIns'][number];

/** A sign-in with all that is known of it. */
export type WholeSignIn = Answer<'/sign-ins/{integration}/{id}', 'get'>;

/** How many sign-ins each value has. */
export type SignInFacets = Answer<'/sign-ins/facets', 'get'>;

/** Sign-ins over time. */
export type SignInHistogram = Answer<'/sign-ins/histogram', 'get'>;

/** Which sign-ins are wanted. Values with `!` before them are not; an empty one is what is not told. */
export interface SignInQuery {
  readonly integration?: string;
  readonly from: string;
  readonly to?: string;
  readonly q?: string;
  readonly account?: string[];
  readonly outcome?: string[];
  readonly method?: string[];
  readonly channel?: string[];
  readonly country?: string[];
  readonly application?: string[];
  readonly mfa?: string[];
  readonly network?: string[];
}

const pageRows = 100;

/** Sign-ins, newest first, in pages. Those of the question before stay until the first of this come. */
export function signInListQuery(query: SignInQuery) {
  return infiniteQueryOptions({
    queryKey: ['sign-ins', 'list', query],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: pageRows, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET('/sign-ins', { params: { query: { ...query, ...page } }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** How many sign-ins each value has. */
export function signInFacetsQuery(query: SignInQuery) {
  return queryOptions({
    queryKey: ['sign-ins', 'facets', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/sign-ins/facets', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Sign-ins over time. */
export function signInHistogramQuery(query: SignInQuery) {
  return queryOptions({
    queryKey: ['sign-ins', 'histogram', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/sign-ins/histogram', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** One sign-in. */
export function signInQuery(integration: string, id: string) {
  return queryOptions({
    queryKey: ['sign-ins', 'one', integration, id],
    queryFn: () =>
      bodyOf(api.GET('/sign-ins/{integration}/{id}', { params: { path: { integration, id } } })),
    staleTime: 60_000,
  });
}
