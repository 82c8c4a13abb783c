import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the explorer of sign-ins. */
export const signInsRoutes: readonly RouteObject[] = [
  page('sign-ins', async () => (await import('./sign-ins-page.js')).SignInsPage),
];
