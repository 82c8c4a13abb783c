import type { ConnectivityCheck } from '@rollcall/core';

import type { Probes } from './probes.js';

/** Powerful permissions that no stream needs. */
const excessive = [
  ['ModifyAllData', 'Modify All Data'],
  ['ViewAllData', 'View All Data'],
  ['AuthorApex', 'Author Apex'],
] as const;

/** Whether the integration user could do more than reading needs. */
export function checkPrivileges(probes: Probes): ConnectivityCheck {
  const check = { id: 'privileges', title: 'No more than needed' } as const;
  const { held } = probes;
  if (held === undefined) {
    return { ...check, status: 'skipped', detail: 'The org does not tell the user’s permissions' };
  }
  const extra = excessive.filter(([name]) => held.has(name)).map(([, label]) => `“${label}”`);
  if (extra.length === 0) {
    return { ...check, status: 'passed', detail: 'No permission is held that no stream needs' };
  }
  return {
    ...check,
    status: 'warning',
    detail: `The integration user also holds ${extra.join(', ')}`,
    hint: `Open Setup → Users → the integration user. Give it a profile and a permission set without ${extra.join(', ')}.`,
    setupStep: 'permission-set',
  };
}
