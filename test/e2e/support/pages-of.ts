import type { ConsoleScene } from './console-scene.js';
import { consoleRoutes, filledIn } from './routes.js';

/** Every address behind the sign-in, as it is declared, and one that no page has. */
export async function routesBehindSignIn(): Promise<readonly string[]> {
  const routes = await consoleRoutes();
  return [...routes.filter((route) => !beforeSignIn.has(route)), 'no-such-page'];
}

/** Where those are, by their declaration, filled with what the scene holds. */
export async function pagesOf(
  set: ConsoleScene,
  integrationId: string,
): Promise<ReadonlyMap<string, string>> {
  const { host } = set;
  const { runs } = await host.json<{ runs: readonly Named[] }>('GET', '/runs?limit=1');
  const { findings } = await host.json<{ findings: readonly Named[] }>('GET', '/findings?limit=1');
  const signIns = await host.json<Named>('POST', '/reviews', { kind: 'sign-ins' });
  const access = await host.json<Named>('POST', '/reviews', { kind: 'access' });
  const { accounts } = await host.json<{ accounts: readonly Named[] }>('GET', '/accounts?limit=1');
  const values = {
    'accounts/:integration': integrationId,
    'accounts/:integration/:id': accounts[0]?.id ?? 'none',
    'integrations/add/:plugin': 'salesforce',
    'integrations/:id': integrationId,
    'integrations/:id/runs/:run': runs[0]?.id ?? 'none',
    'findings/:id': findings[0]?.id ?? 'none',
    'plugins/:id': 'salesforce',
    'sign-ins/reviews/:id': signIns.id,
    'access/reviews/:id': access.id,
  };
  const routes = await routesBehindSignIn();
  return new Map(routes.map((route) => [route, filledIn(route, values)]));
}

/** Pages that somebody who is signed in does not see. */
const beforeSignIn = new Set(['sign-in', 'welcome']);

interface Named {
  readonly id: string;
}
