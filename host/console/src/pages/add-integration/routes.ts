import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of adding an integration. */
export const addRoutes: readonly RouteObject[] = [
  page('integrations/add', async () => (await import('./catalogue-page.js')).CataloguePage),
  page('integrations/add/:plugin', async () => (await import('./add-page.js')).AddPage),
];
