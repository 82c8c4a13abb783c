/** The most counted requests that a story may take; absent where nothing is promised. */
export interface Bars {
  readonly total?: number;
  readonly signIns?: number;
}

/** One collection, and what it may cost. */
export interface Story {
  readonly name: string;
  /** What the org is told beforehand; the rest is as it was. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** `again` collects into the store of the story before; `folder` keeps nothing, which is quicker. */
  readonly into: 'store' | 'again' | 'folder';
  readonly bars: Bars;
}

/** The size that the bars are promised for. */
export const barSize = { users: 10_000, signIns: 1_000_000, oauthTokens: 2000, auditRows: 20_000 };

/** How far the plan may be from the receipt, as a share of the receipt. */
export const planTolerance = 0.1;

/** In this order: a later one relies on what was set before. */
export const stories: readonly Story[] = [
  {
    name: 'first collection, Bulk',
    // asked for after 20 and after 35 seconds: a job of 30 seconds is found done by the second question
    settings: { bulkPolls: 2 },
    into: 'store',
    bars: { total: 45, signIns: 16 },
  },
  { name: 'again, nothing changed', settings: {}, into: 'again', bars: { total: 25 } },
  {
    name: 'first collection, Bulk refused',
    settings: { bulkRefused: ['LoginHistory'] },
    into: 'folder',
    bars: { signIns: 110 },
  },
  {
    name: 'first collection, Bulk refused, short composites',
    settings: { compositePage: 200 },
    into: 'folder',
    bars: { signIns: 510 },
  },
];
