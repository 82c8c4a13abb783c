/** Words of the picker of a time range. */
export const rangeWords = {
  label: (range: string) => `Time range: ${range}`,
  names: { '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days' },
  /** In a sentence: "1,204 in 30 days". */
  within: { '24h': 'in 24 hours', '7d': 'in 7 days', '30d': 'in 30 days' },
  between: (from: string, to: string) => `${from} – ${to}`,
  since: (from: string) => `Since ${from}`,
  withinCustom: (from: string, to: string) => `from ${from} to ${to}`,
  withinSince: (from: string) => `since ${from}`,
  custom: 'Custom range',
  from: 'From',
  to: 'To',
  apply: 'Apply',
  order: 'Enter a time after the first one.',
  missing: 'Enter when the range begins.',
} as const;
