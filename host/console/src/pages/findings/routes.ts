import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the findings. */
export const findingRoutes: readonly RouteObject[] = [
  page('findings', async () => (await import('./findings-page.js')).FindingsPage),
  page('findings/:id', async () => (await import('./finding-page.js')).FindingPage),
];
