import { createElement } from 'react';
import { Navigate, type RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the accounts. */
export const accountRoutes: readonly RouteObject[] = [
  page('accounts', async () => (await import('./accounts-page.js')).AccountsPage),
  page(
    'accounts/:integration/:id',
    async () => (await import('./account-layout.js')).AccountLayout,
    [
      { index: true, element: createElement(Navigate, { to: 'overview', replace: true }) },
      page('overview', async () => (await import('./overview-tab.js')).OverviewTab),
      page('access', async () => (await import('./access-tab.js')).AccessTab),
      page('sign-ins', async () => (await import('./sign-ins-tab.js')).SignInsTab),
      page('tokens', async () => (await import('./tokens-tab.js')).TokensTab),
      page('findings', async () => (await import('./findings-tab.js')).FindingsTab),
    ],
  ),
];
