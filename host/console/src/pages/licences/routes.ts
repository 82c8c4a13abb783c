import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the licences. */
export const licenceRoutes: readonly RouteObject[] = [
  page('licences', async () => (await import('./licences-page.js')).LicencesPage),
];
