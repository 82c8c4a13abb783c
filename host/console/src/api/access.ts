import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** What is held, and who holds one of it. */
export type AccessList = Answer<'/access', 'get'>;

/** Something that accounts can do, and how many can. */
export type Capability = AccessList['capabilities'][number];

/** An account that holds a capability, by one way or several. */
export type Holder = AccessList['holders'][number];

/** One way by which somebody holds a capability. */
export type HeldPath = Holder['paths'][number];

/** Who gained, lost, or holds otherwise, between two moments. */
export type AccessDifferences = Answer<'/access/differences', 'get'>;

/** A holder of a difference, which says what is held. */
export type TitledHolder = AccessDifferences['added'][number];

/** Capabilities, the most dangerous first, and the holders of one: of the first when none is named. */
export function accessQuery(capability: string | undefined, integration: string | undefined) {
  return queryOptions({
    queryKey: ['access', capability ?? null, integration ?? null],
    queryFn: (): Promise<AccessList> =>
      bodyOf(
        api.GET('/access', {
          params: {
            query: {
              ...(capability === undefined ? {} : { capability }),
              ...(integration === undefined ? {} : { integration }),
            },
          },
        }),
      ),
  });
}

/** What became of privileged capabilities between two days, `2026-11-24`; both are counted in. */
export function differencesQuery(days: {
  readonly from: string;
  readonly to: string;
  readonly integration: string | undefined;
}) {
  const { from, to, integration } = days;
  return queryOptions({
    queryKey: ['access', 'differences', days],
    queryFn: (): Promise<AccessDifferences> =>
      bodyOf(
        api.GET('/access/differences', {
          params: { query: { from, to, ...(integration === undefined ? {} : { integration }) } },
        }),
      ),
  });
}
