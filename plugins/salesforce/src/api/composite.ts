import { type Http, hasCode, RollcallError } from '@rollcall/core';

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
  const parts = await readParts(http, steps.map(pathOf), purpose);
  return parts.map((part) => answerOf(part.status, part.body));
}

/** What one part of a composite was answered. */
export interface Part {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Reads several paths with one counted request, in their order. Where their answers together are
 * larger than one answer may be, each half is read by itself.
 */
export async function readParts(
  http: Http,
  paths: readonly string[],
  purpose: string,
): Promise<readonly Part[]> {
  try {
    return await readTogether(http, paths, purpose);
  } catch (error) {
    if (paths.length < 2 || !hasCode(error, 'HTTP_BODY_TOO_LARGE')) throw error;
    const half = Math.ceil(paths.length / 2);
    return [
      ...(await readParts(http, paths.slice(0, half), purpose)),
      ...(await readParts(http, paths.slice(half), purpose)),
    ];
  }
}

async function readTogether(
  http: Http,
  paths: readonly string[],
  purpose: string,
): Promise<readonly Part[]> {
  const response = await http.request({
    method: 'POST',
    // Only queries and describes go into one.
    isRepeatable: true,
    url: `${apiRoot}/composite`,
    headers: callOptions,
    purpose,
    timeoutMs: queryTimeoutMs,
    json: {
      allOrNone: false,
      compositeRequest: paths.map((url, place) => ({
        method: 'GET',
        url,
        referenceId: `q${place}`,
      })),
    },
  });
  const body = response.json();
  if (response.status !== 200) throw errorOf(faultOf(response.status, body), 'a composite request');
  const parts = partsOf(body);
  return paths.map((_, place) => partOf(parts.get(`q${place}`)));
}

function partsOf(body: unknown): ReadonlyMap<string, Row> {
  const list = isRow(body) ? body.compositeResponse : undefined;
  const rows = Array.isArray(list) ? list.filter(isRow) : [];
  return new Map(rows.map((part) => [String(part.referenceId), part]));
}

function partOf(part: Row | undefined): Part {
  if (part === undefined || typeof part.httpStatusCode !== 'number') {
    throw new RollcallError('PROVIDER_ERROR', 'a composite request was answered in part');
  }
  return { status: part.httpStatusCode, body: part.body };
}
