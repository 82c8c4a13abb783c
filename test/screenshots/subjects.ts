import type { RunningHost } from '../scenarios/support/host.js';

/** A page to take pictures of. */
export interface Subject {
  /** Begins the names of its pictures. */
  readonly name: string;
  readonly path: string;
  /** What somebody would click there, of which nothing is changed. */
  readonly click: string;
}

/** The pages, filled with what the host holds. Starts a review of each kind. */
export async function subjectsOf(host: RunningHost, integration: string): Promise<Subject[]> {
  const { findings } = await host.json<{ findings: readonly Named[] }>(
    'GET',
    '/findings?severity=critical&limit=1',
  );
  const { accounts } = await host.json<{ accounts: readonly Named[] }>('GET', '/accounts?limit=1');
  const signIns = await host.json<Named>('POST', '/reviews', { kind: 'sign-ins' });
  await host.json<Named>('POST', '/reviews', { kind: 'access' });
  const control = 'main button:not([data-disabled]):visible';
  const filter = 'main [aria-haspopup]:visible';
  const sort = 'main th button:visible';
  const tab = 'main [role=tab], main nav a';
  const finding = findings[0]?.id ?? '';
  const account = `/accounts/${integration}/${accounts[0]?.id}`;
  return [
    { name: 'integrations', path: '/integrations', click: sort },
    { name: 'add-catalogue', path: '/integrations/add', click: 'main a:visible' },
    { name: 'add-integration', path: '/integrations/add/salesforce', click: 'main input:visible' },
    { name: 'integration', path: `/integrations/${integration}`, click: tab },
    { name: 'findings', path: '/findings', click: filter },
    { name: 'finding', path: `/findings?open=${finding}`, click: '[role=dialog] button' },
    { name: 'accounts', path: '/accounts', click: filter },
    { name: 'account', path: account, click: tab },
    { name: 'licences', path: '/licences', click: sort },
    { name: 'sign-ins', path: '/sign-ins', click: sort },
    { name: 'access', path: '/access', click: control },
    { name: 'access-compare', path: '/access/compare', click: control },
    { name: 'sign-in-reviews', path: '/sign-ins/reviews', click: control },
    { name: 'access-reviews', path: '/access/reviews', click: control },
    { name: 'review', path: `/sign-ins/reviews/${signIns.id}`, click: control },
    { name: 'plugins', path: '/plugins', click: control },
    { name: 'plugin', path: '/plugins/salesforce', click: control },
    { name: 'settings-checks', path: '/settings/checks', click: control },
    { name: 'settings-audit', path: '/settings/audit', click: control },
  ];
}

interface Named {
  readonly id: string;
}
