import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';
import { upload } from './upload.js';

/** A plugin, in short. */
export type Plugin = Answer<'/plugins', 'get'>['plugins'][number];

/** A plugin with its form, guide and streams. */
export type WholePlugin = Answer<'/plugins/{id}', 'get'>;

/** A plugin that is not installed yet, and what it would take the place of. */
export type PluginInspection = Answer<'/plugins/inspect', 'post'>;

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

/** What an archive would install, and all that it asks for. Nothing is installed. */
export function inspectPlugin(archive: File): Promise<PluginInspection> {
  return upload<PluginInspection>('/plugins/inspect', archive);
}

/** Installs the archive that has this digest; `acceptRisk` where its process is not fenced in. */
export function installPlugin(
  archive: File,
  given: { readonly digest: string; readonly acceptRisk: boolean },
): Promise<WholePlugin> {
  const query = new URLSearchParams({ digest: given.digest, acceptRisk: `${given.acceptRisk}` });
  return upload<WholePlugin>(`/plugins?${query}`, archive);
}

/** Removes a plugin that no integration uses. */
export async function removePlugin(id: string): Promise<void> {
  await api.DELETE('/plugins/{id}', { params: { path: { id } } });
}
