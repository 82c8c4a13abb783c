import type { ConnectivityCheck } from '@rollcall/core';

import { permissionHint } from '../snapshot/visibility.js';
import type { Probes } from './probes.js';

/** Whether nobody can sign in to the pages of Salesforce with the integration user. */
export function checkApiOnlyUser(probes: Probes): ConnectivityCheck {
  const check = { id: 'api-only-user', title: 'API-only user' } as const;
  if (probes.held?.has('ApiUserOnly')) {
    return { ...check, status: 'passed', detail: 'The integration user can use the API alone' };
  }
  return {
    ...check,
    status: 'warning',
    detail:
      probes.held === undefined
        ? 'The org does not tell the permissions of the integration user'
        : 'The integration user can also sign in to the pages of Salesforce',
    hint: permissionHint(['API Only User']),
    setupStep: 'permission-set',
  };
}
