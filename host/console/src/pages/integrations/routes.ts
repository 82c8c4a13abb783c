import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the integrations. */
export const integrationRoutes: readonly RouteObject[] = [
  page('integrations', async () => (await import('./integrations-page.js')).IntegrationsPage),
];
