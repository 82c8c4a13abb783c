import { infiniteQueryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A page of Rollcall's own record of changes. */
type AuditPage = Answer<'/audit', 'get'>;

/** Who did what, when. */
export type AuditEntry = AuditPage['entries'][number];

/** Which entries are wanted; all where nothing is said. */
export interface AuditFilter {
  /** Part of a name. */
  readonly actor?: string | undefined;
  /** `user`, or `user.add`. */
  readonly action?: string | undefined;
  readonly object?: string | undefined;
}

const pageSize = 50;

/** Entries of the audit log, latest first, page by page. */
export function auditQuery(filter: AuditFilter) {
  const { actor, action, object } = filter;
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }): Promise<AuditPage> =>
      bodyOf(
        api.GET('/audit', {
          params: {
            query: {
              limit: pageSize,
              ...(actor === undefined ? {} : { actor }),
              ...(action === undefined ? {} : { action }),
              ...(object === undefined ? {} : { object }),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}
