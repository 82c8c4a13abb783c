import { useMemo } from 'react';

import { readRange, type TimeRange } from './time-range.js';
import type { UrlState } from './use-url-state.js';

/** The range of the address, with its ends fixed until another is chosen: pages of a list need that. */
export function useRange(url: UrlState): TimeRange {
  const range = url.get('range');
  const from = url.get('from');
  const to = url.get('to');
  return useMemo(() => {
    const values: Readonly<Record<string, string | undefined>> = { range, from, to };
    return readRange({ get: (name) => values[name] }, new Date());
  }, [range, from, to]);
}
