import type { Manifest } from '@rollcall/core';

import type { Integration } from './integration.js';

/** The share of a limit that usage may reach through an integration, in percent. */
export function ceilingPercentOf(
  { options }: Pick<Integration, 'options'>,
  quotas: Manifest['quota'],
): number {
  return options.ceiling ?? quotas?.[0]?.ceilingPercent ?? 75;
}
