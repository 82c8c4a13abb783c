import { percent, wholeNumber } from '../format/numbers.js';

/** What is said about quotas. */
export const quotaWords = {
  unknown: 'Not known',
  of: (limit: string) => `of ${limit}`,
  sentence: (used: number, limit: number, ceiling: number | null) => {
    const head = `${percent(used / limit)} used: ${wholeNumber(used)} of ${wholeNumber(limit)} requests.`;
    return ceiling === null
      ? head
      : `${head} Rollcall stops at ${percent(ceiling / limit)}, ${wholeNumber(ceiling)} requests.`;
  },
} as const;
