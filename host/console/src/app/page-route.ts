import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

/** A route whose page is fetched when it is first visited: `page('accounts', async () => (await import('./accounts-page.js')).AccountsPage)`. */
export function page(
  path: string,
  load: () => Promise<ComponentType>,
  children?: readonly RouteObject[],
): RouteObject {
  return {
    path,
    lazy: async () => ({ Component: await load() }),
    ...(children ? { children: [...children] } : {}),
  };
}
