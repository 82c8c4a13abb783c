import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A plugin, in short. */
export type Plugin = Answer<'/plugins', 'get'>['plugins'][number];

/** Every plugin that integrations can be made of. */
export const pluginsQuery = queryOptions({
  queryKey: ['plugins'],
  queryFn: async (): Promise<readonly Plugin[]> => {
    const query = { limit: 500 };
    return (await bodyOf(api.GET('/plugins', { params: { query } }))).plugins;
  },
  staleTime: 60_000,
});
