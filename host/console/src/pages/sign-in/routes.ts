import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses that need no session. */
export const signInRoutes: readonly RouteObject[] = [
  page('sign-in', async () => (await import('./sign-in-page.js')).SignInPage),
  page('welcome', async () => (await import('./welcome-page.js')).WelcomePage),
];
