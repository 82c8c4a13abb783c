import type { ConnectivityCheck } from '@rollcall/core';

import { permissionHint } from '../snapshot/visibility.js';
import type { Probes } from './probes.js';

/** Whether licences, permission sets and limits can be read. Recommended, not required. */
export function checkViewSetup(probes: Probes): ConnectivityCheck {
  const check = { id: 'view-setup', title: 'View Setup and Configuration' } as const;
  if (probes.held?.has('ViewSetup')) {
    return {
      ...check,
      status: 'passed',
      detail: 'Licences, permission sets and limits are visible',
    };
  }
  return {
    ...check,
    status: 'warning',
    detail: 'Licences, permission sets and the Bulk limits may be left out',
    hint: permissionHint(['View Setup and Configuration']),
    setupStep: 'permission-set',
  };
}
