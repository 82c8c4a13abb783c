import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A plugin, in short. */
export type Plugin = Answer<'/plugins', 'get'>['plugins'][number];

/** A plugin with its form, guide and streams. */
export type WholePlugin = Answer<'/plugins/{id}', 'get'>;

/** A step of a setup guide. */
export type SetupStep = WholePlugin['setup'][number];

/** Every plugin that integrations can be made of. */
export const pluginsQuery = queryOptions({
  queryKey: ['plugins'],
  queryFn: async (): Promise<readonly Plugin[]> => {
    const query = { limit: 500 };
    return (await bodyOf(api.GET('/plugins', { params: { query } }))).plugins;
  },
  staleTime: 60_000,
});

/** One plugin, whole. */
export function pluginQuery(id: string) {
  return queryOptions({
    queryKey: ['plugins', id],
    queryFn: (): Promise<WholePlugin> =>
      bodyOf(api.GET('/plugins/{id}', { params: { path: { id } } })),
    staleTime: 60_000,
  });
}
