import { type Http, RollcallError } from '@rollcall/core';
import { errorOf } from './error-map.js';
import { faultOf } from './fault.js';
import {
  answerOf,
  callOptions,
  pathOf,
  type QueryAnswer,
  type QueryStep,
  queryTimeoutMs,
} from './query.js';
import { isRow, type Row } from './row.js';
import { apiRoot } from './version.js';

/** Queries that one composite may carry. The whole composite counts as one request. */
export const compositeQueries = 5;

/**
 * Reads the pages of up to five steps with one counted request, in their order. Pages may be
 * shorter than those of a plain query. One step's fault does not touch the others.
 */
export async function readPages(
  http: Http,
  steps: readonly QueryStep[],
  purpose: string,
): Promise<readonly QueryAnswer[]> {
  const response = await http.request({
    method: 'POST',
    url: `${apiRoot}/composite`,
    headers: callOptions,
    purpose,
    timeoutMs: queryTimeoutMs,
    json: {
      allOrNone: false,
      compositeRequest: steps.map((step, place) => ({
        method: 'GET',
        url: pathOf(step),
        referenceId: `q${place}`,
      })),
    },
  });
  const body = response.json();
  if (response.status !== 200) throw errorOf(faultOf(response.status, body), 'a composite request');
  const parts = partsOf(body);
  return steps.map((_, place) => answerOfPart(parts.get(`q${place}`)));
}

function partsOf(body: unknown): ReadonlyMap<string, Row> {
  const list = isRow(body) ? body.compositeResponse : undefined;
  const rows = Array.isArray(list) ? list.filter(isRow) : [];
  return new Map(rows.map((part) => [String(part.referenceId), part]));
}

function answerOfPart(part: Row | undefined): QueryAnswer {
  if (part === undefined || typeof part.httpStatusCode !== 'number') {
    throw new RollcallError('PROVIDER_ERROR', 'a composite request was answered in part');
  }
  return answerOf(part.httpStatusCode, part.body);
}
