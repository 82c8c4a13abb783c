import { type Http, type HttpRequest, RollcallError } from '@rollcall/core';

import { type Fault, faultOf } from './fault.js';
import { isRow, type Row } from './row.js';
import { apiRoot } from './version.js';

/** One page of a query. */
export interface Page {
  /** The rows. A page may be shorter than asked for: only `next` tells the end. */
  readonly rows: readonly Row[];
  /** Rows of the whole query, fixed when it began. */
  readonly totalSize: number;
  /** Path of the next page; `undefined` on the last one. */
  readonly next: string | undefined;
}

/** A page, or what the org said instead. */
export type QueryAnswer = { readonly page: Page } | { readonly fault: Fault };

/** A query to begin, or the path of a next page. */
export type QueryStep = { readonly soql: string } | { readonly next: string };

/** Sent with every data request: shows in the org’s usage reports who asked. */
export const callOptions = { 'Sforce-Call-Options': 'client=Rollcall' } as const;

/** Longer than the two minutes after which the org itself gives up on a query. */
export const queryTimeoutMs = 180_000;

/** The path of a step, percent-encoded, as parts of a composite need it. */
export function pathOf(step: QueryStep): string {
  return 'next' in step ? step.next : `${apiRoot}/query?q=${encodeURIComponent(step.soql)}`;
}

/** Reads one page with one counted request. */
export async function readPage(http: Http, step: QueryStep, purpose: string): Promise<QueryAnswer> {
  const request: HttpRequest =
    'next' in step ? { url: step.next } : { url: `${apiRoot}/query`, query: { q: step.soql } };
  const response = await http.request({
    ...request,
    headers: callOptions,
    purpose,
    timeoutMs: queryTimeoutMs,
  });
  return answerOf(response.status, response.json());
}

/**
 * Reads a page out of an answer's body.
 * @throws `PROVIDER_ERROR` when a success has another shape than a query's
 */
export function answerOf(status: number, body: unknown): QueryAnswer {
  if (status < 200 || status > 299) return { fault: faultOf(status, body) };
  if (!isRow(body) || !Array.isArray(body.records)) {
    throw new RollcallError('PROVIDER_ERROR', 'a query was answered without records');
  }
  return {
    page: {
      rows: body.records.filter(isRow),
      totalSize: typeof body.totalSize === 'number' ? body.totalSize : body.records.length,
      next: nextOf(body),
    },
  };
}

function nextOf(body: Row): string | undefined {
  if (body.done !== false) return undefined;
  const next = body.nextRecordsUrl;
  if (typeof next !== 'string' || !next.startsWith('/services/data/')) {
    throw new RollcallError('PROVIDER_ERROR', 'an unfinished query came without its next page');
  }
  return next;
}
