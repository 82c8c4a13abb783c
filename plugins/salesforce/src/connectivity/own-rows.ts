import type { ConnectivityCheck } from '@rollcall/core';

import { permissionHint, seesAllRows } from '../snapshot/visibility.js';
import { type Probes, tablesOf } from './probes.js';

/** One warning for each object of which nothing but the own rows would be visible, silently. */
export function* checkOwnRows(
  probes: Probes,
  streams: readonly string[],
): Generator<ConnectivityCheck> {
  if (probes.held === undefined) return;
  for (const table of tablesOf(streams)) {
    const reply = probes.replies.get(table.key);
    if (table.owner === undefined || seesAllRows(table, probes.held)) continue;
    if (reply !== undefined && 'fault' in reply) continue;
    yield {
      id: `own-${table.stream}`,
      title: `All ${table.label}`,
      status: 'warning',
      detail: `Only the integration user’s own ${table.label} are visible (${table.object}); left out: ${table.stream}`,
      hint: permissionHint(table.permission),
      setupStep: 'permission-set',
    };
  }
}
