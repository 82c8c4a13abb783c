import type { ConnectivityCheck } from '@rollcall/core';

import { permissionHint } from '../snapshot/visibility.js';
import type { Probes } from './probes.js';

/** Whether every user is visible, with what is known of its sign-in. */
export function checkManageUsers(probes: Probes): ConnectivityCheck {
  const check = { id: 'manage-users', title: 'All users' } as const;
  const { held } = probes;
  if (held === undefined) {
    return { ...check, status: 'skipped', detail: 'The org does not tell the user’s permissions' };
  }
  if (held.has('ManageUsers')) {
    return { ...check, status: 'passed', detail: 'Internal and external users are visible' };
  }
  const knowsExternal = !probes.unknown.includes('PermissionsManagePartners');
  const missing = [
    ...(held.has('ManageInternalUsers') ? [] : ['Manage Internal Users']),
    ...(held.has('ManagePartners') || !knowsExternal ? [] : ['Manage External Users']),
  ];
  if (missing.length === 0) {
    return { ...check, status: 'passed', detail: 'Internal and external users are visible' };
  }
  return {
    ...check,
    status: 'warning',
    detail: `Without “${missing.join('” and “')}” some users may be hidden, and whether they are frozen or locked`,
    hint: permissionHint([missing.join('” and “')]),
    setupStep: 'permission-set',
  };
}
