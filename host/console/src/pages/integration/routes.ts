import { createElement } from 'react';
import { Navigate, type RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of one integration. */
export const detailRoutes: readonly RouteObject[] = [
  page(
    'integrations/:id',
    async () => (await import('./integration-layout.js')).IntegrationLayout,
    [
      { index: true, element: createElement(Navigate, { to: 'overview', replace: true }) },
      page('overview', async () => (await import('./overview-tab.js')).OverviewTab),
      page('runs', async () => (await import('./runs-tab.js')).RunsTab),
      page('runs/:run', async () => (await import('./run-tab.js')).RunTab),
      page('streams', async () => (await import('./streams-tab.js')).StreamsTab),
      page('quota', async () => (await import('./quota-tab.js')).QuotaTab),
      page('schedule', async () => (await import('./schedule-tab.js')).ScheduleTab),
      page('logs', async () => (await import('./logs-tab.js')).LogsTab),
      page('configuration', async () => (await import('./configuration-tab.js')).ConfigurationTab),
    ],
  ),
];
