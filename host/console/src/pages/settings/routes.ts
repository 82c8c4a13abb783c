import { createElement } from 'react';
import { Navigate, type RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

/** Addresses of the settings. */
export const settingsRoutes: readonly RouteObject[] = [
  page('settings', async () => (await import('./settings-layout.js')).SettingsLayout, [
    { index: true, element: createElement(Navigate, { to: 'profile', replace: true }) },
    page('profile', async () => (await import('./profile-section.js')).ProfileSection),
    page('users', async () => (await import('./users-section.js')).UsersSection),
    page('tokens', async () => (await import('./tokens-section.js')).TokensSection),
    page('checks', async () => (await import('./checks-section.js')).ChecksSection),
    page('prices', async () => (await import('./prices-section.js')).PricesSection),
    page('delivery', async () => (await import('./delivery-section.js')).DeliverySection),
    page('data', async () => (await import('./data-section.js')).DataSection),
    page('audit', async () => (await import('./audit-section.js')).AuditSection),
    page('about', async () => (await import('./about-section.js')).AboutSection),
  ]),
];
