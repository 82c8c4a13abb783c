import { createBrowserRouter } from 'react-router';

import { accessRoutes } from '../pages/access/routes.js';
import { accountRoutes } from '../pages/accounts/routes.js';
import { addRoutes } from '../pages/add-integration/routes.js';
import { findingRoutes } from '../pages/findings/routes.js';
import { detailRoutes } from '../pages/integration/routes.js';
import { integrationRoutes } from '../pages/integrations/routes.js';
import { licenceRoutes } from '../pages/licences/routes.js';
import { pluginRoutes } from '../pages/plugins/routes.js';
import { reviewRoutes } from '../pages/reviews/routes.js';
import { settingsRoutes } from '../pages/settings/routes.js';
import { signInRoutes } from '../pages/sign-in/routes.js';
import { signInsRoutes } from '../pages/sign-ins/routes.js';
import { Home } from './home.js';
import { MissingPage } from './missing-page.js';
import { PageFailure } from './page-failure.js';
import { Shell } from './shell.js';

/** Every address of the console. Pages come as chunks of their own. */
export function makeRouter() {
  return createBrowserRouter([
    ...signInRoutes.map((route) => ({ ...route, hydrateFallbackElement: <></> })),
    {
      element: <Shell />,
      hydrateFallbackElement: <></>,
      errorElement: <PageFailure />,
      children: [
        { index: true, element: <Home /> },
        ...addRoutes,
        ...accountRoutes,
        ...findingRoutes,
        ...integrationRoutes,
        ...detailRoutes,
        ...accessRoutes,
        ...pluginRoutes,
        ...reviewRoutes,
        ...settingsRoutes,
        ...licenceRoutes,
        ...signInsRoutes,
        { path: '*', element: <MissingPage /> },
      ],
    },
  ]);
}
