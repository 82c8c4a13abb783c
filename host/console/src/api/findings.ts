import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A finding as the queue has it. */
export type Finding = Answer<'/findings', 'get'>['findings'][number];

/** How many findings each value of a property has. */
export type FindingCounts = Answer<'/findings', 'get'>['counts'];

/** A finding with all that is known of it. */
export type WholeFinding = Answer<'/findings/{id}', 'get'>;

/** How much a finding matters. */
export type Severity = Finding['severity'];

/** Where a finding is in its life. */
export type FindingStatus = Finding['status'];

/** Why a person closes a finding. */
export type Disposition = NonNullable<Finding['disposition']>;

/** Which findings are wanted. */
export interface FindingQuery {
  readonly status?: FindingStatus[];
  readonly severity?: Severity[];
  readonly check?: string[];
  readonly integration?: string;
  readonly account?: string;
  readonly q?: string;
  readonly sort?: 'severity' | 'lastSeen';
}

/** What a person decides about findings. */
export type FindingWish =
  | { readonly action: 'close'; readonly disposition: Disposition; readonly reason?: string }
  | { readonly action: 'mute'; readonly until: string; readonly reason?: string }
  | { readonly action: 'reopen'; readonly reason?: string };

const pageRows = 100;
const calmMs = 30_000;

/** Findings in pages, most severe first. Those of the question before stay until the first of this come. */
export function findingListQuery(query: FindingQuery) {
  return infiniteQueryOptions({
    queryKey: ['findings', 'list', query],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: pageRows, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return bodyOf(api.GET('/findings', { params: { query: { ...query, ...page } }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** How many findings wait for somebody. */
export const openFindingsQuery = queryOptions({
  queryKey: ['findings', 'open'],
  queryFn: async (): Promise<FindingCounts> => {
    const query = { status: ['open' as const], limit: 1 };
    return (await bodyOf(api.GET('/findings', { params: { query } }))).counts;
  },
  refetchInterval: calmMs,
});

/** One finding. */
export function findingQuery(id: string) {
  return queryOptions({
    queryKey: ['findings', 'one', id],
    queryFn: () => bodyOf(api.GET('/findings/{id}', { params: { path: { id } } })),
  });
}

/** Does the same to each of them, or to none. */
export async function actOnFindings(ids: readonly string[], wish: FindingWish): Promise<void> {
  await api.POST('/findings/actions', { body: { ids: [...ids], ...wish } });
}

/** The titles of checks by their ids. */
export const checkTitlesQuery = queryOptions({
  queryKey: ['check-titles'],
  queryFn: async (): Promise<ReadonlyMap<string, string>> => {
    const { checks } = await bodyOf(api.GET('/checks'));
    return new Map(checks.map(({ id, title }) => [id, title]));
  },
  staleTime: Number.POSITIVE_INFINITY,
});
