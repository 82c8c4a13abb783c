import { pageSize } from '../api/version.js';
import { compositeRounds } from './composite-rounds.js';

/** Ways to read the rows of a stream of events. */
export type Transport = 'REST' | 'composite' | 'Bulk';

/** What is to be read. */
export interface Need {
  /** Rows that are expected. */
  readonly rows: number;
  /** Spans of time that they lie in. */
  readonly windows: number;
}

/** What is known of the org. */
export interface Terms {
  /** Rows of the largest page that came inside a composite; `undefined` before the first one. */
  readonly compositeRows: number | undefined;
  /** Whether the object can be read by Bulk, as far as is known. */
  readonly hasBulk: boolean;
  /** What is left of each quota; `undefined` where nobody knows yet. */
  readonly requests: number | undefined;
  readonly bulkJobs: number | undefined;
  readonly bulkMegabytes: number | undefined;
}

/** How to read something, and what that is expected to cost. */
export interface Offer {
  readonly transport: Transport;
  /** Counted requests. */
  readonly requests: number;
}

/** Below this Bulk is not worth its wait, unless nothing else fits. */
const bulkWorthRows = 40_000;
/** Pages of a Bulk result: few, as each is a request; not one, as a page is what a crash repeats. */
const bulkPages = 8;
const leastBulkPageRows = 100_000;
/** What the manifest says that a page of a result costs. */
const bulkPageMegabytes = 64;
/** How much cheaper Bulk must be: it keeps people waiting. */
const bulkDiscount = 0.8;

/** The cheapest way to read what is needed. Depends on nothing but its arguments. */
export function cheapest(need: Need, terms: Terms): Offer {
  const rest = cheaperOf(pageByPage(need), compositeOffer(need, terms));
  const bulk = bulkOffer(need);
  if (!hasRoomForBulk(need, terms)) return rest;
  const left = terms.requests ?? Number.POSITIVE_INFINITY;
  if (rest.requests > left && bulk.requests < rest.requests) return bulk;
  const isWorth = need.rows >= bulkWorthRows && bulk.requests <= rest.requests * bulkDiscount;
  return isWorth ? bulk : rest;
}

/** Rows to ask for in a page of a Bulk result. */
export function bulkPageRows(rows: number): number {
  return Math.max(leastBulkPageRows, Math.ceil((rows * 1.01) / bulkPages / 1000) * 1000);
}

/** Requests that reading the result of a Bulk job takes, from its first poll on. */
export function bulkResultRequests(rows: number): number {
  return expectedPolls(rows) + Math.max(1, Math.ceil(rows / bulkPageRows(rows)));
}

function expectedPolls(rows: number): number {
  return rows < 500_000 ? 1 : 2;
}

/** Reading with a request for each page. */
export function pageByPage({ rows, windows }: Need): Offer {
  const pages = Math.ceil(rows / pageSize);
  const partial = rows > pageSize ? Math.floor(windows / 2) : 0;
  return { transport: 'REST', requests: Math.max(1, pages + partial) };
}

/** Pages of five windows at once: as many composites as reading windows of equal length takes. */
function compositeOffer({ rows, windows }: Need, terms: Terms): Offer {
  const size = Math.min(pageSize, Math.max(1, terms.compositeRows ?? pageSize));
  return { transport: 'composite', requests: Math.max(2, compositeRounds(rows, windows, size)) };
}

/** The job, its polls and pages, and one look at what is left of the Bulk quotas. */
function bulkOffer({ rows }: Need): Offer {
  return { transport: 'Bulk', requests: 2 + bulkResultRequests(rows) };
}

function cheaperOf(one: Offer, other: Offer): Offer {
  return other.requests < one.requests ? other : one;
}

function hasRoomForBulk({ rows }: Need, terms: Terms): boolean {
  const { hasBulk, bulkJobs = 1, bulkMegabytes = Number.POSITIVE_INFINITY } = terms;
  const megabytes = Math.ceil(rows / bulkPageRows(rows)) * bulkPageMegabytes;
  return hasBulk && bulkJobs >= 1 && bulkMegabytes >= megabytes;
}
