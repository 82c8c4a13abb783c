import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** Somewhere that the person is signed in. */
export type OwnSession = Answer<'/sessions', 'get'>['sessions'][number];

/** Everywhere that the person is signed in, the one used last first. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async (): Promise<readonly OwnSession[]> =>
    (await bodyOf(api.GET('/sessions', {}))).sessions,
});

/** Signs out somewhere else. */
export async function endSession(id: string): Promise<void> {
  await api.DELETE('/sessions/{id}', { params: { path: { id } } });
}

/** Signs out everywhere, here too. */
export async function endAllSessions(): Promise<void> {
  await api.DELETE('/sessions', {});
}
