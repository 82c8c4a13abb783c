import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of access. */
export const accessRoutes: readonly RouteObject[] = [
  page('access', async () => (await import('./access-page.js')).AccessPage),
  page('access/compare', async () => (await import('./compare-page.js')).ComparePage),
];
