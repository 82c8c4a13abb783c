import type { ConnectivityCheck } from '@rollcall/core';

import { permissionHint } from '../snapshot/visibility.js';
import { signInPermission } from '../tables/permissions.js';
import type { Probes } from './probes.js';

const proofs = ['ManageUsers', 'MonitorLoginHistory'] as const;

/** Whether everybody’s sign-ins are visible: without the permission only the own ones are, silently. */
export function checkSignIns(probes: Probes): ConnectivityCheck {
  const check = { id: 'sign-ins', title: 'Sign-ins of all users' } as const;
  const readable = probes.replies.get('LoginHistory');
  if (readable === undefined || 'fault' in readable) {
    return { ...check, status: 'skipped', detail: 'Sign-ins are off or cannot be read' };
  }
  const others = probes.replies.get('LoginHistoryOfOthers');
  const sawOthers = others !== undefined && 'rows' in others && others.rows.length > 0;
  if (sawOthers)
    return { ...check, status: 'passed', detail: 'Sign-ins of other users are visible' };
  if (proofs.some((name) => probes.held?.has(name))) {
    return {
      ...check,
      status: 'passed',
      detail: 'The permission is held; nobody else signed in yet',
    };
  }
  return {
    ...check,
    status: 'warning',
    detail: 'Only the sign-ins of the integration user itself are visible; all others are left out',
    hint: permissionHint(signInPermission),
    setupStep: 'permission-set',
  };
}
