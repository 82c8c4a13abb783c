import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the plugins. */
export const pluginRoutes: readonly RouteObject[] = [
  page('plugins', async () => (await import('./plugins-page.js')).PluginsPage),
  page('plugins/:id', async () => (await import('./plugin-page.js')).PluginPage),
];
